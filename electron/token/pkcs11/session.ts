import { ProblemError } from '../../../shared/problem.ts'
import { CKR } from '../constants/ckr.ts'
import { CKF, CKU } from '../constants/pkcs11.ts'
import type { Library } from './library.ts'
import { readUlong, ulongMemory } from './memory.ts'
import type { Ulong } from './memory.ts'

/** A read-only session: signing needs no more, and a write session can be refused by a card on the network. */
export function openSession(library: Library, slot: Ulong): Promise<Ulong> {
  return open(library, slot, CKF.SERIAL_SESSION)
}

/** Only to change the PIN. */
export function openWriteSession(library: Library, slot: Ulong): Promise<Ulong> {
  return open(library, slot, CKF.SERIAL_SESSION | CKF.RW_SESSION)
}

async function open(library: Library, slot: Ulong, flags: number): Promise<Ulong> {
  const handle = ulongMemory(0)
  await library.call('C_OpenSession', [slot, flags, null, null, handle])
  return readUlong(handle)
}

export async function closeSession(library: Library, session: Ulong): Promise<void> {
  await library.call('C_CloseSession', [session])
}

/**
 * C_Login; `null` lets the reader's own pad ask. The bytes are the caller's to wipe. A login that another program of the
 * vendor left open is closed and made anew: a colleague at the PC must not sign without a PIN.
 */
export async function login(library: Library, session: Ulong, pin: Uint8Array | null): Promise<void> {
  const ckr = await logInAs(library, { session, user: CKU.USER, pin, accept: [CKR.OK, CKR.USER_ALREADY_LOGGED_IN] })
  if (ckr === CKR.OK) return
  await logout(library, session)
  await logInAs(library, { session, user: CKU.USER, pin, accept: [CKR.OK] })
}

/** The further login that a key with CKA_ALWAYS_AUTHENTICATE wants between C_SignInit and C_Sign. */
export async function loginForOneSignature(library: Library, session: Ulong, pin: Uint8Array | null): Promise<void> {
  await logInAs(library, { session, user: CKU.CONTEXT_SPECIFIC, pin, accept: [CKR.OK] })
}

export async function logout(library: Library, session: Ulong): Promise<void> {
  await library.call('C_Logout', [session])
}

interface LoginCall { readonly session: Ulong; readonly user: number; readonly pin: Uint8Array | null; readonly accept: readonly number[] }

function logInAs(library: Library, { session, user, pin, accept }: LoginCall): Promise<number> {
  // An empty array has address 0, which the driver reads as "use the pad".
  if (pin?.length === 0) throw new ProblemError('token.pin-empty')
  return library.call('C_Login', [session, user, pin, pin?.length ?? 0], { accept })
}
