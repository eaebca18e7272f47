/**
 * A bare RSA value over the document (adbe.x509.rsa_sha1, ISO 32000-2 Table 260; deprecated there, still met in old
 * files): an OCTET STRING with the PKCS#1 v1.5 block, the certificates beside it. The block itself says which digest.
 */
import { constants, publicDecrypt } from 'node:crypto'
import type { Certificate } from './certificate.ts'
import type { CmsResult } from './cms-verify.ts'
import { derNull, octetString, oid, sequence } from './der.ts'
import { DerError, readDer, readOctets } from './der-read.ts'
import { OID } from './oids.ts'
import type { PublicKey } from './public-key.ts'
import { isWeak, verifyOptions, type DigestName, type Scheme } from './signature-algorithms.ts'

export interface BareQuestion {
  /** The whole of Contents, padding included. */
  readonly contents: Uint8Array
  /** The signer's first. */
  readonly certificates: readonly Certificate[]
  readonly digestOf: (algorithm: DigestName) => Promise<Uint8Array>
}

/** What the format allows (Table 260), RIPEMD160 left out. */
const DIGESTS = [['sha1', OID.sha1], ['sha256', OID.sha256], ['sha384', OID.sha384], ['sha512', OID.sha512]] as const
const UNREAD: CmsResult = {
  intact: false, cryptographyValid: false, reasons: ['signature.cms-malformed'], certificate: null, certificates: [], algorithm: null, weak: false,
  signature: new Uint8Array(), timeStampToken: null, statedAt: null, attributes: [],
}

/** Never throws for what the value contains. */
export async function verifyBareSignature({ contents, certificates, digestOf }: BareQuestion): Promise<CmsResult> {
  const [certificate] = certificates
  const signature = octetsOf(contents)
  if (signature === null) return UNREAD
  if (!certificate) return { ...UNREAD, reasons: ['signature.certificate-mismatch'], signature }
  const result: CmsResult = { ...UNREAD, certificate, certificates, signature, reasons: [] }
  const block = openBlock(certificate.publicKey, signature)
  if (block === null) return { ...result, reasons: ['signature.value-wrong'] }
  const named = DIGESTS.find(([, id]) => startsWith(block, id))
  if (!named) return { ...result, reasons: ['signature.algorithm-unsupported'] }
  const [digest, id] = named
  const scheme = schemeOf(digest)
  const isRight = Buffer.compare(block, digestInfo(id, await digestOf(digest))) === 0
  return { ...result, intact: isRight, cryptographyValid: true, reasons: isRight ? [] : ['signature.digest-mismatch'], algorithm: scheme.name, weak: isWeak(scheme, certificate.publicKey) }
}

function octetsOf(contents: Uint8Array): Uint8Array | null {
  try {
    return readOctets(readDer(contents, { ber: true, trailing: true }))
  } catch (error) {
    if (error instanceof DerError) return null
    throw error
  }
}

/** What the key makes of the value; null where it is not made with this key, or the key is none for it. */
function openBlock(publicKey: PublicKey, signature: Uint8Array): Uint8Array | null {
  const options = verifyOptions(publicKey, schemeOf('sha1'))
  if (!options) return null
  try {
    return publicDecrypt({ key: options.key, padding: constants.RSA_PKCS1_PADDING }, signature)
  } catch {
    return null // openssl throws for every block that is not padded as it must be
  }
}

function schemeOf(digest: DigestName): Scheme {
  return { name: `RSA-PKCS1-${digest.toUpperCase()}`, digest, salt: null, keys: ['rsa'] }
}

/** Compared octet by octet with the only right encoding: a looser reading of the block has forgeries of its own (Bleichenbacher 2006). */
function digestInfo(id: string, digest: Uint8Array): Uint8Array {
  return sequence(sequence(oid(id), derNull()), octetString(digest))
}

function startsWith(block: Uint8Array, id: string): boolean {
  const algorithm = sequence(oid(id), derNull())
  return Buffer.compare(block.subarray(2, 2 + algorithm.length), algorithm) === 0
}
