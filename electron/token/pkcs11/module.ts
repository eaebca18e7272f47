import koffi from 'koffi'
import { CKF } from '../constants/pkcs11.ts'
import { CKR } from '../constants/ckr.ts'
import type { Library } from './library.ts'
import { STRUCTS, ULONG_BYTES, paddedText, readUlong, ulongMemory } from './memory.ts'
import type { Ulong } from './memory.ts'

/** More than readers on one PC: a driver that reports without end is left at that. */
const MOST_EVENTS = 64

export interface TokenInfo {
  readonly label: string
  readonly manufacturer: string
  readonly model: string
  readonly serial: string
  readonly flags: number
  readonly minPin: number
  readonly maxPin: number
}

/** C_Initialize. A driver that cannot lock is used all the same: `Library` makes one call at a time. */
export async function initialize(library: Library): Promise<void> {
  const args = new Uint8Array(koffi.sizeof(STRUCTS.CK_C_INITIALIZE_ARGS))
  const noMutex = { CreateMutex: null, DestroyMutex: null, LockMutex: null, UnlockMutex: null }
  koffi.encode(args, STRUCTS.CK_C_INITIALIZE_ARGS, { ...noMutex, flags: CKF.OS_LOCKING_OK, pReserved: null })
  const ckr = await library.call('C_Initialize', [args], { accept: [CKR.OK, CKR.CRYPTOKI_ALREADY_INITIALIZED, CKR.CANT_LOCK] })
  if (ckr === CKR.CANT_LOCK) await library.call('C_Initialize', [null])
}

/** Slots that hold a token now. */
export function slotsWithToken(library: Library): Promise<Ulong[]> {
  return list(library, 'C_GetSlotList', 1)
}

export function allSlots(library: Library): Promise<Ulong[]> {
  return list(library, 'C_GetSlotList', 0)
}

export async function slotInfo(library: Library, slot: Ulong): Promise<{ description: string; present: boolean }> {
  const memory = new Uint8Array(koffi.sizeof(STRUCTS.CK_SLOT_INFO))
  await library.call('C_GetSlotInfo', [slot, memory])
  const info = koffi.decode(memory, STRUCTS.CK_SLOT_INFO) as Record<string, Uint8Array | Ulong>
  return { description: paddedText(info['slotDescription'] as Uint8Array), present: (Number(info['flags']) & CKF.TOKEN_PRESENT) !== 0 }
}

/** Slots that the driver reports as changed since it was last asked; drivers without such reports answer none. */
export async function slotEvents(library: Library): Promise<Ulong[]> {
  const slots: Ulong[] = []
  const accept = [CKR.OK, CKR.NO_EVENT, CKR.FUNCTION_NOT_SUPPORTED]
  while (slots.length < MOST_EVENTS) {
    const slot = ulongMemory(0)
    if (await library.call('C_WaitForSlotEvent', [CKF.DONT_BLOCK, slot, null], { accept }) !== CKR.OK) break
    slots.push(readUlong(slot))
  }
  return slots
}

export async function mechanisms(library: Library, slot: Ulong): Promise<ReadonlySet<number>> {
  return new Set((await list(library, 'C_GetMechanismList', slot)).map(Number))
}

export async function tokenInfo(library: Library, slot: Ulong): Promise<TokenInfo> {
  const memory = new Uint8Array(koffi.sizeof(STRUCTS.CK_TOKEN_INFO))
  await library.call('C_GetTokenInfo', [slot, memory])
  const info = koffi.decode(memory, STRUCTS.CK_TOKEN_INFO) as Record<string, Uint8Array | Ulong>
  const text = (name: string) => paddedText(info[name] as Uint8Array)
  return {
    label: text('label'), manufacturer: text('manufacturerID'), model: text('model'), serial: text('serialNumber'),
    flags: Number(info.flags), minPin: Number(info.ulMinPinLen), maxPin: Number(info.ulMaxPinLen),
  }
}

async function list(library: Library, name: 'C_GetSlotList' | 'C_GetMechanismList', before: Ulong): Promise<Ulong[]> {
  // The count may grow between the two calls, at each plugged-in token: a driver that grows it ever again gives up here.
  for (let tries = 0; ; tries++) {
    const count = ulongMemory(0)
    await library.call(name, [before, null, count])
    const memory = new Uint8Array(Math.max(1, Number(readUlong(count))) * ULONG_BYTES)
    const accept = tries < 5 ? [CKR.OK, CKR.BUFFER_TOO_SMALL] : [CKR.OK]
    if (await library.call(name, [before, memory, count], { accept }) === CKR.OK) {
      return Array.from({ length: Number(readUlong(count)) }, (_, index) => readUlong(memory, index))
    }
  }
}
