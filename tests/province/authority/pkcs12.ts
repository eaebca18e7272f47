import { createCipheriv, createHash, createHmac, pbkdf2Sync } from 'node:crypto'
import type { Identity } from './certificate.ts'
import { integer, nullValue, octetString, oid, sequence, setOf, tagged, taggedPrimitive, tlv } from './der.ts'

const DATA = '1.2.840.113549.1.7.1'
const ENCRYPTED_DATA = '1.2.840.113549.1.7.6'
const BAG = '1.2.840.113549.1.12.10.1'
const SHA256 = sequence(oid('2.16.840.1.101.3.4.2.1'), nullValue())
// OpenSSL's default; the file protects a test key.
const ITERATIONS = 2048

/** A PKCS#12 file (RFC 7292): key and certificates under PBES2 (AES-256-CBC, PBKDF2 with HMAC-SHA-256), SHA-256 MAC. */
export function makePkcs12(identity: Identity, password: string, random: (size: number) => Buffer): Buffer {
  const keyIdAttribute = setOf(
    attribute('1.2.840.113549.1.9.20', tlv(0x1e, bmp(identity.commonName))),
    attribute('1.2.840.113549.1.9.21', octetString(createHash('sha256').update(identity.certificate).digest().subarray(0, 20))),
  )
  const pkcs8 = identity.privateKey.export({ type: 'pkcs8', format: 'der' })
  const key = encrypt(pkcs8, password, random)
  const keyBag = sequence(oid(`${BAG}.2`), tagged(0, sequence(key.algorithm, octetString(key.bytes))), keyIdAttribute)
  const certificateBags = [identity.certificate, ...identity.chain].map((certificate, index) => sequence(
    oid(`${BAG}.3`),
    tagged(0, sequence(oid('1.2.840.113549.1.9.22.1'), tagged(0, octetString(certificate)))),
    ...(index === 0 ? [keyIdAttribute] : []),
  ))
  const certificates = encrypt(sequence(...certificateBags), password, random)
  const safe = sequence(
    sequence(oid(ENCRYPTED_DATA), tagged(0, sequence(integer(0), sequence(oid(DATA), certificates.algorithm, taggedPrimitive(0, certificates.bytes))))),
    sequence(oid(DATA), tagged(0, octetString(sequence(keyBag)))),
  )
  const salt = random(16)
  const mac = createHmac('sha256', deriveMacKey(password, salt)).update(safe).digest()
  return sequence(
    integer(3), sequence(oid(DATA), tagged(0, octetString(safe))),
    sequence(sequence(SHA256, octetString(mac)), octetString(salt), integer(ITERATIONS)),
  )
}

function attribute(id: string, value: Buffer): Buffer {
  return sequence(oid(id), setOf(value))
}

function encrypt(plain: Buffer, password: string, random: (size: number) => Buffer): { algorithm: Buffer; bytes: Buffer } {
  const salt = random(16)
  const iv = random(16)
  const key = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256')
  const cipher = createCipheriv('aes-256-cbc', key, iv)
  const derivation = sequence(oid('1.2.840.113549.1.5.12'), sequence(octetString(salt), integer(ITERATIONS), sequence(oid('1.2.840.113549.2.9'), nullValue())))
  const algorithm = sequence(oid('1.2.840.113549.1.5.13'), sequence(derivation, sequence(oid('2.16.840.1.101.3.4.1.42'), octetString(iv))))
  return { algorithm, bytes: Buffer.concat([cipher.update(plain), cipher.final()]) }
}

function bmp(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16()
}

/** RFC 7292 appendix B.2 with ID 3 (MAC) and SHA-256: 32 octets are exactly one block, so the loop over I is not needed. */
function deriveMacKey(password: string, salt: Buffer): Buffer {
  const block = 64
  const stretch = (bytes: Buffer) => Buffer.alloc(Math.ceil(bytes.length / block) * block, bytes)
  let digest = createHash('sha256').update(Buffer.alloc(block, 3)).update(stretch(salt)).update(stretch(Buffer.concat([bmp(password), Buffer.alloc(2)]))).digest()
  for (let round = 1; round < ITERATIONS; round++) digest = createHash('sha256').update(digest).digest()
  return digest
}
