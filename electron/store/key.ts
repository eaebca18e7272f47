import { createHmac, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { ProblemError } from '../../shared/problem.ts'
import type { ProfileFiles } from './profile.ts'
import { CertificateWrap, openWithCode, openWithPrivateKey, RecoveryWrap, wrapForCertificate, wrapWithCode } from './recovery.ts'

/** The key of one profile: 32 random bytes from which every database and blob key comes. */
export interface ProfileKey { readonly id: string, readonly bytes: Uint8Array }

/** The operating system's keychain (safeStorage in the shell). Absent on headless machines; Linux `basic_text` does not count as one. */
export interface Keychain { wrap(key: Uint8Array): Promise<Uint8Array>, unwrap(wrapped: Uint8Array): Promise<Uint8Array> }
export interface KeySource { readonly keyFile?: string, readonly keychain?: Keychain }

const KeyJson = z.object({
  version: z.literal(1), id: z.string().min(1).max(100), check: z.string().max(200),
  wraps: z.array(z.discriminatedUnion('by', [
    z.object({ by: z.literal('keychain'), wrapped: z.string().max(10_000) }), z.object({ by: z.literal('key-file') }), RecoveryWrap, CertificateWrap,
  ])).max(10),
})
type KeyJson = z.infer<typeof KeyJson>

/**
 * Makes the profile's key and writes `key.json` (and the key file where one is asked for). Throws `store.no-key` when
 * neither a keychain nor a key file is given. The recovery code is made when somebody is there to read it.
 */
export async function createKey(files: ProfileFiles, source: KeySource): Promise<{ readonly key: ProfileKey }> {
  const bytes = keyFileBytes(source) ?? randomBytes(32)
  const key = { id: randomBytes(8).toString('hex'), bytes }
  const wraps: KeyJson['wraps'] = []
  if (source.keychain !== undefined) wraps.push({ by: 'keychain', wrapped: toText(await source.keychain.wrap(bytes)) })
  if (source.keyFile !== undefined) {
    if (!existsSync(source.keyFile)) writeKeyFile(source.keyFile, bytes)
    wraps.push({ by: 'key-file' })
  }
  if (wraps.length === 0) throw new ProblemError('store.no-key')
  writeKeyJson(files, { version: 1, id: key.id, check: checkValue(key), wraps })
  return { key }
}

/** A new recovery code, to be shown once and kept nowhere; the one before opens nothing any more. */
export function renewRecoveryCode(files: ProfileFiles, key: ProfileKey): string {
  const json = readKeyJson(files)
  const { code, wrap } = wrapWithCode(checked(json, key.bytes).bytes)
  writeKeyJson(files, { ...json, wraps: [...json.wraps.filter(each => each.by !== 'recovery-code'), wrap] })
  return code
}

/**
 * The key of an existing profile. `store.no-key` when nothing given can open it, `store.wrong-key` when the key is
 * another profile's, both with `recovery` true where a recovery code, or the agency's recovery key, could. The check value decides, before a database is
 * touched: to SQLite a wrong key looks like damage.
 */
export async function readKey(files: ProfileFiles, source: KeySource): Promise<ProfileKey> {
  const json = readKeyJson(files)
  return openKey(json, source).catch((error: unknown) => {
    if (!(error instanceof ProblemError) || !json.wraps.some(({ by }) => by.startsWith('recovery-'))) throw error
    throw new ProblemError(error.code, { ...error.facts, recovery: true }, { cause: error.cause })
  })
}

async function openKey(json: KeyJson, source: KeySource): Promise<ProfileKey> {
  const fromFile = keyFileBytes(source)
  if (fromFile !== null) return checked(json, fromFile)
  const wrap = json.wraps.find(candidate => candidate.by === 'keychain')
  if (wrap === undefined || source.keychain === undefined) throw new ProblemError('store.no-key')
  const bytes = await source.keychain.unwrap(Buffer.from(wrap.wrapped, 'base64url')).catch((cause: unknown) => { throw new ProblemError('store.no-key', { keychain: 'refused' }, { cause }) })
  return checked(json, bytes)
}

/**
 * The key by its recovery code, wrapped anew by this machine's keychain or key file. `store.recovery-code-wrong`;
 * `file.exists` where the key file holds another key, which may be somebody's only one.
 */
export async function recoverKey(files: ProfileFiles, code: string, source: KeySource): Promise<ProfileKey> {
  const json = readKeyJson(files)
  const wrap = json.wraps.find(candidate => candidate.by === 'recovery-code')
  const bytes = wrap === undefined ? null : openWithCode(wrap, code)
  if (bytes === null) throw new ProblemError('store.recovery-code-wrong')
  const key = checked(json, bytes)
  const kept: KeyJson['wraps'] = json.wraps.filter(candidate => candidate.by.startsWith('recovery-'))
  if (source.keychain !== undefined) kept.push({ by: 'keychain', wrapped: toText(await source.keychain.wrap(bytes)) })
  if (source.keyFile !== undefined) {
    if (existsSync(source.keyFile) && !isKeyIn(source.keyFile, bytes)) throw new ProblemError('file.exists', { file: source.keyFile })
    writeKeyFile(source.keyFile, bytes)
    kept.push({ by: 'key-file' })
  }
  writeKeyJson(files, { ...json, wraps: kept })
  return key
}

/** Lets the agency open the profile: wraps its key for policy's certificate (DER), for that one alone. False where that is not possible. */
export function keepRecoveryCertificate(files: ProfileFiles, key: ProfileKey, der: Uint8Array): boolean {
  const json = readKeyJson(files)
  const wrap = wrapForCertificate(checked(json, key.bytes).bytes, der)
  if (wrap === null) return false
  const isThere = json.wraps.some(each => each.by === 'recovery-certificate' && each.certificate === wrap.certificate)
  if (!isThere) writeKeyJson(files, { ...json, wraps: [...json.wraps.filter(each => each.by !== 'recovery-certificate'), wrap] })
  return true
}

/** A new recovery code by the agency's private key, for the officer to type; `store.recovery-key-wrong`. */
export function codeByRecoveryKey(files: ProfileFiles, privateKey: KeyObject): string {
  const json = readKeyJson(files)
  const wrap = json.wraps.find(candidate => candidate.by === 'recovery-certificate')
  const bytes = wrap === undefined ? null : openWithPrivateKey(wrap, privateKey)
  if (bytes === null) throw new ProblemError('store.recovery-key-wrong')
  return renewRecoveryCode(files, { id: json.id, bytes })
}

function checked(json: KeyJson, bytes: Uint8Array): ProfileKey {
  const key = { id: json.id, bytes }
  const expected = Buffer.from(json.check, 'base64url')
  const actual = Buffer.from(checkValue(key), 'base64url')
  if (expected.length !== actual.length || !timingSafeEqual(expected, actual)) throw new ProblemError('store.wrong-key')
  return key
}

/** Tells the right key from a wrong one and nothing else about it. */
function checkValue(key: ProfileKey): string {
  return createHmac('sha256', key.bytes).update(`lien-thong key check ${key.id}`).digest('base64url')
}

/** Null when no key file is named or it does not exist; a file that is no key is a wrong key. */
function keyFileBytes(source: KeySource): Uint8Array | null {
  if (source.keyFile === undefined || !existsSync(source.keyFile)) return null
  const text = readText(source.keyFile).trim()
  const bytes = Buffer.from(text, 'base64url')
  if (!/^[\w-]+$/.test(text) || bytes.length !== 32) throw new ProblemError('store.wrong-key', { by: 'key-file' })
  return bytes
}

function isKeyIn(path: string, bytes: Uint8Array): boolean {
  return readText(path).trim() === toText(bytes)
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new ProblemError('file.unreadable', { file: path }, { cause })
  }
}

function writeKeyFile(path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `${toText(bytes)}\n`, { mode: 0o600 })
  chmodSync(path, 0o600)
}

function readKeyJson(files: ProfileFiles): KeyJson {
  if (!existsSync(files.key)) throw new ProblemError('store.no-profile', { profile: files.folder })
  try {
    return KeyJson.parse(JSON.parse(readFileSync(files.key, 'utf8')))
  } catch (cause) {
    throw new ProblemError('store.damaged', { file: 'key.json' }, { cause })
  }
}

/** Written beside and renamed: a crash half-way must not cost the only copy of the wrapped key. */
function writeKeyJson(files: ProfileFiles, json: KeyJson): void {
  const beside = `${files.key}.new`
  writeFileSync(beside, `${JSON.stringify(json, null, 1)}\n`, { mode: 0o600, flush: true })
  renameSync(beside, files.key)
}

function toText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}
