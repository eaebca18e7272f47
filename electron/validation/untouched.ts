/** Which objects of a signed revision a later one left alone, entry and everything they are read through. */
import { isArray, isRef, isStream, type PdfObject } from '../pdf/objects.ts'
import type { PdfFile } from '../pdf/open.ts'
import { isSameEntry } from '../pdf/xref-entry.ts'

/**
 * True when the object is read from the same bytes in both. A packed object is read through its container, whose Length,
 * N, First and Filter may be objects of their own that a later revision sets anew: then it is another object.
 */
export interface Untouched {
  (number: number): Promise<boolean>
  /** The same where it is at hand; undefined where it must be waited for. */
  now(number: number): boolean | undefined
}

export function createUntouched(before: PdfFile, after: PdfFile): Untouched {
  const containers = new Map<number, Promise<boolean>>()
  const known = new Map<number, boolean>()

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

  /** The container that decides; else what is known without one. */
  function containerOf(number: number): number | boolean {
    const [a, b] = [before.xref.get(number), after.xref.get(number)]
    if (a === undefined || b === undefined || a.kind !== 'packed' || b.kind !== 'packed') return isSamePlace(before, after, number)
    return a.container === b.container && a.index === b.index && a.container
  }

  async function ask(number: number): Promise<boolean> {
    const container = containerOf(number)
    if (typeof container === 'boolean') return container
    const asked = containers.get(container) ?? readsTheSame(container)
    containers.set(container, asked)
    known.set(container, await asked)
    return asked
  }

  function now(number: number): boolean | undefined {
    const container = containerOf(number)
    return typeof container === 'boolean' ? container : known.get(container)
  }

  return Object.assign(ask, { now })
}

/**
 * Object streams of the signed revision that a later one puts elsewhere though objects are still read from them: what one
 * reader takes from the new stream another, which wants its Type or its Length right, does not find at all.
 */
export function movedContainers(before: PdfFile, after: PdfFile): number[] {
  const used = new Set<number>()
  for (const [number, entry] of before.xref) if (entry.kind === 'packed' && after.xref.get(number)?.kind === 'packed') used.add(entry.container)
  return [...used].filter(container => !isSamePlace(before, after, container))
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
