/**
 * Accounting for every byte behind a signed revision: it belongs to an object that a section of the chain names, to the
 * section itself, or is blank. What else stands there is shown by a reader that repairs (ISO 32000-2 §7.5.6, signing.md
 * "bytes outside the chain are an error").
 */
import { takeInteger, takeKeyword, offsetOf, isWhite } from '../pdf/lexer.ts'
import { isDict, isRef, type PdfDict } from '../pdf/objects.ts'
import type { PdfFile } from '../pdf/open.ts'
import { parseObject } from '../pdf/parse.ts'
import { parseAt } from '../pdf/window.ts'
import { streamStart } from '../pdf/xref.ts'
import { ProblemError } from '../../shared/problem.ts'

/** What stands between two objects is a line or two; a comment of a megabyte hides something, blanks are only wasteful. */
const LONGEST_FILLER = 4_096
const LONGEST_BLANK = 64 * 1024

export async function isTailAccountedFor(final: PdfFile, end: number): Promise<boolean> {
  const sectionEnds = new Map<number, number>()
  const starts = new Set<number>()
  for (const section of final.sections) {
    if (section.from < end) continue
    if (section.kind === 'stream') starts.add(section.from)
    else sectionEnds.set(section.from, section.end)
    const beside = section.trailer.get('XRefStm')
    if (typeof beside === 'number' && beside >= end) starts.add(beside)
    for (const entry of section.entries.values()) if (entry.kind === 'offset' && entry.offset >= end) starts.add(entry.offset)
  }
  const offsets = [...starts, ...sectionEnds.keys()].toSorted((a, b) => a - b)
  let cursor = end
  for (const offset of offsets) {
    if (offset < cursor || !await isFiller(final, cursor, offset)) return false
    const next = sectionEnds.get(offset) ?? await endOfObject(final, offset)
    if (next === null) return false
    cursor = next
  }
  return isFiller(final, cursor, final.source.size)
}

/** Blanks, comments, the ends of objects and `startxref` with a section of the chain. */
async function isFiller(final: PdfFile, from: number, to: number): Promise<boolean> {
  if (to - from > LONGEST_BLANK) return false
  const text = Buffer.from(await final.source.read(from, to - from)).toString('latin1')
  if (/^[\s\0]*$/.test(text)) return true
  if (text.length > LONGEST_FILLER) return false
  const known = new Set(final.sections.map(section => section.from))
  let isGood = true
  const rest = text
    .replace(/(?<=^|[\r\n\s])startxref\s+(\d+)(?=[\r\n\s])/g, (_, offset: string) => {
      isGood &&= known.has(Number(offset))
      return ''
    })
    .replace(/%[^\r\n]*/g, '')
    .replace(/^[\s\0]*endobj(?=[\s\0]|$)/, '')
  return isGood && /^[\s\0]*$/.test(rest)
}

/** The first byte behind an object's value and, for a stream, its data; null where there is no object of this chain. */
async function endOfObject(final: PdfFile, offset: number): Promise<number | null> {
  try {
    const { dict, after, start } = await parseAt(final.source, offset, final.limits, cursor => {
      takeInteger(cursor)
      takeInteger(cursor)
      if (!takeKeyword(cursor, 'obj')) return { dict: null, after: -1, start: null }
      const value = parseObject(cursor, final.limits)
      const at = offsetOf(cursor)
      return isDict(value) && takeKeyword(cursor, 'stream') ? { dict: value, after: at, start: streamStart(cursor) } : { dict: null, after: at, start: null }
    })
    if (after < 0) return null
    return dict === null || start === null ? after : await endOfStream(final, dict, start)
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'pdf.damaged') return null
    throw error
  }
}

async function endOfStream(final: PdfFile, dict: PdfDict, start: number): Promise<number | null> {
  const written = dict.get('Length')
  const length = isRef(written) ? await final.resolve(written) : written
  if (typeof length !== 'number' || length < 0 || start + length > final.source.size) return null
  const behind = await final.source.read(start + length, 32)
  let at = 0
  while (isWhite(behind[at])) at++
  const keyword = 'endstream'
  return Buffer.from(behind.subarray(at, at + keyword.length)).toString('latin1') === keyword ? start + length + at + keyword.length : null
}
