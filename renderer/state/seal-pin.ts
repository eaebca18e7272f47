const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const

/**
 * Seals a PIN for the token process whose key is given, so that whatever carries it keeps no copy of it in clear: an own
 * public key, then AES-256-GCM under the key agreed with it (electron/token/pin/pin-seal.ts).
 */
export async function sealPin(pin: Uint8Array<ArrayBuffer>, receiver: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const { subtle } = crypto
  const own = await subtle.generateKey(CURVE, false, ['deriveKey'])
  const theirs = await subtle.importKey('raw', receiver, CURVE, false, [])
  const key = await subtle.deriveKey({ name: 'ECDH', public: theirs }, own.privateKey, { name: 'AES-GCM', length: 256 }, false, ['encrypt'])
  const parts = [await subtle.exportKey('raw', own.publicKey), await subtle.encrypt({ name: 'AES-GCM', iv: new Uint8Array(12) }, key, pin)]
  return new Uint8Array(await new Blob(parts).arrayBuffer())
}
