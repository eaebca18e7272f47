import { ProblemError } from '../../../shared/problem.ts'
import type { ProblemCode } from '../../../shared/problem.ts'

/** Return codes by which the binding itself decides; the rest is only translated. */
export const CKR = {
  OK: 0x0, NO_EVENT: 0x8, CANT_LOCK: 0xa, ATTRIBUTE_SENSITIVE: 0x11, ATTRIBUTE_TYPE_INVALID: 0x12, FUNCTION_NOT_SUPPORTED: 0x54,
  USER_ALREADY_LOGGED_IN: 0x100, BUFFER_TOO_SMALL: 0x150, CRYPTOKI_ALREADY_INITIALIZED: 0x191,
} as const

/**
 * Every return code of PKCS#11 v2.40 and 3.1 with what it means to the person at the PC. Without a meaning of its own it
 * is a driver that was used or behaves wrongly: `token.failed`, told with its name. "Wrong PIN" is PIN_INCORRECT and
 * nothing else: a guess can lock a card. Cancelled and rejected come from the person at a reader's pad. The last codes of
 * v2.40 have two numbers: OASIS' and the one of older headers.
 */
export const CKR_MEANINGS: readonly (readonly [ckr: number, name: string, code?: ProblemCode])[] = [
  [0x01, 'CANCEL', 'token.pin-cancelled'], [0x02, 'HOST_MEMORY', 'token.memory'], [0x03, 'SLOT_ID_INVALID', 'token.absent'],
  [0x05, 'GENERAL_ERROR', 'token.device-error'], [0x06, 'FUNCTION_FAILED', 'token.device-error'], [0x07, 'ARGUMENTS_BAD'], [0x08, 'NO_EVENT'],
  [0x09, 'NEED_TO_CREATE_THREADS'], [0x0a, 'CANT_LOCK'], [0x10, 'ATTRIBUTE_READ_ONLY'], [0x11, 'ATTRIBUTE_SENSITIVE'],
  [0x12, 'ATTRIBUTE_TYPE_INVALID'], [0x13, 'ATTRIBUTE_VALUE_INVALID'], [0x1b, 'ACTION_PROHIBITED', 'token.mechanism-unsupported'],
  [0x20, 'DATA_INVALID'], [0x21, 'DATA_LEN_RANGE'], [0x30, 'DEVICE_ERROR', 'token.device-error'], [0x31, 'DEVICE_MEMORY', 'token.memory'],
  [0x32, 'DEVICE_REMOVED', 'token.removed'], [0x40, 'ENCRYPTED_DATA_INVALID'], [0x41, 'ENCRYPTED_DATA_LEN_RANGE'], [0x42, 'AEAD_DECRYPT_FAILED'],
  [0x50, 'FUNCTION_CANCELED', 'token.pin-cancelled'], [0x51, 'FUNCTION_NOT_PARALLEL'], [0x54, 'FUNCTION_NOT_SUPPORTED', 'token.function-unsupported'],
  [0x60, 'KEY_HANDLE_INVALID', 'token.key-missing'], [0x62, 'KEY_SIZE_RANGE', 'token.mechanism-unsupported'],
  [0x63, 'KEY_TYPE_INCONSISTENT', 'token.mechanism-unsupported'], [0x64, 'KEY_NOT_NEEDED'], [0x65, 'KEY_CHANGED', 'token.key-missing'],
  [0x66, 'KEY_NEEDED'], [0x67, 'KEY_INDIGESTIBLE'], [0x68, 'KEY_FUNCTION_NOT_PERMITTED', 'token.mechanism-unsupported'], [0x69, 'KEY_NOT_WRAPPABLE'],
  [0x6a, 'KEY_UNEXTRACTABLE'], [0x70, 'MECHANISM_INVALID', 'token.mechanism-unsupported'],
  [0x71, 'MECHANISM_PARAM_INVALID', 'token.mechanism-unsupported'], [0x82, 'OBJECT_HANDLE_INVALID', 'token.key-missing'],
  [0x90, 'OPERATION_ACTIVE', 'token.busy'], [0x91, 'OPERATION_NOT_INITIALIZED', 'token.session-lost'], [0xa0, 'PIN_INCORRECT', 'token.pin-incorrect'],
  [0xa1, 'PIN_INVALID', 'token.pin-refused'], [0xa2, 'PIN_LEN_RANGE', 'token.pin-length'], [0xa3, 'PIN_EXPIRED', 'token.pin-expired'],
  [0xa4, 'PIN_LOCKED', 'token.pin-locked'], [0xb0, 'SESSION_CLOSED', 'token.session-lost'], [0xb1, 'SESSION_COUNT', 'token.busy'],
  [0xb3, 'SESSION_HANDLE_INVALID', 'token.session-lost'], [0xb4, 'SESSION_PARALLEL_NOT_SUPPORTED'],
  [0xb5, 'SESSION_READ_ONLY', 'token.write-protected'], [0xb6, 'SESSION_EXISTS', 'token.busy'], [0xb7, 'SESSION_READ_ONLY_EXISTS', 'token.busy'],
  [0xb8, 'SESSION_READ_WRITE_SO_EXISTS', 'token.busy'], [0xc0, 'SIGNATURE_INVALID'], [0xc1, 'SIGNATURE_LEN_RANGE'], [0xd0, 'TEMPLATE_INCOMPLETE'],
  [0xd1, 'TEMPLATE_INCONSISTENT'], [0xe0, 'TOKEN_NOT_PRESENT', 'token.absent'], [0xe1, 'TOKEN_NOT_RECOGNIZED', 'token.not-recognised'],
  [0xe2, 'TOKEN_WRITE_PROTECTED', 'token.write-protected'], [0xf0, 'UNWRAPPING_KEY_HANDLE_INVALID'], [0xf1, 'UNWRAPPING_KEY_SIZE_RANGE'],
  [0xf2, 'UNWRAPPING_KEY_TYPE_INCONSISTENT'], [0x100, 'USER_ALREADY_LOGGED_IN', 'token.busy'], [0x101, 'USER_NOT_LOGGED_IN', 'token.session-lost'],
  [0x102, 'USER_PIN_NOT_INITIALIZED', 'token.pin-not-set'], [0x103, 'USER_TYPE_INVALID'], [0x104, 'USER_ANOTHER_ALREADY_LOGGED_IN', 'token.busy'],
  [0x105, 'USER_TOO_MANY_TYPES', 'token.busy'], [0x110, 'WRAPPED_KEY_INVALID'], [0x112, 'WRAPPED_KEY_LEN_RANGE'],
  [0x113, 'WRAPPING_KEY_HANDLE_INVALID'], [0x114, 'WRAPPING_KEY_SIZE_RANGE'], [0x115, 'WRAPPING_KEY_TYPE_INCONSISTENT'],
  [0x120, 'RANDOM_SEED_NOT_SUPPORTED'], [0x121, 'RANDOM_NO_RNG', 'token.device-error'],
  [0x130, 'DOMAIN_PARAMS_INVALID', 'token.mechanism-unsupported'], [0x140, 'CURVE_NOT_SUPPORTED', 'token.mechanism-unsupported'],
  [0x150, 'BUFFER_TOO_SMALL'], [0x160, 'SAVED_STATE_INVALID'], [0x170, 'INFORMATION_SENSITIVE'], [0x180, 'STATE_UNSAVEABLE'],
  [0x190, 'CRYPTOKI_NOT_INITIALIZED', 'token.session-lost'], [0x191, 'CRYPTOKI_ALREADY_INITIALIZED'], [0x1a0, 'MUTEX_BAD'],
  [0x1a1, 'MUTEX_NOT_LOCKED'], [0x1b0, 'NEW_PIN_MODE'], [0x1b1, 'NEXT_OTP'], [0x1b5, 'EXCEEDED_MAX_ITERATIONS'],
  [0x1b6, 'FIPS_SELF_TEST_FAILED', 'token.device-error'], [0x1b7, 'LIBRARY_LOAD_FAILED'], [0x1b8, 'PIN_TOO_WEAK', 'token.pin-refused'],
  [0x1b9, 'PUBLIC_KEY_INVALID'], [0x1c0, 'EXCEEDED_MAX_ITERATIONS'], [0x1c1, 'FIPS_SELF_TEST_FAILED', 'token.device-error'],
  [0x1c2, 'LIBRARY_LOAD_FAILED'], [0x1c3, 'PIN_TOO_WEAK', 'token.pin-refused'], [0x1c4, 'PUBLIC_KEY_INVALID'],
  [0x200, 'FUNCTION_REJECTED', 'token.pin-cancelled'], [0x201, 'TOKEN_RESOURCE_EXCEEDED', 'token.memory'],
  [0x202, 'OPERATION_CANCEL_FAILED', 'token.busy'], [0x203, 'KEY_EXHAUSTED', 'token.key-exhausted'],
]

const BY_NUMBER: ReadonlyMap<number, { readonly name: string; readonly code: ProblemCode }> = new Map(CKR_MEANINGS.map(([ckr, name, code = 'token.failed']) => [ckr, { name, code }]))

/** What a driver's CK_RV means to the user; a code nobody knows is `token.failed` with its number. */
export function ckrProblem(name: string, ckr: number): ProblemError {
  const known = BY_NUMBER.get(ckr)
  const code = `0x${ckr.toString(16)}`
  return new ProblemError(known?.code ?? 'token.failed', { function: name, code, ckr: known === undefined ? code : `CKR_${known.name}` })
}
