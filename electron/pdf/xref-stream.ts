import { damaged, type PdfLimits, tooComplex } from './limits.ts'
import { isArray, type PdfDict } from './objects.ts'
import { isSameEntry, type XrefEntry } from './xref-entry.ts'

/** The entries of a cross-reference stream from its dictionary and decoded bytes (ISO 32000-2 §7.5.8). */
export function readXrefStream(dict: PdfDict, data: Uint8Array, { limits, note }: { readonly limits: PdfLimits; note(note: string): void }): Map<number, XrefEntry> {
  const widths = integers(dict, 'W')
  const [typeWidth, secondWidth, thirdWidth] = widths
  if (widths.length < 3 || typeWidth === undefined || secondWidth === undefined || thirdWidth === undefined) throw damaged('xref-widths')
  const rowLength = widths.reduce((sum, width) => sum + width, 0)
  if (rowLength === 0 || widths.some(width => width > 8)) throw damaged('xref-widths')
  const entries = new Map<number, XrefEntry>()
  let at = 0
  for (const [first, count] of subsections(dict)) {
    if (entries.size + count > limits.maxObjects) throw tooComplex('object-count')
    for (let index = 0; index < count; index++, at += rowLength) {
      if (at + rowLength > data.length) throw damaged('xref-stream-short')
      const type = typeWidth === 0 ? 1 : field(data, at, typeWidth)
      const second = field(data, at + typeWidth, secondWidth)
      const third = field(data, at + typeWidth + secondWidth, thirdWidth)
      const entry = entryOf(type, second, third)
      const known = entries.get(first + index)
      if (known === undefined) entries.set(first + index, entry)
      else if (!isSameEntry(known, entry)) note('xref-twice')
    }
  }
  return entries
}

function entryOf(type: number, second: number, third: number): XrefEntry {
  if (type === 1) return { kind: 'offset', offset: second, generation: third }
  if (type === 2) return { kind: 'packed', container: second, index: third }
  // Types beyond 2 are to be taken as null (§7.5.8.3), which is what a free object is.
  return { kind: 'free', generation: third }
}

function subsections(dict: PdfDict): [number, number][] {
  const size = dict.get('Size')
  const index = dict.has('Index') ? integers(dict, 'Index') : [0, typeof size === 'number' ? size : 0]
  const pairs: [number, number][] = []
  for (let at = 0; at + 1 < index.length; at += 2) pairs.push([index[at] ?? 0, index[at + 1] ?? 0])
  return pairs
}

function integers(dict: PdfDict, key: string): number[] {
  const array = dict.get(key)
  if (!isArray(array)) throw damaged(`xref-${key}`)
  return array.map(item => {
    if (typeof item !== 'number' || !Number.isInteger(item) || item < 0) throw damaged(`xref-${key}`)
    return item
  })
}

function field(data: Uint8Array, at: number, width: number): number {
  let value = 0
  for (let index = 0; index < width; index++) value = value * 256 + (data[at + index] ?? 0)
  return value
}
