import koffi from 'koffi'
import { HOST_ABI, layouts } from '../abi/layouts.ts'

export const STRUCTS = layouts(HOST_ABI)
export const ULONG_BYTES = koffi.sizeof('unsigned long')

/** A CK_ULONG. koffi answers a bigint only above 2^53: CK_UNAVAILABLE_INFORMATION and odd handles of vendors. */
export type Ulong = number | bigint

export function ulongMemory(value: Ulong): Uint8Array {
  const memory = new Uint8Array(ULONG_BYTES)
  koffi.encode(memory, 'unsigned long', value)
  return memory
}

export function readUlong(memory: Uint8Array, index = 0): Ulong {
  return koffi.decode(memory, index * ULONG_BYTES, 'unsigned long') as Ulong
}

const UNAVAILABLE = readUlong(new Uint8Array(ULONG_BYTES).fill(0xff))

/** CK_UNAVAILABLE_INFORMATION: an object lacks the attribute or hides it. */
export function isUnavailable(value: Ulong): boolean {
  return value === UNAVAILABLE
}

/** Blank-padded text of the card's memory; some drivers pad with zeros. */
export function paddedText(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes).replace(/[\0 ]+$/, '')
}
