/** Which objects of a signed revision a later one left alone, entry and everything they are read through. */
import { isArray, isRef, isStream, type PdfObject } from '../pdf/objects.ts'
import type { PdfFile } from '../pdf/open.ts'
import { isSameEntry } from '../pdf/xref-entry.ts'

/**
 * True when the object is read from the same bytes in both. A packed object is read through its container, whose Length,
 * N, First and Filter may be objects of their own that a later revision sets anew: then it is another object.
 */
export function createUntouched(before: PdfFile, after: PdfFile): (number: number) => Promise<boolean> {
  const containers = new Map<number, Promise<boolean>>()

  async function readsTheSame(container: number): Promise<boolean> {
    if (!isSamePlace(before, after, container)) return false
    const stream = await before.get({ kind: 'ref', number: container, generation: 0 })
    if (!isStream(stream)) return false
    for (const value of stream.dict.values()) {
      for (const part of isArray(value) ? value : [value]) if (!await isSameValue(part)) return false
    }
    return true
  }

  async function isSameValue(part: PdfObject): Promise<boolean> {
    if (!isRef(part) || before.xref.get(part.number) === after.xref.get(part.number)) return true
    return isSamePlace(before, after, part.number) || await before.resolve(part) === await after.resolve(part)
  }

  return async number => {
    const a = before.xref.get(number)
    const b = after.xref.get(number)
    if (a === undefined || b === undefined || a.kind !== 'packed' || b.kind !== 'packed') return isSamePlace(before, after, number)
    if (a.container !== b.container || a.index !== b.index) return false
    const known = containers.get(a.container) ?? readsTheSame(a.container)
    containers.set(a.container, known)
    return known
  }
}

function isSamePlace(before: PdfFile, after: PdfFile, number: number): boolean {
  const a = before.xref.get(number)
  const b = after.xref.get(number)
  return a === b || (a !== undefined && b !== undefined && isSameEntry(a, b))
}

/** True when a later table gives the object another generation: references to the old one lead nowhere for a strict reader. */
export function hasOtherGeneration(before: PdfFile, after: PdfFile, number: number): boolean {
  const a = before.xref.get(number)
  const b = after.xref.get(number)
  return a?.kind === 'offset' && b?.kind === 'offset' && a.generation !== b.generation
}
