import { type Cursor, offsetOf, peek, skipWhite, takeInteger, takeKeyword } from './lexer.ts'
import { damaged, type PdfLimits, tooComplex } from './limits.ts'
import { isDict, nameOf, type PdfDict, type PdfObject, type PdfStream } from './objects.ts'
import { parseObject, type ParseWatch } from './parse.ts'
import type { Source } from './source.ts'
import { decodedBytes } from './streams.ts'
import { parseAt } from './window.ts'
import { layered } from './layered.ts'
import { isSameEntry, type XrefEntry, type XrefSection } from './xref-entry.ts'
import { readXrefStream } from './xref-stream.ts'
import { parseXrefTable } from './xref-table.ts'

export interface XrefInputs {
  readonly source: Source
  readonly limits: PdfLimits
  /** Tables of these very bytes that were read before, by their offsets: an earlier revision begins as the file does. */
  readonly tables: Map<number, ReadTable>
  note(note: string): void
  spend(bytes: number): void
}

/** A table with the leniencies that reading it needed. */
export interface ReadTable { readonly section: XrefSection; readonly notes: ReadonlySet<string> }

/** All sections from the newest to the oldest, as Prev chains them. Nothing is searched or repaired. */
export async function readXrefChain(inputs: XrefInputs, startXref: number): Promise<XrefSection[]> {
  const sections: XrefSection[] = []
  const seen = new Set<number>()
  for (let offset: number | undefined = startXref; offset !== undefined;) {
    // A Prev that leads back would be read for ever.
    if (seen.has(offset)) throw tooComplex('xref-loop')
    if (sections.length >= inputs.limits.maxSections) throw tooComplex('xref-sections')
    seen.add(offset)
    const section: XrefSection = await readSection(inputs, offset)
    sections.push(section)
    // Some writers say 0 for "none": a file begins with its header, so no section stands there, and qpdf and poppler read it so.
    offset = numberIn(section.trailer, 'Prev') || undefined
  }
  return sections
}

/** The newest entry of every object. */
export function mergeSections(sections: readonly XrefSection[], limits: PdfLimits): ReadonlyMap<number, XrefEntry> {
  const newer = new Map<number, XrefEntry>()
  for (const section of sections.slice(0, -1)) {
    for (const [number, entry] of section.entries) if (!newer.has(number)) newer.set(number, entry)
    if (newer.size > limits.maxObjects) throw tooComplex('object-count')
  }
  const oldest = sections.at(-1)?.entries ?? new Map<number, XrefEntry>()
  const merged = newer.size === 0 ? oldest : layered(newer, oldest)
  if (merged.size > limits.maxObjects) throw tooComplex('object-count')
  return merged
}

async function readSection(inputs: XrefInputs, offset: number): Promise<XrefSection> {
  const before = inputs.tables.get(offset)
  // Of a table that ends beyond this revision only a part would be read.
  if (before !== undefined && before.section.end <= inputs.source.size) {
    for (const note of before.notes) inputs.note(note)
    return before.section
  }
  const notes = new Set<string>()
  const section = await readAnew({ ...inputs, note: what => { notes.add(what) } }, offset)
  for (const note of notes) inputs.note(note)
  if (section.kind === 'table') inputs.tables.set(offset, { section, notes })
  return section
}

/** A table that goes on behind the window is read from its start again; mostly nothing but its own revision's end follows it. */
const FIRST_WINDOW = 512 * 1024

async function readAnew(inputs: XrefInputs, offset: number): Promise<XrefSection> {
  const watch = duplicatesNoted(inputs)
  const { maxObjectBytes } = inputs.limits
  const table = await parseAt(inputs.source, offset, { maxObjectBytes, firstWindow: FIRST_WINDOW }, cursor =>
    takeKeyword(cursor, 'xref') ? parseXrefTable(cursor, inputs.limits, watch) : null)
  if (table === null) return readStreamSection(inputs, offset)
  const beside = numberIn(table.trailer, 'XRefStm')
  if (beside === undefined) return { kind: 'table', from: offset, ...table }
  const { entries } = await readStreamSection(inputs, beside)
  // §7.5.8.4: objects hidden from old readers are free in the table and found in the stream.
  for (const [number, entry] of entries) {
    const inTable = table.entries.get(number)
    if (inTable === undefined || inTable.kind === 'free') table.entries.set(number, entry)
    // A free place in the stream hides nothing: the table is asked first.
    else if (entry.kind !== 'free' && !isSameEntry(inTable, entry)) inputs.note('xref-twice')
  }
  return { kind: 'hybrid', from: offset, ...table }
}

async function readStreamSection(inputs: XrefInputs, offset: number): Promise<XrefSection> {
  const { dict, start, end } = await parseAt(inputs.source, offset, inputs.limits, cursor => parseStreamHead(cursor, inputs))
  if (nameOf(dict.get('Type')) !== 'XRef') throw damaged('xref-missing', offset)
  const stream: PdfStream = { kind: 'stream', dict, start }
  const data = await decodedBytes({ ...inputs, maxStreamBytes: inputs.limits.maxStreamBytes, resolve: directOnly }, stream)
  return { kind: 'stream', from: offset, end, trailer: dict, entries: readXrefStream(dict, data, inputs) }
}

function parseStreamHead(cursor: Cursor, inputs: XrefInputs): { dict: PdfDict; start: number; end: number } {
  takeInteger(cursor)
  takeInteger(cursor)
  if (!takeKeyword(cursor, 'obj')) throw damaged('xref-missing', offsetOf(cursor))
  const dict = parseObject(cursor, inputs.limits, duplicatesNoted(inputs))
  const end = offsetOf(cursor)
  if (!isDict(dict) || !takeKeyword(cursor, 'stream')) throw damaged('xref-missing', offsetOf(cursor))
  return { dict, start: streamStart(cursor), end }
}

/** The offset of a stream's first byte, the cursor behind the keyword (ISO 32000-2 §7.3.8.1: CR LF or LF). */
export function streamStart(cursor: Cursor): number {
  if (peek(cursor) === 13) cursor.at++
  if (peek(cursor) === 10) cursor.at++
  return offsetOf(cursor)
}

/** The offset that the last `startxref` names, and where that keyword stands. */
export async function findStartXref(source: Source): Promise<{ readonly at: number; readonly offset: number }> {
  // ISO 32000-1 Annex H: readers look in the last 1,024 bytes; some writers pad more.
  const from = Math.max(0, source.size - 2048)
  const bytes = Buffer.from(await source.read(from, 2048))
  const found = bytes.lastIndexOf('startxref')
  if (found < 0) throw damaged('startxref-missing')
  const cursor: Cursor = { bytes, base: from, final: true, at: found + 'startxref'.length }
  skipWhite(cursor)
  return { at: from + found, offset: takeInteger(cursor) }
}

function duplicatesNoted(inputs: XrefInputs): ParseWatch & { note(note: string): void } {
  return { note: inputs.note, duplicate: () => { inputs.note('duplicate-key') } }
}

/** A cross-reference stream must be readable before any reference is (§7.5.8.2). */
function directOnly(object: PdfObject | undefined): Promise<PdfObject> {
  if (object !== null && typeof object === 'object' && 'kind' in object && object.kind === 'ref') throw damaged('xref-indirect')
  return Promise.resolve(object ?? null)
}

function numberIn(dict: PdfDict, key: string): number | undefined {
  const value = dict.get(key)
  if (value === undefined) return undefined
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw damaged(key)
  return value
}
