import { X509Certificate, constants, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { ProblemError } from '../../../shared/problem.ts'
import type { SignatureAlgorithm } from '../../../shared/model/signer.ts'

export interface Output { readonly data: Uint8Array; readonly algorithm: SignatureAlgorithm; readonly signature: Uint8Array }

/**
 * A driver may lie, a card may hold another key under the same id: what it answered is checked against the certificate
 * before anyone uses it. `token.output-mismatch`.
 */
export function outputVerifier(certificate: Uint8Array): (output: Output) => void {
  const key = new X509Certificate(certificate).publicKey
  return ({ data, algorithm, signature }) => {
    if (!verify('sha256', data, verifyingKey(key, algorithm), signature)) throw new ProblemError('token.output-mismatch', { algorithm })
  }
}

function verifyingKey(key: KeyObject, algorithm: SignatureAlgorithm): Parameters<typeof verify>[2] {
  switch (algorithm) {
    case 'rsa-pkcs1': return { key, padding: constants.RSA_PKCS1_PADDING }
    case 'rsa-pss': return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
    case 'ecdsa': return { key, dsaEncoding: 'der' }
  }
}
