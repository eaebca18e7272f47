import { ProblemError } from '../../../shared/problem.ts'
import type { ProblemCode } from '../../../shared/problem.ts'

/** Return codes by which the binding itself decides; the rest is only translated. */
export const CKR = {
  OK: 0x0, CANT_LOCK: 0xa, ATTRIBUTE_SENSITIVE: 0x11, ATTRIBUTE_TYPE_INVALID: 0x12, FUNCTION_NOT_SUPPORTED: 0x54,
  USER_ALREADY_LOGGED_IN: 0x100, BUFFER_TOO_SMALL: 0x150, CRYPTOKI_ALREADY_INITIALIZED: 0x191,
} as const

const PROBLEMS: ReadonlyMap<number, ProblemCode> = new Map<number, ProblemCode>([
  [0x02, 'token.memory'], // HOST_MEMORY
  [0x03, 'token.absent'], // SLOT_ID_INVALID
  [0x05, 'token.device-error'], // GENERAL_ERROR
  [0x06, 'token.device-error'], // FUNCTION_FAILED
  [0x30, 'token.device-error'], // DEVICE_ERROR
  [0x31, 'token.memory'], // DEVICE_MEMORY
  [0x32, 'token.removed'], // DEVICE_REMOVED
  [0x50, 'token.pin-cancelled'], // FUNCTION_CANCELED: on the pad
  [0x60, 'token.key-missing'], // KEY_HANDLE_INVALID
  [0x63, 'token.mechanism-unsupported'], // KEY_TYPE_INCONSISTENT
  [0x68, 'token.mechanism-unsupported'], // KEY_FUNCTION_NOT_PERMITTED
  [0x70, 'token.mechanism-unsupported'], // MECHANISM_INVALID
  [0x71, 'token.mechanism-unsupported'], // MECHANISM_PARAM_INVALID
  [0x82, 'token.key-missing'], // OBJECT_HANDLE_INVALID
  [0x90, 'token.busy'], // OPERATION_ACTIVE
  [0xa0, 'token.pin-incorrect'], // PIN_INCORRECT, and nothing else: a guess can lock a card
  [0xa2, 'token.pin-length'], // PIN_LEN_RANGE
  [0xa3, 'token.pin-expired'], // PIN_EXPIRED
  [0xa4, 'token.pin-locked'], // PIN_LOCKED
  [0xb0, 'token.session-lost'], // SESSION_CLOSED
  [0xb1, 'token.busy'], // SESSION_COUNT
  [0xb3, 'token.session-lost'], // SESSION_HANDLE_INVALID
  [0xe0, 'token.absent'], // TOKEN_NOT_PRESENT
  [0xe1, 'token.not-recognised'], // TOKEN_NOT_RECOGNIZED
  [0x101, 'token.session-lost'], // USER_NOT_LOGGED_IN
  [0x104, 'token.busy'], // USER_ANOTHER_ALREADY_LOGGED_IN
  [0x105, 'token.busy'], // USER_TOO_MANY_TYPES
  [0x190, 'token.session-lost'], // CRYPTOKI_NOT_INITIALIZED
  [0x200, 'token.pin-cancelled'], // FUNCTION_REJECTED: by the person at the pad
])

/** What a driver's CK_RV means to the user; a code we do not know is `token.failed` with its number. */
export function ckrProblem(name: string, ckr: number): ProblemError {
  return new ProblemError(PROBLEMS.get(ckr) ?? 'token.failed', { function: name, code: `0x${ckr.toString(16)}` })
}
