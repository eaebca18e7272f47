import { createHash, createPublicKey, sign, type KeyObject } from 'node:crypto'
import { bitString, boolean, integer, nullValue, octetString, oid, printableString, sequence, setOf, tagged, taggedPrimitive, time, utf8String } from './der.ts'

/** What a certificate of the test authority says; everything not here is fixed by its purpose. */
export interface CertificateWish {
  readonly subject: DistinguishedName
  readonly purpose: 'ca' | 'person' | 'seal' | 'server' | 'encryption'
  readonly notBefore: number
  readonly notAfter: number
  /** Big-endian, positive, at most 20 octets (RFC 5280 §4.1.2.2). */
  readonly serial: Uint8Array
  /** Only for 'ca': how many CAs may follow (RFC 5280 §4.2.1.9). */
  readonly pathLength?: number
}

export interface DistinguishedName { readonly C: string; readonly L?: string; readonly O?: string; readonly OU?: string; readonly T?: string; readonly CN: string }

/** A certificate with the key that belongs to it and the certificates above it, from the issuer up to the root. */
export interface Identity {
  readonly commonName: string
  readonly certificate: Buffer
  readonly chain: readonly Buffer[]
  readonly privateKey: KeyObject
  /** Lower-case hex without leading zeros, as Officer.certSerials holds it. */
  readonly serial: string
  /** IssuerAndSerialNumber of RFC 5652 §10.2.4, kept here so that signing need not parse. */
  readonly issuerAndSerial: Buffer
}

const NAME_OIDS = { C: '2.5.4.6', L: '2.5.4.7', O: '2.5.4.10', OU: '2.5.4.11', T: '2.5.4.12', CN: '2.5.4.3' } as const
const SHA256_WITH_RSA = sequence(oid('1.2.840.113549.1.1.11'), nullValue())
// Bit strings of RFC 5280 §4.2.1.3, first the count of unused bits.
const KEY_USAGE = { ca: [1, 0x06], person: [6, 0xc0], seal: [6, 0xc0], server: [5, 0xa0], encryption: [4, 0x30] } as const

/** Makes and signs a certificate. `issuer` null means self-signed. Pure but for RSA, whose PKCS#1 v1.5 is deterministic. */
export function makeCertificate(wish: CertificateWish, privateKey: KeyObject, issuer: { identity: Identity; subject: DistinguishedName } | null): Identity {
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  const issuerKey = issuer?.identity.privateKey ?? privateKey
  const issuerName = encodeName(issuer?.subject ?? wish.subject)
  const serial = integer(wish.serial)
  const body = sequence(
    tagged(0, integer(2)), serial, SHA256_WITH_RSA, issuerName,
    sequence(time(wish.notBefore), time(wish.notAfter)), encodeName(wish.subject), spki,
    tagged(3, sequence(...extensions(wish, spki, issuerKey))),
  )
  const certificate = sequence(body, SHA256_WITH_RSA, bitString(sign('sha256', body, issuerKey)))
  return {
    commonName: wish.subject.CN, certificate, privateKey,
    chain: issuer === null ? [] : [issuer.identity.certificate, ...issuer.identity.chain],
    serial: Buffer.from(wish.serial).toString('hex').replace(/^0+/, ''),
    issuerAndSerial: sequence(issuerName, serial),
  }
}

function encodeName(name: DistinguishedName): Buffer {
  const entries = (['C', 'L', 'O', 'OU', 'T', 'CN'] as const).flatMap(key => {
    const value = name[key]
    return value === undefined ? [] : [setOf(sequence(oid(NAME_OIDS[key]), key === 'C' ? printableString(value) : utf8String(value)))]
  })
  return sequence(...entries)
}

function extensions(wish: CertificateWish, spki: Buffer, issuerKey: KeyObject): Buffer[] {
  const isCa = wish.purpose === 'ca'
  const [unused, bits] = KEY_USAGE[wish.purpose]
  const constraints = isCa ? [boolean(true), ...(wish.pathLength === undefined ? [] : [integer(wish.pathLength)])] : []
  const list = [
    extension('2.5.29.19', true, sequence(...constraints)),
    extension('2.5.29.15', true, bitString(Buffer.from([bits]), unused)),
    extension('2.5.29.14', false, octetString(keyId(spki))),
    extension('2.5.29.35', false, sequence(taggedPrimitive(0, keyId(createPublicKey(issuerKey).export({ type: 'spki', format: 'der' }))))),
  ]
  if (wish.purpose === 'server') {
    const names = sequence(taggedPrimitive(2, Buffer.from('localhost')), taggedPrimitive(7, Buffer.from([127, 0, 0, 1])), taggedPrimitive(7, Buffer.from('00000000000000000000000000000001', 'hex')))
    list.push(extension('2.5.29.37', false, sequence(oid('1.3.6.1.5.5.7.3.1'))), extension('2.5.29.17', false, names))
  }
  return list
}

function extension(id: string, critical: boolean, value: Buffer): Buffer {
  return sequence(oid(id), ...(critical ? [boolean(true)] : []), octetString(value))
}

/** RFC 7093 §2 method 1: the leftmost 160 bits of SHA-256 over the key. */
function keyId(spki: Buffer): Buffer {
  return createHash('sha256').update(spki).digest().subarray(0, 20)
}

/** PEM of a DER certificate. */
export function certificatePem(certificate: Uint8Array): string {
  const lines = Buffer.from(certificate).toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}

/** An empty or filled CRL of the issuer (RFC 5280 §5), valid for `days`. */
export function makeCrl(issuer: { identity: Identity; subject: DistinguishedName }, revoked: readonly { serial: string; at: number }[], now: number, days: number): Buffer {
  const entries = revoked.map(({ serial, at }) => sequence(integer(Buffer.from(serial.padStart(serial.length + (serial.length % 2), '0'), 'hex')), time(at)))
  const body = sequence(
    integer(1), SHA256_WITH_RSA, encodeName(issuer.subject), time(now), time(now + days * 86_400_000),
    ...(entries.length > 0 ? [sequence(...entries)] : []),
    tagged(0, sequence(extension('2.5.29.20', false, integer(Math.floor(now / 1000))))),
  )
  return sequence(body, SHA256_WITH_RSA, bitString(sign('sha256', body, issuer.identity.privateKey)))
}
