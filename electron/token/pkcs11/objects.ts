import koffi from 'koffi'
import { CKR } from '../constants/ckr.ts'
import type { Library } from './library.ts'
import { STRUCTS, ULONG_BYTES, isUnavailable, readUlong, ulongMemory } from './memory.ts'
import type { Ulong } from './memory.ts'

export interface Criterion { readonly type: number; readonly value: Uint8Array | number }

const ATTRIBUTE_BYTES = koffi.sizeof(STRUCTS.CK_ATTRIBUTE)
/** Handles asked for at a time; an officer's card holds a handful. */
const PAGE = 32
/** A card holds tens of objects; a driver that never stops answering must not fill the memory. */
const MOST_OBJECTS = 1000

/** Handles of the objects that a session sees and that meet all criteria. */
export async function findObjects(library: Library, session: Ulong, criteria: readonly Criterion[]): Promise<Ulong[]> {
  const items = criteria.map(({ type, value }) => ({ type, value: typeof value === 'number' ? ulongMemory(value) : value }))
  await library.call('C_FindObjectsInit', [session, template(items), items.length], { keep: items })
  const found: Ulong[] = []
  const memory = new Uint8Array(PAGE * ULONG_BYTES)
  const count = ulongMemory(0)
  try {
    do {
      await library.call('C_FindObjects', [session, memory, PAGE, count])
      for (let index = 0; index < Math.min(PAGE, Number(readUlong(count))); index++) found.push(readUlong(memory, index))
    } while (readUlong(count) !== 0 && found.length < MOST_OBJECTS)
  } finally {
    await library.call('C_FindObjectsFinal', [session])
  }
  return found
}

/** Values in the order asked; undefined where the object has none or hides it. */
export async function attributes(library: Library, session: Ulong, object: Ulong, types: readonly number[]): Promise<(Uint8Array | undefined)[]> {
  const accept = [CKR.OK, CKR.ATTRIBUTE_SENSITIVE, CKR.ATTRIBUTE_TYPE_INVALID]
  const probe = template(types.map(type => ({ type, value: undefined })))
  await library.call('C_GetAttributeValue', [session, object, probe, types.length], { accept })
  const values = lengths(probe, types.length).map(length => (isUnavailable(length) ? undefined : new Uint8Array(Number(length))))
  const full = template(types.map((type, index) => ({ type, value: values[index] })))
  await library.call('C_GetAttributeValue', [session, object, full, types.length], { accept, keep: values })
  return lengths(full, types.length).map((length, index) => (isUnavailable(length) ? undefined : values[index]?.subarray(0, Number(length))))
}

/** A CK_ATTRIBUTE array; the values must outlive the call. */
function template(items: readonly { type: number; value: Uint8Array | undefined }[]): Uint8Array {
  const memory = new Uint8Array(Math.max(1, items.length) * ATTRIBUTE_BYTES)
  for (const [index, { type, value }] of items.entries()) {
    const pValue = value?.length ? koffi.address(value) : null
    koffi.encode(memory, index * ATTRIBUTE_BYTES, STRUCTS.CK_ATTRIBUTE, { type, pValue, ulValueLen: value?.length ?? 0 })
  }
  return memory
}

function lengths(memory: Uint8Array, count: number): Ulong[] {
  return Array.from({ length: count }, (_, index) => (koffi.decode(memory, index * ATTRIBUTE_BYTES, STRUCTS.CK_ATTRIBUTE) as { ulValueLen: Ulong }).ulValueLen)
}
