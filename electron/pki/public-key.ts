import { createPublicKey, type KeyObject } from 'node:crypto'

/** SubjectPublicKeyInfo of a certificate (RFC 5280 §4.1.2.7). */
export interface PublicKey {
  /** DER. */
  readonly spki: Uint8Array
  /** For node:crypto; null for a key of an unknown kind or a malformed one. Read at the first look: reading costs as much as checking with it. */
  readonly key: KeyObject | null
}

export function publicKeyOf(spki: Uint8Array): PublicKey {
  const held: { key?: KeyObject | null } = {}
  return {
    spki,
    get key() { return held.key === undefined ? held.key = readKey(spki) : held.key },
  }
}

function readKey(spki: Uint8Array): KeyObject | null {
  try {
    return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
  } catch {
    return null // openssl throws for every kind of malformed key: the caller says unsupported
  }
}
