import 'reflect-metadata'
import { constants, sign, createPrivateKey, webcrypto, type KeyObject } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import type { SignatureAlgorithm, Signer } from '../../shared/model/signer.ts'

export interface SignerWish {
  readonly name?: string
  readonly key?: 'rsa' | 'ec'
  readonly notBefore?: Date
  readonly notAfter?: Date
  readonly isAuthority?: boolean
}

/** A signer whose key lives in this process, with a root of its own in `chain`; valid 2026–2036 unless told otherwise. */
export async function makeSigner(wish: SignerWish = {}): Promise<Signer> {
  const algorithm = wish.key === 'ec'
    ? { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
    : { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1), hash: 'SHA-256' }
  const provider = webcrypto as Crypto
  x509.cryptoProvider.set(provider)
  const rootKeys = await provider.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  const keys = await provider.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const validity = { notBefore: wish.notBefore ?? new Date('2026-01-01T00:00:00Z'), notAfter: wish.notAfter ?? new Date('2036-01-01T00:00:00Z') }
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity, serialNumber: '01', name: 'CN=Test root, C=VN', keys: rootKeys, signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    extensions: [new x509.BasicConstraintsExtension(true, undefined, true), new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true)],
  })
  const leaf = await x509.X509CertificateGenerator.create({
    ...validity, serialNumber: '02', subject: `CN=${wish.name ?? 'Nguyễn Văn Ân'}, O=UBND tỉnh Thử, C=VN`, issuer: root.subject,
    publicKey: keys.publicKey, signingKey: rootKeys.privateKey, signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    extensions: [
      new x509.BasicConstraintsExtension(wish.isAuthority === true, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.nonRepudiation, true),
    ],
  })
  const key = createPrivateKey({ key: Buffer.from(await provider.subtle.exportKey('pkcs8', keys.privateKey)), format: 'der', type: 'pkcs8' })
  return {
    certificate: new Uint8Array(leaf.rawData), chain: [new Uint8Array(root.rawData)],
    sign: (attributes, chosen) => Promise.resolve(signWith(key, attributes, chosen)),
  }
}

function signWith(key: KeyObject, attributes: Uint8Array, algorithm: SignatureAlgorithm): Uint8Array {
  if (algorithm === 'rsa-pss') return sign('sha256', attributes, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 })
  return sign('sha256', attributes, key)
}
