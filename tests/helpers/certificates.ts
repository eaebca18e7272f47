import 'reflect-metadata'
import * as x509 from '@peculiar/x509'
import { KeyObject, webcrypto } from 'node:crypto'

/** A certificate (DER) with the key that belongs to it. */
export interface Identity { readonly certificate: Uint8Array; readonly privateKey: KeyObject }

export type TestKey = 'rsa-2048' | 'rsa-1024' | 'p-256' | 'p-384'

export interface CertificateWish {
  readonly subject: string
  /** Self-signed where none is given. */
  readonly issuer?: Identity
  readonly key?: TestKey
  readonly ca?: boolean
  readonly usage?: x509.KeyUsageFlags
  /** Extended key usage, dotted. */
  readonly purposes?: readonly string[]
  /** Hex; random where none is given. */
  readonly serial?: string
  readonly notBefore?: Date
  readonly notAfter?: Date
}

/** Root → issuing CA → officer with RSA-2048, valid from 2026 through 2035. */
export interface TestAuthority { readonly root: Identity; readonly issuing: Identity; readonly officer: Identity }

export const OFFICER_USAGE = x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.nonRepudiation
export const ENCRYPTION_USAGE = x509.KeyUsageFlags.keyEncipherment
const CA_USAGE = x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign

const ALGORITHMS = {
  'rsa-2048': { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', publicExponent: Uint8Array.of(1, 0, 1), modulusLength: 2048 },
  'rsa-1024': { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', publicExponent: Uint8Array.of(1, 0, 1), modulusLength: 1024 },
  'p-256': { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  'p-384': { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-256' },
} as const

export async function makeTestAuthority(): Promise<TestAuthority> {
  const root = await makeCertificate({ subject: 'C=VN, O=Cơ quan thử nghiệm, CN=Root CA thử nghiệm', key: 'p-384', ca: true })
  const issuing = await makeCertificate({ subject: 'C=VN, O=Cơ quan thử nghiệm, CN=CA thử nghiệm', key: 'p-256', ca: true, issuer: root })
  const officer = await makeCertificate({ subject: 'C=VN, O=UBND tỉnh Hà Châu, CN=Nguyễn Thị Hồng Ánh', issuer: issuing })
  return { root, issuing, officer }
}

/** Node's own, in the DOM's types, which @peculiar/x509 speaks. */
const { subtle } = webcrypto as Crypto

export async function makeCertificate(wish: CertificateWish): Promise<Identity> {
  x509.cryptoProvider.set(webcrypto as Crypto)
  const keys = await subtle.generateKey(ALGORITHMS[wish.key ?? 'rsa-2048'], true, ['sign', 'verify']) as CryptoKeyPair
  const issuer = wish.issuer && await issuerOf(wish.issuer)
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: wish.serial ?? Buffer.from(webcrypto.getRandomValues(new Uint8Array(8))).toString('hex').replace(/^./, '1'),
    subject: wish.subject,
    issuer: issuer?.subject ?? wish.subject,
    notBefore: wish.notBefore ?? new Date('2026-01-01T00:00:00Z'),
    notAfter: wish.notAfter ?? new Date('2036-01-01T00:00:00Z'),
    publicKey: keys.publicKey,
    signingKey: issuer?.key ?? keys.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(wish.ca === true, undefined, true),
      new x509.KeyUsagesExtension(wish.usage ?? (wish.ca ? CA_USAGE : OFFICER_USAGE), true),
      ...(wish.purposes ? [new x509.ExtendedKeyUsageExtension([...wish.purposes])] : []),
    ],
  })
  return { certificate: new Uint8Array(certificate.rawData), privateKey: KeyObject.from(keys.privateKey as webcrypto.CryptoKey) }
}

async function issuerOf({ certificate, privateKey }: Identity): Promise<{ subject: string; key: CryptoKey }> {
  const parsed = new x509.X509Certificate(Uint8Array.from(certificate))
  const algorithm = { ...parsed.publicKey.algorithm, hash: 'SHA-256' } as RsaHashedImportParams & EcKeyImportParams
  const pkcs8 = Uint8Array.from(privateKey.export({ type: 'pkcs8', format: 'der' }))
  return { subject: parsed.subject, key: await subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']) }
}
