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
  /** The token wants its PIN changed before it signs. */
  readonly mustChange: boolean
  readonly minPin: number
  readonly maxPin: number
}

/** Đầu đọc: where a token can be; `present` whether something is in it, known to the driver or not. */
export interface Reader { readonly slot: Slot; readonly description: string; readonly present: boolean }

/** Which slots hold a token now, and of which the driver said since the last look that a token went or came. */
export interface Presence { readonly slots: readonly Slot[]; readonly moved: readonly Slot[] }

/** `key`: whether the private key is there. Before the login most cards do not show it: unknown. */
export interface FoundCertificate { readonly der: Uint8Array; readonly key: 'present' | 'absent' | 'unknown' }

export interface KeyUse { readonly algorithms: readonly SignatureAlgorithm[]; readonly alwaysAuthenticate: boolean }

/**
 * Where private keys are: a driver or a PKCS#12 file, both in the token process. One login at a time; PIN bytes belong
 * to the caller, who wipes them when the call has settled.
 */
export interface KeySource {
  /** A slot that cannot be asked hides no other; it is thrown only where nothing else was found. */
  tokens(): Promise<TokenState[]>
  readers(): Promise<Reader[]>
  /** Asks no token anything and holds none: for a look every two seconds. Without `events` nothing is said of `moved`. */
  presence(events: boolean): Promise<Presence>
  /** Throws `token.pin-wanted` where nothing can be read before the login. */
  certificates(slot: Slot): Promise<FoundCertificate[]>
  /** `null`: the reader's pad asks. Refuses a locked token before it hands the PIN on. */
  login(slot: Slot, pin: Uint8Array | null): Promise<void>
  /** Picks the key of one certificate, by its SHA-256 in hex, for the signatures that follow. */
  useKey(certificateSha256: string): Promise<KeyUse>
  /** `pin` is for keys with `alwaysAuthenticate` only. ECDSA comes back as DER. */
  sign(data: Uint8Array, algorithm: SignatureAlgorithm, pin: Uint8Array | null): Promise<Uint8Array>
  /** The token's own PIN; `null` twice: the reader's pad asks for both. Not while logged in. */
  changePin(slot: Slot, pins: { readonly old: Uint8Array; readonly new: Uint8Array } | null): Promise<void>
  /** Gives back whatever it holds of the card. Nothing comes after it. */
  release(): Promise<void>
  /** Not being logged in is no failure. */
  logout(): Promise<void>
}
