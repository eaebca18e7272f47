import { X509Certificate, constants, createHash, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { ProblemError } from '../../../shared/problem.ts'
import type { SignatureAlgorithm } from '../../../shared/model/signer.ts'
import type { FoundCertificate, KeySource, KeyUse, Slot, TokenState } from '../key-source.ts'
import { readPkcs12 } from './read.ts'
import type { Pkcs12Content } from './read.ts'

/** A key and its chain are a few KB; a wrong path may lead to a film. */
const MOST_FILE_BYTES = 1 << 20
const ONLY_SLOT: Slot = 0

interface Opened { readonly content: Pkcs12Content; key: KeyObject | null }

/**
 * Tệp PKCS#12: a key in a file, behind the same surface as a card. Its password is its PIN, and nothing is readable
 * before it. What is decrypted lives from `login` to `logout`.
 */
export async function openPkcs12(path: string): Promise<KeySource> {
  await readSmallFile(path) // so that a missing file is told before anyone is asked for its password
  const token = tokenOf(path)
  let opened: Opened | null = null
  const open = (): Opened => {
    if (opened === null) throw new ProblemError('token.pin-wanted', { token: token.label })
    return opened
  }
  return {
    tokens: async () => (await isThere(path) ? [token] : []),
    readers: async () => [{ slot: ONLY_SLOT, description: path, present: await isThere(path) }],
    // The file may be on a stick that is pulled out.
    presence: async () => ({ slots: await isThere(path) ? [ONLY_SLOT] : [], moved: [] }),
    certificates: () => Promise.resolve().then(() => certificatesOf(open().content)),
    login: async (_slot, pin) => {
      opened = { content: await decryptFile(path, pin ?? new Uint8Array()), key: null }
    },
    useKey: certificateSha256 => Promise.resolve().then(() => {
      const { content } = open()
      open().key = keyFor(content, certificateSha256)
      return useOf(open().key!)
    }),
    sign: (data, algorithm) => Promise.resolve().then(() => {
      const { key } = open()
      if (key === null) throw new ProblemError('token.key-missing')
      return signWith(key, data, algorithm)
    }),
    changePin: () => Promise.reject(new ProblemError('token.pin-change-unsupported', { token: token.label })),
    release: async () => {
      opened = null
    },
    logout: async () => {
      opened = null
    },
  }
}

/** Read anew at each login: a file can be exchanged under its name while this process idles. */
async function decryptFile(path: string, password: Uint8Array): Promise<Pkcs12Content> {
  const file = await readSmallFile(path)
  try {
    return readPkcs12(file, password)
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    // A file may be without a password: only where it is not was one forgotten.
    if (error.code === 'token.p12-password' && password.length === 0) throw new ProblemError('token.pin-empty', { token: basename(path) }, { cause: error })
    throw new ProblemError(error.code, { ...error.facts, file: path }, { cause: error })
  }
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(found => found.isFile(), () => false)
}

async function readSmallFile(path: string): Promise<Uint8Array> {
  try {
    if ((await stat(path)).size > MOST_FILE_BYTES) throw new ProblemError('token.p12-invalid', { file: path, why: 'too-large' })
    return await readFile(path)
  } catch (error) {
    if (error instanceof ProblemError) throw error
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    throw new ProblemError(missing ? 'file.not-found' : 'file.unreadable', { file: path }, { cause: error })
  }
}

function tokenOf(path: string): TokenState {
  return {
    slot: ONLY_SLOT, label: basename(path), serial: '', model: 'PKCS#12', manufacturer: '',
    pinPad: false, lowCount: false, finalTry: false, locked: false, mustChange: false, minPin: 0, maxPin: 0,
  }
}

function certificatesOf({ keys, certificates }: Pkcs12Content): FoundCertificate[] {
  return certificates.map(der => ({ der, key: keys.some(key => belongs(der, key)) ? 'present' : 'absent' }))
}

function keyFor({ keys, certificates }: Pkcs12Content, sha256: string): KeyObject {
  const der = certificates.find(each => createHash('sha256').update(each).digest('hex') === sha256)
  if (der === undefined) throw new ProblemError('token.no-certificate', { certificate: sha256 })
  const key = keys.find(each => belongs(der, each))
  if (key === undefined) throw new ProblemError('token.key-missing', { certificate: sha256 })
  return key
}

function belongs(der: Uint8Array, key: KeyObject): boolean {
  try {
    return new X509Certificate(der).checkPrivateKey(key)
  } catch {
    return false // not a certificate; it is shown as malformed where certificates are judged
  }
}

function useOf(key: KeyObject): KeyUse {
  const algorithms: readonly SignatureAlgorithm[] = key.asymmetricKeyType === 'rsa' ? ['rsa-pkcs1', 'rsa-pss'] : key.asymmetricKeyType === 'ec' ? ['ecdsa'] : []
  return { algorithms, alwaysAuthenticate: false }
}

function signWith(key: KeyObject, data: Uint8Array, algorithm: SignatureAlgorithm): Uint8Array {
  if (!useOf(key).algorithms.includes(algorithm)) throw new ProblemError('token.mechanism-unsupported', { algorithm })
  switch (algorithm) {
    case 'rsa-pkcs1': return sign('sha256', data, key)
    case 'rsa-pss': return sign('sha256', data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST })
    case 'ecdsa': return sign('sha256', data, { key, dsaEncoding: 'der' })
  }
}
