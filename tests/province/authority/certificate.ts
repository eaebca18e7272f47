import { createHash, createPublicKey, sign, type KeyObject } from 'node:crypto'
import { bitString, boolean, integer, nullValue, octetString, oid, printableString, sequence, setOf, tagged, taggedPrimitive, time, utf8String } from './der.ts'

/** What a certificate of the test authority says; everything not here is fixed by its purpose. */
export interface CertificateWish {
  readonly subject: DistinguishedName
  readonly purpose: 'ca' | 'person' | 'seal' | 'server' | 'encryption' | 'tsa' | 'ocsp'
  readonly notBefore: number
  readonly notAfter: number
  /** Big-endian, positive, at most 20 octets (RFC 5280 §4.1.2.2). */
  readonly serial: Uint8Array
  /** Only for 'ca': how many CAs may follow (RFC 5280 §4.2.1.9). */
  readonly pathLength?: number
  /** Where its status and its issuer's certificate are to be had; null or absent: it does not say. */
  readonly services?: ServiceAddresses | null
}

/** URLs of a certificate: authority information access (RFC 5280 §4.2.2.1) and CRL distribution point (§4.2.1.13). */
export interface ServiceAddresses { readonly ocsp: string | null; readonly issuer: string; readonly crl: string }

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
// Bit strings of RFC 5280 §4.2.1.3, first the count of unused bits.
const KEY_USAGE = { ca: [1, 0x06], person: [6, 0xc0], seal: [6, 0xc0], server: [5, 0xa0], encryption: [4, 0x30], tsa: [6, 0xc0], ocsp: [7, 0x80] } as const
/** Extended key usages; a TSA's is critical (RFC 3161 §2.3). */
const EXTENDED_USAGE = { server: '1.3.6.1.5.5.7.3.1', tsa: '1.3.6.1.5.5.7.3.8', ocsp: '1.3.6.1.5.5.7.3.9' } as const

/** SHA-256 with whatever kind of key it is. */
export function signWith(key: KeyObject, bytes: Uint8Array): Buffer {
  return sign('sha256', bytes, key)
}

/** Names how `signWith` signs: with NULL for RSA (RFC 4055 §5), without for ECDSA (RFC 5758 §3.2). */
export function signatureAlgorithm(key: KeyObject): Buffer {
  return isEc(key) ? sequence(oid('1.2.840.10045.4.3.2')) : sequence(oid('1.2.840.113549.1.1.11'), nullValue())
}

/** The same in a SignerInfo, where RSA's digest is said elsewhere. */
export function cmsSignatureAlgorithm(key: KeyObject): Buffer {
  return isEc(key) ? signatureAlgorithm(key) : sequence(oid('1.2.840.113549.1.1.1'), nullValue())
}

const isEc = (key: KeyObject): boolean => key.asymmetricKeyType === 'ec'

/** Makes and signs a certificate. `issuer` null means self-signed. Pure but for RSA, whose PKCS#1 v1.5 is deterministic. */
export function makeCertificate(wish: CertificateWish, privateKey: KeyObject, issuer: { identity: Identity; subject: DistinguishedName } | null): Identity {
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  const issuerKey = issuer?.identity.privateKey ?? privateKey
  const issuerName = encodeName(issuer?.subject ?? wish.subject)
  const serial = integer(wish.serial)
  const body = sequence(
    tagged(0, integer(2)), serial, signatureAlgorithm(issuerKey), issuerName,
    sequence(time(wish.notBefore), time(wish.notAfter)), encodeName(wish.subject), spki,
    tagged(3, sequence(...extensions(wish, spki, issuerKey))),
  )
  const certificate = sequence(body, signatureAlgorithm(issuerKey), bitString(signWith(issuerKey, body)))
  return {
    commonName: wish.subject.CN, certificate, privateKey,
    chain: issuer === null ? [] : [issuer.identity.certificate, ...issuer.identity.chain],
    serial: plainHex(wish.serial),
    issuerAndSerial: sequence(issuerName, serial),
  }
}

/** Lower-case hex without noughts in front. */
export function plainHex(serial: Uint8Array): string {
  return Buffer.from(serial).toString('hex').replace(/^0+(?=.)/, '')
}

export function encodeName(name: DistinguishedName): Buffer {
  const entries = (['C', 'L', 'O', 'OU', 'T', 'CN'] as const).flatMap(key => {
    const value = name[key]
    return value === undefined ? [] : [setOf(sequence(oid(NAME_OIDS[key]), key === 'C' ? printableString(value) : utf8String(value)))]
  })
  return sequence(...entries)
}

function extensions(wish: CertificateWish, spki: Buffer, issuerKey: KeyObject): Buffer[] {
  const { purpose, services } = wish
  const isCa = purpose === 'ca'
  const [unused, bits] = KEY_USAGE[purpose]
  const constraints = isCa ? [boolean(true), ...(wish.pathLength === undefined ? [] : [integer(wish.pathLength)])] : []
  const list = [
    extension('2.5.29.19', true, sequence(...constraints)),
    extension('2.5.29.15', true, bitString(Buffer.from([bits]), unused)),
    extension('2.5.29.14', false, octetString(keyId(spki))),
    extension('2.5.29.35', false, sequence(taggedPrimitive(0, publicKeyId(issuerKey)))),
  ]
  if (purpose === 'server' || purpose === 'tsa' || purpose === 'ocsp') list.push(extension('2.5.29.37', purpose === 'tsa', sequence(oid(EXTENDED_USAGE[purpose]))))
  if (purpose === 'server') {
    const names = sequence(taggedPrimitive(2, Buffer.from('localhost')), taggedPrimitive(7, Buffer.from([127, 0, 0, 1])), taggedPrimitive(7, Buffer.from('00000000000000000000000000000001', 'hex')))
    list.push(extension('2.5.29.17', false, names))
  }
  // RFC 6960 §4.2.2.2.1: a responder's own status is asked of nobody.
  if (purpose === 'ocsp') list.push(extension('1.3.6.1.5.5.7.48.1.5', false, nullValue()))
  else if (services) list.push(...addressExtensions(services))
  return list
}

function addressExtensions({ ocsp, issuer, crl }: ServiceAddresses): Buffer[] {
  const access = (method: string, url: string): Buffer => sequence(oid(method), uri(url))
  return [
    extension('1.3.6.1.5.5.7.1.1', false, sequence(...(ocsp === null ? [] : [access('1.3.6.1.5.5.7.48.1', ocsp)]), access('1.3.6.1.5.5.7.48.2', issuer))),
    extension('2.5.29.31', false, sequence(sequence(tagged(0, tagged(0, uri(crl)))))),
  ]
}

/** A uniformResourceIdentifier of GeneralName. */
export function uri(url: string): Buffer {
  return taggedPrimitive(6, Buffer.from(url, 'latin1'))
}

export function extension(id: string, critical: boolean, value: Buffer): Buffer {
  return sequence(oid(id), ...(critical ? [boolean(true)] : []), octetString(value))
}

/** The key identifier that the authority's certificates and CRLs give a key. */
export function publicKeyId(key: KeyObject): Buffer {
  return keyId(createPublicKey(key).export({ type: 'spki', format: 'der' }))
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
