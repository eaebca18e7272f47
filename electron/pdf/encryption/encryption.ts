import { createHash } from 'node:crypto'
import { ProblemError } from '../../../shared/problem.ts'
import type { PdfDict, PdfObject, PdfRef } from '../objects.ts'
import { cbcBlocks, decryptAes, encryptAes } from './aes.ts'
import { fileKey, type FileKey } from './file-key.ts'
import { rc4 } from './rc4.ts'
import { type EncryptionSettings, type Method, readSettings } from './settings.ts'
import { mapStrings } from './strings.ts'

/** What decides how a stream is enciphered: its number, its Type, the name of its own Crypt filter. */
export interface StreamFacts { readonly ref: PdfRef; readonly type: string | undefined; readonly cryptFilter: string | null }

/** What the one who opened the file may do with its form (ISO 32000-2 Table 22); the owner may do everything. */
export interface FormPermissions { readonly fillFields: boolean; readonly createFields: boolean }

/** An encrypted file that has been opened: how its strings and streams are read and written. */
export interface Encryption {
  readonly access: 'owner' | 'user'
  readonly permissions: FormPermissions
  decryptStrings(object: PdfObject, ref: PdfRef): PdfObject
  encryptStrings(object: PdfObject, ref: PdfRef): PdfObject
  decryptStream(data: Uint8Array, facts: StreamFacts): Uint8Array
  encryptStream(data: Uint8Array, facts: StreamFacts): Uint8Array
}

export interface EncryptionInputs {
  readonly dict: PdfDict
  /** The first half of the trailer's ID, empty when there is none. */
  readonly firstId: Uint8Array
  /** The user's or the owner's; none is the empty one. */
  readonly password: Uint8Array | undefined
  /** Keys found before for the same dictionary: stretching a password takes longer than reading a file. */
  readonly known: Map<string, FileKey | null>
  resolve(object: PdfObject | undefined): Promise<PdfObject>
  note(note: string): void
}

/** Opens a file's encryption. Throws `pdf.password-wanted` (none was given), `pdf.password-wrong`, and what `readSettings` does. */
export async function openEncryption(inputs: EncryptionInputs): Promise<Encryption> {
  const { dict, password, resolve, note } = inputs
  const settings = await readSettings(dict, resolve)
  const found = keyOf(settings, inputs)
  // Where only attachments are enciphered (§7.6.6 AuthEvent EFOpen) the document itself needs no password.
  const isPlain = settings.strings === 'identity' && settings.streams === 'identity'
  if (found === null && !(isPlain && password === undefined)) throw new ProblemError(password === undefined ? 'pdf.password-wanted' : 'pdf.password-wrong')
  const access = found?.access ?? 'user'
  const cipher = (way: 'decrypt' | 'encrypt', method: Method, ref: PdfRef) => (data: Uint8Array): Uint8Array => run({ way, method, ref, found, note }, data)
  return {
    access, permissions: access === 'owner' ? { fillFields: true, createFields: true } : formPermissions(settings, found, note),
    decryptStrings: (object, ref) => settings.strings === 'identity' ? object : mapStrings(object, cipher('decrypt', settings.strings, ref)),
    encryptStrings: (object, ref) => settings.strings === 'identity' ? object : mapStrings(object, cipher('encrypt', settings.strings, ref)),
    decryptStream: (data, facts) => cipher('decrypt', streamMethod(settings, facts), facts.ref)(data),
    encryptStream: (data, facts) => cipher('encrypt', streamMethod(settings, facts), facts.ref)(data),
  }
}

function keyOf(settings: EncryptionSettings, { password, firstId, known }: EncryptionInputs): FileKey | null {
  const { revision, keyBytes, owner, user, wrapped, permissions, encryptMetadata } = settings
  const parts = [owner, user, firstId, ...(wrapped === null ? [] : [wrapped.owner, wrapped.user])].map(part => Buffer.from(part).toString('hex'))
  const name = JSON.stringify([revision, keyBytes, permissions, encryptMetadata, ...parts])
  const held = known.get(name)
  if (held !== undefined) return held
  const found = fileKey(settings, password ?? new Uint8Array(0), firstId)
  known.set(name, found)
  return found
}

/** Bits 4, 6 and 9 of P (values 8, 32, 256). A new signature field is a new form field; signing a prepared one is filling. */
function formPermissions(settings: EncryptionSettings, found: FileKey | null, note: (note: string) => void): FormPermissions {
  const { permissions: bits, revision, wrapped } = settings
  // Algorithm 13: P can be changed by anybody; from revision 5 on its copy under the key tells.
  if (found !== null && wrapped !== null && !isConfirmed(found.key, wrapped.permissions, bits)) {
    note('encryption-permissions')
    return { fillFields: false, createFields: false }
  }
  const has = (bit: number): boolean => (bits & bit) !== 0
  return { fillFields: has(32) || (revision >= 3 && has(256)), createFields: has(8) && has(32) }
}

function isConfirmed(key: Uint8Array, wrapped: Uint8Array, bits: number): boolean {
  const plain = cbcBlocks('decrypt', { key, vector: Buffer.alloc(16), data: wrapped })
  return plain.toString('latin1', 9, 12) === 'adb' && plain.readInt32LE(0) === bits
}

/** §7.6.2, §7.5.8.2: a cross-reference stream never; a Crypt filter of its own first; metadata and attachments by their rules. */
function streamMethod(settings: EncryptionSettings, { type, cryptFilter }: StreamFacts): Method {
  if (type === 'XRef') return 'identity'
  if (cryptFilter !== null) return settings.named.get(cryptFilter) ?? 'identity'
  if (type === 'Metadata' && !settings.encryptMetadata && settings.revision >= 4) return 'identity'
  return type === 'EmbeddedFile' ? settings.embeddedFiles : settings.streams
}

interface Run { readonly way: 'decrypt' | 'encrypt'; readonly method: Method; readonly ref: PdfRef; readonly found: FileKey | null; note(note: string): void }

function run({ way, method, ref, found, note }: Run, data: Uint8Array): Uint8Array {
  if (method === 'identity') return data
  if (found === null) throw new ProblemError('pdf.password-wanted')
  const key = method === 'aes-256' ? found.key : objectKey(found.key, ref, method)
  if (method === 'rc4') return rc4(key, data)
  return way === 'decrypt' ? decryptAes(key, data, note) : encryptAes(key, data)
}

/** Algorithm 1: a key for each object. */
function objectKey(key: Uint8Array, { number, generation }: PdfRef, method: Method): Uint8Array {
  const low = Uint8Array.of(number, number >> 8, number >> 16, generation, generation >> 8)
  const hash = createHash('md5').update(key).update(low)
  if (method === 'aes-128') hash.update('sAlT')
  return hash.digest().subarray(0, Math.min(key.length + 5, 16))
}
