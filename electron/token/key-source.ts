import type { SignatureAlgorithm } from '../../shared/model/signer.ts'

/** A slot's number as the driver gives it; a PKCS#12 file has slot 0. */
export type Slot = number | bigint

/** What a token says of itself before any PIN. */
export interface TokenState {
  readonly slot: Slot
  readonly label: string
  readonly serial: string
  readonly model: string
  readonly manufacturer: string
  readonly pinPad: boolean
  readonly lowCount: boolean
  readonly finalTry: boolean
  readonly locked: boolean
  readonly minPin: number
  readonly maxPin: number
}

/** `key`: whether the private key is there. Before the login most cards do not show it: unknown. */
export interface FoundCertificate { readonly der: Uint8Array; readonly key: 'present' | 'absent' | 'unknown' }

export interface KeyUse { readonly algorithms: readonly SignatureAlgorithm[]; readonly alwaysAuthenticate: boolean }

/**
 * Where private keys are: a driver or a PKCS#12 file, both in the token process. One login at a time; PIN bytes belong
 * to the caller, who wipes them when the call has settled.
 */
export interface KeySource {
  tokens(): Promise<TokenState[]>
  /** Throws `token.pin-wanted` where nothing can be read before the login. */
  certificates(slot: Slot): Promise<FoundCertificate[]>
  /** `null`: the reader's pad asks. Refuses a locked token before it hands the PIN on. */
  login(slot: Slot, pin: Uint8Array | null): Promise<void>
  /** Picks the key of one certificate, by its SHA-256 in hex, for the signatures that follow. */
  useKey(certificateSha256: string): Promise<KeyUse>
  /** `pin` is for keys with `alwaysAuthenticate` only. ECDSA comes back as DER. */
  sign(data: Uint8Array, algorithm: SignatureAlgorithm, pin: Uint8Array | null): Promise<Uint8Array>
  /** Not being logged in is no failure. */
  logout(): Promise<void>
}
