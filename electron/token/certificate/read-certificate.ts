import { X509Certificate, createHash } from 'node:crypto'
import * as pkijs from 'pkijs'

/** What the choice of a certificate needs to know of it; null where the bytes are no certificate. */
export interface CertificateFacts {
  readonly subject: string
  /** Tên: CN of the subject. */
  readonly commonName: string
  /** Cơ quan: O of the subject. */
  readonly agency: string
  readonly issuer: string
  /** Lower-case hex without the sign octet, as `verify` and openssl tell it. */
  readonly serial: string
  /** Milliseconds, UTC. */
  readonly notBefore: number
  readonly notAfter: number
  readonly isCa: boolean
  /** Null where the certificate restricts nothing (RFC 5280 §4.2.1.3). */
  readonly keyUsage: { readonly digitalSignature: boolean; readonly nonRepudiation: boolean } | null
  /** Extended key usage, as dotted OIDs; null where the certificate restricts nothing (§4.2.1.12). */
  readonly purposes: readonly string[] | null
  readonly keyType: 'rsa' | 'ec' | 'other'
  /** Modulus or curve size. */
  readonly keyBits: number
}

const KEY_USAGE = '2.5.29.15'
const EXTENDED_KEY_USAGE = '2.5.29.37'
const BASIC_CONSTRAINTS = '2.5.29.19'
const NAMES: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN', '2.5.4.5': 'serialNumber', '2.5.4.6': 'C', '2.5.4.7': 'L', '2.5.4.8': 'ST', '2.5.4.10': 'O', '2.5.4.11': 'OU', '2.5.4.12': 'title',
  '1.2.840.113549.1.9.1': 'emailAddress', '0.9.2342.19200300.100.1.1': 'UID',
}

export function sha256Hex(der: Uint8Array): string {
  return createHash('sha256').update(der).digest('hex')
}

export function readCertificate(der: Uint8Array): CertificateFacts | null {
  try {
    const certificate = pkijs.Certificate.fromBER(der)
    const names = nameParts(certificate.subject)
    const first = (name: string) => names.find(([each]) => each === name)?.[1] ?? ''
    return {
      subject: nameText(names), commonName: first('CN'), agency: first('O'), issuer: nameText(nameParts(certificate.issuer)),
      serial: serialHex(certificate.serialNumber.valueBlock.valueHexView),
      notBefore: certificate.notBefore.value.getTime(), notAfter: certificate.notAfter.value.getTime(),
      isCa: isCa(certificate), keyUsage: keyUsage(certificate), purposes: purposes(certificate), ...keyOf(der),
    }
  } catch {
    return null // not a certificate: the caller says so with a code of its own
  }
}

function serialHex(octets: Uint8Array): string {
  return Buffer.from(octets[0] === 0 && octets.length > 1 ? octets.subarray(1) : octets).toString('hex')
}

function isCa(certificate: pkijs.Certificate): boolean {
  const constraints = extension(certificate, BASIC_CONSTRAINTS)
  return constraints instanceof pkijs.BasicConstraints && constraints.cA
}

function keyUsage(certificate: pkijs.Certificate): CertificateFacts['keyUsage'] {
  const bits = extension(certificate, KEY_USAGE) as { valueBlock?: { valueHexView?: Uint8Array } } | undefined
  if (bits === undefined) return null
  const first = bits.valueBlock?.valueHexView?.[0] ?? 0
  return { digitalSignature: (first & 0x80) !== 0, nonRepudiation: (first & 0x40) !== 0 }
}

function purposes(certificate: pkijs.Certificate): readonly string[] | null {
  const usage = extension(certificate, EXTENDED_KEY_USAGE)
  return usage instanceof pkijs.ExtKeyUsage ? usage.keyPurposes : null
}

function extension(certificate: pkijs.Certificate, id: string): unknown {
  return certificate.extensions?.find(({ extnID }) => extnID === id)?.parsedValue as unknown
}

function keyOf(der: Uint8Array): Pick<CertificateFacts, 'keyType' | 'keyBits'> {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = new X509Certificate(der).publicKey
  if (type === 'rsa') return { keyType: 'rsa', keyBits: details?.modulusLength ?? 0 }
  if (type === 'ec') return { keyType: 'ec', keyBits: CURVE_BITS[details?.namedCurve ?? ''] ?? 0 }
  return { keyType: 'other', keyBits: 0 }
}

const CURVE_BITS: Readonly<Record<string, number>> = { prime256v1: 256, secp384r1: 384, secp521r1: 521 }

function nameParts(name: pkijs.RelativeDistinguishedNames): [string, string][] {
  return name.typesAndValues.map(({ type, value }) => [NAMES[type] ?? type, String(value.valueBlock.value).normalize('NFC')])
}

function nameText(parts: readonly [string, string][]): string {
  return parts.map(([name, value]) => `${name}=${value}`).join(', ')
}
