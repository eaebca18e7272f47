import { webcrypto } from 'node:crypto'
import { ProblemError } from '../../../shared/problem.ts'

/** An uncompressed point of P-256: the dialog's half of the agreement, before what it has sealed. */
const PUBLIC_KEY_BYTES = 65
const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const

/**
 * A seal for one PIN. Whatever carries messages between processes keeps copies that nobody can wipe; behind the seal they
 * are copies of nothing. What it opens lies in memory of its own.
 */
export interface PinSeal { readonly publicKey: Uint8Array; open(sealed: Uint8Array): Promise<Uint8Array> }

/** ECDH on P-256, then AES-256-GCM; both keys serve once, hence an iv of zeros (renderer/state/seal-pin.ts). */
export async function makePinSeal(): Promise<PinSeal> {
  const { subtle } = webcrypto
  const own = await subtle.generateKey(CURVE, false, ['deriveKey'])
  return {
    publicKey: new Uint8Array(await subtle.exportKey('raw', own.publicKey)),
    async open(sealed) {
      try {
        const theirs = await subtle.importKey('raw', Uint8Array.from(sealed.subarray(0, PUBLIC_KEY_BYTES)), CURVE, false, [])
        const key = await subtle.deriveKey({ name: 'ECDH', public: theirs }, own.privateKey, { name: 'AES-GCM', length: 256 }, false, ['decrypt'])
        return new Uint8Array(await subtle.decrypt({ name: 'AES-GCM', iv: new Uint8Array(12) }, key, Uint8Array.from(sealed.subarray(PUBLIC_KEY_BYTES))))
      } catch (error) {
        throw new ProblemError('token.pin-cancelled', {}, { cause: error })
      }
    },
  }
}
