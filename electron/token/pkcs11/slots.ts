import { CKF } from '../constants/pkcs11.ts'
import type { Presence, Reader, Slot, TokenState } from '../key-source.ts'
import type { Library } from './library.ts'
import { allSlots, slotEvents, slotInfo, slotsWithToken, tokenInfo } from './module.ts'
import type { TokenInfo } from './module.ts'

/** The initialised tokens of all slots. A card that the driver cannot read keeps nobody from the one beside it. */
export async function listTokens(library: Library): Promise<TokenState[]> {
  const states: TokenState[] = []
  const failures: unknown[] = []
  for (const slot of await slotsWithToken(library)) {
    try {
      const info = await tokenInfo(library, slot)
      if (info.flags & CKF.TOKEN_INITIALIZED) states.push(stateOf(slot, info))
    } catch (error) {
      failures.push(error)
    }
  }
  if (states.length === 0 && failures.length > 0) throw failures[0]
  return states
}

export function stateOf(slot: Slot, { flags, label, serial, model, manufacturer, minPin, maxPin }: TokenInfo): TokenState {
  const has = (flag: number) => (flags & flag) !== 0
  return {
    slot, label, serial, model, manufacturer, minPin, maxPin,
    pinPad: has(CKF.PROTECTED_AUTHENTICATION_PATH), lowCount: has(CKF.USER_PIN_COUNT_LOW),
    finalTry: has(CKF.USER_PIN_FINAL_TRY), locked: has(CKF.USER_PIN_LOCKED), mustChange: has(CKF.USER_PIN_TO_BE_CHANGED),
  }
}

export async function listReaders(library: Library): Promise<Reader[]> {
  const readers: Reader[] = []
  for (const slot of await allSlots(library)) readers.push({ slot, ...await slotInfo(library, slot) })
  return readers
}

export async function presence(library: Library, events: boolean): Promise<Presence> {
  // In this order what comes between the two is told by the next look, and never takes a token just put in for one pulled out.
  const slots = await slotsWithToken(library)
  return { slots, moved: events ? await slotEvents(library) : [] }
}
