/** Chứng thư số và khóa: who signs, seen by code that must not know whether the key is on a card or in a file. */

/** How a signature value is made. RSA PKCS#1 v1.5 is what VGCA's cards do (facts §3). Always with SHA-256. */
export const SIGNATURE_ALGORITHMS = ['rsa-pkcs1', 'rsa-pss', 'ecdsa'] as const
export type SignatureAlgorithm = (typeof SIGNATURE_ALGORITHMS)[number]

/**
 * `certificate` and `chain` are DER; the chain goes upward from the issuer and may be empty. `sign` takes the DER of
 * the signed attributes (SET OF, tag 0x31), hashes with SHA-256 itself, and answers the signature value as CMS wants
 * it: PKCS#1 octets for RSA, a DER ECDSA-Sig-Value for ECDSA. It throws `token.*` problems.
 */
export interface Signer {
  readonly certificate: Uint8Array
  readonly chain: readonly Uint8Array[]
  sign(signedAttributes: Uint8Array, algorithm: SignatureAlgorithm): Promise<Uint8Array>
}
