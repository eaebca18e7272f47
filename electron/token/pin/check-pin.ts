import { ProblemError } from '../../../shared/problem.ts'
import type { TokenState } from '../key-source.ts'

/**
 * What must hold before a PIN is handed to a token: each refusal here costs no try. A pad gets `null`; only there may
 * the PIN be missing, since drivers read an empty one as "use the pad".
 */
export function checkPin(token: TokenState, pin: Uint8Array | null): void {
  if (token.locked) throw new ProblemError('token.pin-locked', { token: token.label })
  if (token.pinPad && pin === null) return
  checkNewPin(token, pin)
}

/** A new PIN as far as the token's own word goes; what else it wants of one it says when it is asked. */
export function checkNewPin(token: TokenState, pin: Uint8Array | null): void {
  if (pin === null || pin.length === 0) throw new ProblemError('token.pin-empty', { token: token.label })
  if (pin.length < token.minPin || (token.maxPin > 0 && pin.length > token.maxPin)) {
    throw new ProblemError('token.pin-length', { token: token.label, min: token.minPin, max: token.maxPin })
  }
}
