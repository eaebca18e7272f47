import { safeStorage } from 'electron'
import { ProblemError } from '../../shared/problem.ts'

/** Linux's `basic_text` wraps with a constant: no protection, so it does not count as a keychain (architecture.md). */
export function isKeychainThere(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'
}

/** Wraps a profile's key for this user of this PC. The core keeps what comes back in `key.json`. */
export function wrapKey(key: Uint8Array): Uint8Array {
  if (!isKeychainThere()) throw new ProblemError('store.no-key')
  return new Uint8Array(safeStorage.encryptString(Buffer.from(key).toString('base64')))
}

/** `store.wrong-key` where another user, another PC or a reset password made it unreadable. */
export function unwrapKey(wrapped: Uint8Array): Uint8Array {
  if (!isKeychainThere()) throw new ProblemError('store.no-key')
  try {
    return new Uint8Array(Buffer.from(safeStorage.decryptString(Buffer.from(wrapped)), 'base64'))
  } catch (cause) {
    throw new ProblemError('store.wrong-key', {}, { cause })
  }
}
