/** Signatures as other programs make them: any SubFilter, digest, algorithm and attributes, and every fault of those. */
import 'reflect-metadata'
import * as x509 from '@peculiar/x509'
import { createHash, createPrivateKey, sign, webcrypto, type KeyObject, type SignKeyObjectInput } from 'node:crypto'
import { der, derNull, octetString, oid, sequence, setOf, smallInteger, TAG } from '../../electron/pki/der.ts'
import { childrenOf, readDer } from '../../electron/pki/der-read.ts'
import { openPdf } from '../../electron/pdf/open.ts'
import { memorySource } from '../../electron/pdf/source.ts'

export type ForeignKey = 'rsa' | 'ec' | 'ed25519' | 'ed448'
export interface ForeignSigner { readonly certificate: Uint8Array; readonly root: Uint8Array; readonly key: KeyObject }

const KEYS = {
  rsa: { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1), hash: 'SHA-256' },
  ec: { name: 'ECDSA', namedCurve: 'P-256' }, ed25519: { name: 'Ed25519' }, ed448: { name: 'Ed448' },
} as const

export async function makeForeignSigner(kind: ForeignKey): Promise<ForeignSigner> {
  const provider = webcrypto as Crypto
  x509.cryptoProvider.set(provider)
  const validity = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2036-01-01T00:00:00Z') }
  const rootKeys = await provider.subtle.generateKey(KEYS.ec, true, ['sign', 'verify'])
  const keys = await provider.subtle.generateKey(KEYS[kind], true, ['sign', 'verify']) as CryptoKeyPair
  const signingAlgorithm = { name: 'ECDSA', hash: 'SHA-256' }
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity, serialNumber: '01', name: `CN=Root ${kind}`, keys: rootKeys, signingAlgorithm,
    extensions: [new x509.BasicConstraintsExtension(true, undefined, true), new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true)],
  })
  const leaf = await x509.X509CertificateGenerator.create({
    ...validity, serialNumber: '02', subject: `CN=${kind}`, issuer: root.subject, publicKey: keys.publicKey, signingKey: rootKeys.privateKey, signingAlgorithm,
    extensions: [new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true)],
  })
  const key = createPrivateKey({ key: Buffer.from(await provider.subtle.exportKey('pkcs8', keys.privateKey)), format: 'der', type: 'pkcs8' })
  return { certificate: new Uint8Array(leaf.rawData), root: new Uint8Array(root.rawData), key }
}

const DATA = '1.2.840.113549.1.7.1'
const DIGESTS: Readonly<Record<string, string>> = { md5: '1.2.840.113549.2.5', sha1: '1.3.14.3.2.26', sha256: '2.16.840.1.101.3.4.2.1', sha384: '2.16.840.1.101.3.4.2.2', sha512: '2.16.840.1.101.3.4.2.3' }
export const digestIdentifier = (name: string): Uint8Array => sequence(oid(DIGESTS[name] ?? ''), derNull())
export const attribute = (type: string, ...values: readonly Uint8Array[]): Uint8Array => sequence(oid(type), setOf(...values))

export interface CmsWish {
  readonly digest?: string
  /** Signing-certificate attributes: none, of RFC 2634 (SHA-1), of RFC 5035, or for another certificate. */
  readonly ess?: 'none' | 'v1' | 'v2' | 'v2-sha512' | 'both' | 'other'
  /** False: the value stands over the content itself. */
  readonly attributes?: boolean
  readonly contentType?: string
  /** What is carried inside. */
  readonly inside?: Uint8Array
  readonly messageDigest?: Uint8Array | 'absent' | 'twice'
  readonly extra?: readonly Uint8Array[]
  readonly unsigned?: readonly Uint8Array[]
  readonly algorithm?: Uint8Array
  readonly signer?: 'once' | 'twice' | 'none'
  readonly certificates?: readonly Uint8Array[]
  /** The key's own options, for PSS; the digest that the value is really made with. */
  readonly options?: Omit<SignKeyObjectInput, 'key'>
  readonly valueDigest?: string | null
}

/** A ContentInfo over the content. */
export function makeCms(content: Uint8Array, { certificate, key }: ForeignSigner, wish: CmsWish = {}): Uint8Array {
  const digest = wish.digest ?? 'sha256'
  const contentType = wish.contentType ?? DATA
  const stated = wish.messageDigest instanceof Uint8Array ? wish.messageDigest : createHash(digest).update(wish.inside ?? content).digest()
  const digestAttribute = attribute('1.2.840.113549.1.9.4', octetString(stated), ...(wish.messageDigest === 'twice' ? [octetString(new Uint8Array(stated.length))] : []))
  const set = setOf(attribute('1.2.840.113549.1.9.3', oid(contentType)), ...(wish.messageDigest === 'absent' ? [] : [digestAttribute]), ...essOf(certificate, wish.ess ?? 'none'), ...wish.extra ?? [])
  const isBare = wish.attributes === false
  const valueDigest = wish.valueDigest === undefined ? (key.asymmetricKeyType?.startsWith('ed') === true ? null : digest) : wish.valueDigest
  const value = sign(valueDigest, isBare ? wish.inside ?? content : set, { key, ...wish.options })
  const carried = Uint8Array.from(set)
  carried[0] = 0xa0
  const { issuer, serial } = namesOf(certificate)
  const info = sequence(
    smallInteger(1), sequence(issuer, serial), digestIdentifier(digest), ...(isBare ? [] : [carried]),
    wish.algorithm ?? algorithmOf(key, digest), octetString(value), ...(wish.unsigned ? [der(0xa1, ...wish.unsigned)] : []),
  )
  const infos = wish.signer === 'none' ? [] : wish.signer === 'twice' ? [info, info] : [info]
  const inside = wish.inside === undefined ? [] : [der(0xa0, octetString(wish.inside))]
  const body = sequence(smallInteger(1), setOf(digestIdentifier(digest)), sequence(oid(contentType), ...inside), der(0xa0, ...wish.certificates ?? [certificate]), der(TAG.set, ...infos))
  return sequence(oid('1.2.840.113549.1.7.2'), der(0xa0, body))
}

function essOf(certificate: Uint8Array, kind: NonNullable<CmsWish['ess']>): Uint8Array[] {
  const hashOf = (name: string): Uint8Array => octetString(createHash(name).update(certificate).digest())
  const first = attribute('1.2.840.113549.1.9.16.2.12', sequence(sequence(sequence(hashOf('sha1')))))
  const second = (...fields: Uint8Array[]): Uint8Array => attribute('1.2.840.113549.1.9.16.2.47', sequence(sequence(sequence(...fields))))
  switch (kind) {
    case 'none': return []
    case 'v1': return [first]
    case 'v2': return [second(hashOf('sha256'))]
    case 'v2-sha512': return [second(sequence(oid(DIGESTS['sha512'] ?? '')), hashOf('sha512'))]
    case 'both': return [first, second(hashOf('sha256'))]
    case 'other': return [second(octetString(new Uint8Array(32)))]
  }
}

function namesOf(certificate: Uint8Array): { issuer: Uint8Array; serial: Uint8Array } {
  const [body] = childrenOf(readDer(certificate), TAG.sequence)
  const fields = childrenOf(body, TAG.sequence)
  return { serial: fields[1]?.encoded ?? new Uint8Array(), issuer: fields[3]?.encoded ?? new Uint8Array() }
}

const RSA_WITH: Readonly<Record<string, string>> = { md5: '1.2.840.113549.1.1.4', sha1: '1.2.840.113549.1.1.5', sha256: '1.2.840.113549.1.1.11', sha384: '1.2.840.113549.1.1.12', sha512: '1.2.840.113549.1.1.13' }
const ECDSA_WITH: Readonly<Record<string, string>> = { sha1: '1.2.840.10045.4.1', sha256: '1.2.840.10045.4.3.2', sha384: '1.2.840.10045.4.3.3', sha512: '1.2.840.10045.4.3.4' }

function algorithmOf(key: KeyObject, digest: string): Uint8Array {
  switch (key.asymmetricKeyType) {
    case 'ed25519': return sequence(oid('1.3.101.112'))
    case 'ed448': return sequence(oid('1.3.101.113'))
    case 'ec': return sequence(oid(ECDSA_WITH[digest] ?? ''))
    default: return sequence(oid(RSA_WITH[digest] ?? ''), derNull())
  }
}

/** `spared`: how many bytes behind Contents the ByteRange leaves out as well. */
export interface PdfSignatureWish { readonly subFilter: string; readonly type?: string; readonly room?: number; readonly spared?: number }

/** Appends a signature field whose Contents is what `cms` makes of the signed bytes. The document has one page, number 10, and no form. */
export async function signByHand(pdf: Uint8Array, { subFilter, type = 'Sig', room = 8_000, spared = 0 }: PdfSignatureWish, cms: (content: Uint8Array) => Uint8Array): Promise<Uint8Array> {
  const file = await openPdf(memorySource(pdf))
  const size = Number(file.trailer.get('Size'))
  const blank = ' '.repeat(40)
  const objects = new Map<number, string>([
    [1, `<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [${size} 0 R] /SigFlags 3>>>>`],
    [size, `<</FT /Sig /T (ky) /V ${size + 1} 0 R /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /F 132>>`],
    [size + 1, `<</Type /${type} /Filter /Adobe.PPKLite /SubFilter /${subFilter} /ByteRange [0 ${blank}] /Contents <${'0'.repeat(room * 2)}>>>`],
  ])
  let body = '\n'
  let table = 'xref\n'
  for (const [number, text] of objects) {
    table += `${number} 1\n${String(pdf.length + body.length).padStart(10, '0')} 00000 n\r\n`
    body += `${number} 0 obj\n${text}\nendobj\n`
  }
  const tail = Buffer.from(`${body}${table}trailer\n<</Size ${size + 2} /Root 1 0 R /Prev ${file.startXref.offset}>>\nstartxref\n${pdf.length + body.length}\n%%EOF\n`, 'latin1')
  const from = tail.indexOf('/Contents <') + '/Contents '.length
  const to = from + room * 2 + 2 + spared
  const range = `[0 ${pdf.length + from} ${pdf.length + to} ${tail.length - to}]`
  tail.write(range.padEnd(blank.length + 4), tail.indexOf('/ByteRange [') + '/ByteRange '.length, 'latin1')
  const made = Buffer.from(cms(Buffer.concat([pdf, tail.subarray(0, from), tail.subarray(to)]))).toString('hex')
  tail.write(made, from + 1, 'latin1')
  return Buffer.concat([pdf, tail])
}
