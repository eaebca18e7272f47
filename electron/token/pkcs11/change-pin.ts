import { ProblemError } from '../../../shared/problem.ts'
import type { ProblemCode } from '../../../shared/problem.ts'
import type { Slot } from '../key-source.ts'
import { checkNewPin, checkPin } from '../pin/check-pin.ts'
import type { Library } from './library.ts'
import { tokenInfo } from './module.ts'
import { closeSession, openWriteSession } from './session.ts'
import { stateOf } from './slots.ts'

/** Answers of cards that leave the change to the vendor's own program. */
const NOT_FROM_HERE: readonly ProblemCode[] = ['token.write-protected', 'token.function-unsupported', 'token.mechanism-unsupported']

/** C_SetPIN in a session of its own. What is refused here has cost no try; what the token refuses was one. */
export async function changePin(library: Library, slot: Slot, pins: { readonly old: Uint8Array; readonly new: Uint8Array } | null): Promise<void> {
  const token = stateOf(slot, await tokenInfo(library, slot))
  checkPin(token, pins?.old ?? null)
  if (pins !== null) checkNewPin(token, pins.new)
  const session = await openWriteSession(library, slot).catch(refused)
  try {
    await library.call('C_SetPIN', [session, pins?.old ?? null, pins?.old.length ?? 0, pins?.new ?? null, pins?.new.length ?? 0]).catch(refused)
  } finally {
    // A session that cannot be closed has gone with its token.
    await closeSession(library, session).catch(() => undefined)
  }
}

function refused(error: unknown): never {
  if (error instanceof ProblemError && NOT_FROM_HERE.includes(error.code)) throw new ProblemError('token.pin-change-unsupported', error.facts, { cause: error })
  throw error
}
