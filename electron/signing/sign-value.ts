import { constants, verify, X509Certificate, type KeyObject } from 'node:crypto'
import type { SignatureAlgorithm, Signer } from '../../shared/model/signer.ts'
import { ProblemError } from '../../shared/problem.ts'

/** The algorithm that fits the certificate's key when nobody chose one: RSA PKCS#1 v1.5 as VGCA's cards do. */
export function defaultAlgorithm(certificate: Uint8Array): SignatureAlgorithm {
  const type = publicKeyOf(certificate).asymmetricKeyType
  if (type === 'ec') return 'ecdsa'
  return type === 'rsa-pss' ? 'rsa-pss' : 'rsa-pkcs1'
}

/**
 * Has the signer sign the attributes and checks the value with the certificate's own key: a card may hold a key that
 * does not belong to the certificate beside it, and such a signature must not reach a document.
 */
export async function signAttributes(signer: Signer, attributes: Uint8Array, algorithm: SignatureAlgorithm): Promise<Uint8Array> {
  const key = publicKeyOf(signer.certificate)
  if ((algorithm === 'ecdsa') !== (key.asymmetricKeyType === 'ec')) throw new ProblemError('token.mechanism-unsupported', { algorithm })
  const value = await signer.sign(attributes, algorithm)
  if (!isSignatureOf(key, { attributes, algorithm, value })) throw new ProblemError('token.output-mismatch', { algorithm })
  return value
}

function isSignatureOf(key: KeyObject, { attributes, algorithm, value }: { attributes: Uint8Array; algorithm: SignatureAlgorithm; value: Uint8Array }): boolean {
  switch (algorithm) {
    case 'rsa-pkcs1': return verify('sha256', attributes, { key, padding: constants.RSA_PKCS1_PADDING }, value)
    case 'rsa-pss': return verify('sha256', attributes, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }, value)
    case 'ecdsa': return verify('sha256', attributes, key, value)
  }
}

function publicKeyOf(certificate: Uint8Array): KeyObject {
  try {
    return new X509Certificate(certificate).publicKey
  } catch (cause) {
    throw new ProblemError('certificate.malformed', {}, { cause })
  }
}
