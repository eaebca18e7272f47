import { createDecipheriv, createHash, createHmac, pbkdf2Sync } from 'node:crypto'
import * as asn1js from 'asn1js'
import * as pkijs from 'pkijs'
import { PURPOSE, derive } from './derive.ts'
import { decryptRc2Cbc } from './rc2.ts'

/** The password in both forms that PKCS#12 knows: UTF-8 for PBES2, UTF-16 for what is older. */
export interface Password { readonly utf8: Uint8Array; readonly bmp: Uint8Array }

/** Attack: an iteration count of two thousand million holds the process for minutes. openssl writes 2,048, Windows 2,000. */
const MOST_ITERATIONS = 5_000_000

export const HASHES: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1', '2.16.840.1.101.3.4.2.1': 'sha256', '2.16.840.1.101.3.4.2.2': 'sha384', '2.16.840.1.101.3.4.2.3': 'sha512',
}

const HMAC_SHA1 = '1.2.840.113549.2.7' // the default of RFC 8018 appendix A.2
const PSEUDO_RANDOM: Readonly<Record<string, string>> = {
  [HMAC_SHA1]: 'sha1', '1.2.840.113549.2.9': 'sha256', '1.2.840.113549.2.10': 'sha384', '1.2.840.113549.2.11': 'sha512',
}

/** Ciphers of PBES2 (RFC 8018 appendix B.2). */
const CIPHERS: Readonly<Record<string, { name: string; keyBytes: number }>> = {
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', keyBytes: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', keyBytes: 24 },
  '2.16.840.1.101.3.4.1.42': { name: 'aes-256-cbc', keyBytes: 32 },
  '1.2.840.113549.3.7': { name: 'des-ede3-cbc', keyBytes: 24 },
}

/** The old ciphers of PKCS#12 (RFC 7292 appendix C). */
const OLD_CIPHERS: Readonly<Record<string, { name: 'des-ede3' | 'des-ede2' | 'rc2'; keyBytes: number }>> = {
  '1.2.840.113549.1.12.1.3': { name: 'des-ede3', keyBytes: 24 },
  '1.2.840.113549.1.12.1.4': { name: 'des-ede2', keyBytes: 16 },
  '1.2.840.113549.1.12.1.5': { name: 'rc2', keyBytes: 16 },
  '1.2.840.113549.1.12.1.6': { name: 'rc2', keyBytes: 5 },
}
const PBES2 = '1.2.840.113549.1.5.13'
const PBKDF2 = '1.2.840.113549.1.5.12'
const PBMAC1 = '1.2.840.113549.1.5.14'

/** Thrown where the file asks for what we do not read; the reader of the file gives it its problem. */
export class UnreadableCipher extends Error {}

/** Decrypts under the password; a wrong one shows as a padding error of node:crypto or as bytes that are no ASN.1. */
export function decryptWithPassword(algorithm: pkijs.AlgorithmIdentifier, data: Uint8Array, password: Password): Uint8Array {
  if (algorithm.algorithmId === PBES2) return decryptPbes2(algorithm, data, password)
  const cipher = OLD_CIPHERS[algorithm.algorithmId]
  if (cipher === undefined) throw new UnreadableCipher(algorithm.algorithmId)
  const [salt, count] = (algorithm.algorithmParams as asn1js.Sequence).valueBlock.value
  const settings = { hash: 'sha1', salt: octets(salt), iterations: iterations(count) }
  const key = derive(password.bmp, { ...settings, purpose: PURPOSE.key, length: cipher.keyBytes })
  const iv = derive(password.bmp, { ...settings, purpose: PURPOSE.iv, length: 8 })
  if (cipher.name === 'rc2') return withoutPadding(decryptRc2Cbc(data, { bytes: key, bits: 8 * cipher.keyBytes, iv }))
  const threeKeys = cipher.name === 'des-ede2' ? Buffer.concat([key, key.subarray(0, 8)]) : key
  return decipher('des-ede3-cbc', { key: threeKeys, iv }, data)
}

function decryptPbes2(algorithm: pkijs.AlgorithmIdentifier, data: Uint8Array, password: Password): Uint8Array {
  const parameters = new pkijs.PBES2Params({ schema: algorithm.algorithmParams as asn1js.Sequence })
  const cipher = CIPHERS[parameters.encryptionScheme.algorithmId]
  if (cipher === undefined) throw new UnreadableCipher(parameters.encryptionScheme.algorithmId)
  const key = pbkdf2(parameters.keyDerivationFunc, password, cipher.keyBytes)
  return decipher(cipher.name, { key, iv: octets(parameters.encryptionScheme.algorithmParams) }, data)
}

function pbkdf2({ algorithmId, algorithmParams }: pkijs.AlgorithmIdentifier, { utf8 }: Password, length: number): Uint8Array {
  if (algorithmId !== PBKDF2) throw new UnreadableCipher(algorithmId)
  const derivation = new pkijs.PBKDF2Params({ schema: algorithmParams as asn1js.Sequence })
  const hash = PSEUDO_RANDOM[derivation.prf?.algorithmId ?? HMAC_SHA1]
  if (hash === undefined) throw new UnreadableCipher('pseudo-random function')
  return pbkdf2Sync(utf8, octets(derivation.salt), limited(derivation.iterationCount), length, hash)
}

/** The check value of newer programs: PBMAC1 (RFC 9579), as long as its hash. Null where the algorithm is another. */
export function pbmac1({ algorithmId, algorithmParams }: pkijs.AlgorithmIdentifier, data: Uint8Array, password: Password): Uint8Array | null {
  if (algorithmId !== PBMAC1) return null
  const [derivation, scheme] = (algorithmParams as asn1js.Sequence).valueBlock.value.map(schema => new pkijs.AlgorithmIdentifier({ schema }))
  const hash = PSEUDO_RANDOM[scheme?.algorithmId ?? '']
  if (derivation === undefined || hash === undefined) throw new UnreadableCipher('check value')
  const length = createHash(hash).digest().length
  return createHmac(hash, pbkdf2(derivation, password, length)).update(data).digest()
}

export function octets(value: unknown): Uint8Array {
  if (!(value instanceof asn1js.OctetString)) throw new UnreadableCipher('no octet string')
  return new Uint8Array(value.getValue())
}

function iterations(value: unknown): number {
  if (!(value instanceof asn1js.Integer)) throw new UnreadableCipher('no iteration count')
  return limited(value.valueBlock.valueDec)
}

export function limited(count: number): number {
  if (!Number.isSafeInteger(count) || count < 1 || count > MOST_ITERATIONS) throw new UnreadableCipher('iteration count')
  return count
}

function decipher(name: string, { key, iv }: { key: Uint8Array; iv: Uint8Array }, data: Uint8Array): Uint8Array {
  const cipher = createDecipheriv(name, key, iv)
  return Buffer.concat([cipher.update(data), cipher.final()])
}

/** RFC 8018 §6.1.1, step 4. */
function withoutPadding(data: Uint8Array): Uint8Array {
  const count = data.at(-1) ?? 0
  if (count < 1 || count > 8 || data.subarray(-count).some(byte => byte !== count)) throw new Error('bad padding')
  return data.subarray(0, -count)
}
