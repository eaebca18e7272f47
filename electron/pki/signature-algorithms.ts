/** Checking a signature value with node:crypto, by the algorithm that the data names and nothing guessed. */
import { constants, verify, type VerifyKeyObjectInput } from 'node:crypto'
import { oid, sequence, TAG } from './der.ts'
import { children, childrenOf, DerError, readDer, readInteger } from './der-read.ts'
import { parseAlgorithm, type AlgorithmIdentifier } from './certificate.ts'
import { OID } from './oids.ts'
import { publicKeyOf, type PublicKey } from './public-key.ts'

export type DigestName = 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512' | 'sha3-256' | 'sha3-384' | 'sha3-512'

const DIGESTS: Readonly<Record<string, DigestName>> = {
  '1.3.14.3.2.26': 'sha1', '2.16.840.1.101.3.4.2.4': 'sha224', [OID.sha256]: 'sha256', '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512', '2.16.840.1.101.3.4.2.8': 'sha3-256', '2.16.840.1.101.3.4.2.9': 'sha3-384', '2.16.840.1.101.3.4.2.10': 'sha3-512',
}
/** MD5 and older are missing on purpose: collisions are made in seconds, so they are no evidence at all. */
const SIGNATURES: Readonly<Record<string, { readonly digest: DigestName; readonly key: 'rsa' | 'ec' }>> = {
  '1.2.840.113549.1.1.5': { digest: 'sha1', key: 'rsa' }, '1.2.840.113549.1.1.14': { digest: 'sha224', key: 'rsa' },
  [OID.sha256WithRsa]: { digest: 'sha256', key: 'rsa' }, '1.2.840.113549.1.1.12': { digest: 'sha384', key: 'rsa' },
  '1.2.840.113549.1.1.13': { digest: 'sha512', key: 'rsa' }, '2.16.840.1.101.3.4.3.14': { digest: 'sha3-256', key: 'rsa' },
  '2.16.840.1.101.3.4.3.15': { digest: 'sha3-384', key: 'rsa' }, '2.16.840.1.101.3.4.3.16': { digest: 'sha3-512', key: 'rsa' },
  '1.2.840.10045.4.1': { digest: 'sha1', key: 'ec' }, '1.2.840.10045.4.3.1': { digest: 'sha224', key: 'ec' },
  [OID.ecdsaWithSha256]: { digest: 'sha256', key: 'ec' }, '1.2.840.10045.4.3.3': { digest: 'sha384', key: 'ec' },
  '1.2.840.10045.4.3.4': { digest: 'sha512', key: 'ec' }, '2.16.840.1.101.3.4.3.10': { digest: 'sha3-256', key: 'ec' },
  '2.16.840.1.101.3.4.3.11': { digest: 'sha3-384', key: 'ec' }, '2.16.840.1.101.3.4.3.12': { digest: 'sha3-512', key: 'ec' },
}
/** Below this RSA is factored or soon will be; old roots of 1024 bits are refused as weak (TT 15/2025/TT-BKHCN wants 2048). */
const SMALLEST_RSA_BITS = 2_048
/** A 100,000-bit modulus costs minutes a check; 16384 is openssl's own limit. */
const LARGEST_RSA_BITS = 16_384

export type SignatureCheck = 'valid' | 'wrong' | 'unsupported'

/**
 * How a value was made. `digest` null: the algorithm hashes by itself (EdDSA). `pssParameters`: RSASSA-PSS-params, where
 * the mask is made with another digest than the data's.
 */
export interface Scheme {
  readonly name: string
  readonly digest: DigestName | null
  readonly salt: number | null
  readonly keys: readonly string[]
  readonly pssParameters?: Uint8Array
}

export function digestName(algorithm: AlgorithmIdentifier): DigestName | null {
  return DIGESTS[algorithm.oid] ?? null
}

/** The scheme that an identifier names; `fallback` is CMS's digest for plain rsaEncryption (RFC 8933, RFC 5652 §5.3). Null: not one of ours. */
export function readScheme(algorithm: AlgorithmIdentifier, fallback: DigestName | null = null): Scheme | null {
  const known = SIGNATURES[algorithm.oid]
  if (known?.key === 'rsa') return { name: `RSA-PKCS1-${known.digest.toUpperCase()}`, digest: known.digest, salt: null, keys: ['rsa'] }
  if (known) return { name: `ECDSA-${known.digest.toUpperCase()}`, digest: known.digest, salt: null, keys: ['ec'] }
  if (algorithm.oid === OID.rsaPss) return readPssOrNull(algorithm)
  if (algorithm.oid === OID.rsa && fallback) return { name: `RSA-PKCS1-${fallback.toUpperCase()}`, digest: fallback, salt: null, keys: ['rsa'] }
  if (algorithm.oid === OID.ecPublicKey && fallback) return { name: `ECDSA-${fallback.toUpperCase()}`, digest: fallback, salt: null, keys: ['ec'] }
  if (algorithm.oid === '1.3.101.112') return { name: 'Ed25519', digest: null, salt: null, keys: ['ed25519'] }
  if (algorithm.oid === '1.3.101.113') return { name: 'Ed448', digest: null, salt: null, keys: ['ed448'] }
  return null
}

function readPssOrNull(algorithm: AlgorithmIdentifier): Scheme | null {
  try {
    return readPss(algorithm)
  } catch (error) {
    if (error instanceof DerError) return null // parameters that cannot be read name no scheme
    throw error
  }
}

/** RSASSA-PSS-params (RFC 4055 §3.1). Absent parameters are what a key may leave open, not a signature. */
function readPss(algorithm: AlgorithmIdentifier): Scheme | null {
  if (!algorithm.parameters) return null
  const fields = childrenOf(readDer(algorithm.parameters, { ber: true }), TAG.sequence)
  const field = (tag: number) => fields.filter(one => one.tag === tag).flatMap(children)[0]
  const hash = field(0xa0)
  const mask = field(0xa1)
  const digest = hash ? digestName(parseAlgorithm(hash)) : 'sha1'
  const maskAlgorithm = mask ? parseAlgorithm(mask) : null
  if (maskAlgorithm && (maskAlgorithm.oid !== OID.mgf1 || !maskAlgorithm.parameters)) return null
  const maskDigest = maskAlgorithm?.parameters ? digestName(parseAlgorithm(readDer(maskAlgorithm.parameters, { ber: true }))) : 'sha1'
  const salt = field(0xa2)
  const trailer = field(0xa3)
  if (!digest || !maskDigest || (trailer && readInteger(trailer) !== 1)) return null
  const scheme: Scheme = { name: `RSA-PSS-${digest.toUpperCase()}`, digest, salt: salt ? readInteger(salt) : 20, keys: ['rsa', 'rsa-pss'] }
  return digest === maskDigest ? scheme : { ...scheme, pssParameters: algorithm.parameters }
}

/** Checks one value over the data. Never throws for odd keys or values: these are simply not valid. */
export function checkSignature(input: { readonly publicKey: PublicKey; readonly scheme: Scheme | null; readonly data: Uint8Array; readonly signature: Uint8Array }): SignatureCheck {
  const options = verifyOptions(input.publicKey, input.scheme)
  if (!options || !input.scheme) return 'unsupported'
  try {
    return verify(input.scheme.digest, input.data, options, input.signature) ? 'valid' : 'wrong'
  } catch {
    return 'wrong' // openssl throws for values of a wrong shape; that is a wrong value, not a failure of ours
  }
}

/** The key with its padding for node:crypto; null when key and scheme do not belong together or the key is none of ours. */
export function verifyOptions(publicKey: PublicKey, scheme: Scheme | null): VerifyKeyObjectInput | null {
  const { key, spki } = publicKey
  if (!scheme || !key || !scheme.keys.includes(key.asymmetricKeyType ?? '')) return null
  if ((key.asymmetricKeyDetails?.modulusLength ?? 0) > LARGEST_RSA_BITS) return null
  if (scheme.salt === null) return { key }
  const masked = scheme.pssParameters === undefined ? key : publicKeyOf(withPssParameters(spki, scheme.pssParameters)).key
  return masked && { key: masked, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: scheme.salt }
}

/** The same key under RSASSA-PSS with these parameters: node takes the digest of the mask from the key alone. */
function withPssParameters(spki: Uint8Array, parameters: Uint8Array): Uint8Array {
  const [, bits] = childrenOf(readDer(spki), TAG.sequence)
  return sequence(sequence(oid(OID.rsaPss), parameters), bits?.encoded ?? new Uint8Array())
}

/** True for what must not convince anybody alone any more: SHA-1, RSA under 2048 bits, curves under 256. */
export function isWeak(scheme: Scheme, publicKey: PublicKey): boolean {
  return scheme.digest === 'sha1' || scheme.digest === 'sha224' || isWeakKey(publicKey)
}

export function isWeakKey({ key }: PublicKey): boolean {
  const details = key?.asymmetricKeyDetails
  const modulus = details?.modulusLength
  if (modulus !== undefined && modulus < SMALLEST_RSA_BITS) return true
  return ['prime192v1', 'secp192k1', 'secp224r1', 'secp224k1', 'secp160r1'].includes(details?.namedCurve ?? '')
}

