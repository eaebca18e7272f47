import { type Cursor, WindowEnd } from './lexer.ts'
import { damaged, type PdfLimits, tooComplex } from './limits.ts'
import type { Source } from './source.ts'

/** Most objects are smaller; the next window is four times as long, so that a long object costs a third more reading. */
const FIRST_WINDOW = 4 * 1024

/** Runs a parser at a file offset over windows that grow until what it parses lies wholly inside one. */
export async function parseAt<T>(source: Source, offset: number, limits: PdfLimits, parse: (cursor: Cursor) => T): Promise<T> {
  if (!Number.isSafeInteger(offset) || offset < 0 || offset >= source.size) throw damaged('offset-outside', offset)
  for (let length = FIRST_WINDOW; ; length *= 4) {
    const wanted = Math.min(length, source.size - offset)
    const bytes = await source.read(offset, wanted)
    const final = offset + bytes.length >= source.size || bytes.length < wanted
    try {
      return parse({ bytes, base: offset, final, at: 0 })
    } catch (error) {
      if (!(error instanceof WindowEnd)) throw error
      if (length >= limits.maxObjectBytes) throw tooComplex('object-size')
    }
  }
}
