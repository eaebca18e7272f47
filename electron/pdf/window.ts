import { type Cursor, WINDOW_END } from './lexer.ts'
import { damaged, type PdfLimits, tooComplex } from './limits.ts'
import type { Source } from './source.ts'

/** Most objects are smaller; the next window is four times as long, so that a long object costs a third more reading. */
const FIRST_WINDOW = 1024

/** `firstWindow`: of what is known to be long. */
export interface ParseLimits extends Pick<PdfLimits, 'maxObjectBytes'> { readonly firstWindow?: number }

/** Runs a parser at a file offset over windows that grow until what it parses lies wholly inside one. */
export async function parseAt<T>(source: Source, offset: number, { firstWindow = FIRST_WINDOW, ...limits }: ParseLimits, parse: (cursor: Cursor) => T): Promise<T> {
  checkOffset(source, offset)
  for (let length = firstWindow; ; length *= 4) {
    const wanted = Math.min(length, source.size - offset)
    const parsed = parseWindow(await source.read(offset, wanted), { source, offset, wanted, parse })
    if (parsed !== WIDER) return parsed
    if (length >= limits.maxObjectBytes) throw tooComplex('object-size')
  }
}

/** As `parseAt` where all bytes it takes are at hand; undefined where they must be waited for. */
export function parseNow<T>(source: Source, offset: number, limits: Pick<PdfLimits, 'maxObjectBytes'>, parse: (cursor: Cursor) => T): T | undefined {
  checkOffset(source, offset)
  for (let length = FIRST_WINDOW; ; length *= 4) {
    const wanted = Math.min(length, source.size - offset)
    const bytes = source.readNow?.(offset, wanted) ?? null
    if (bytes === null) return undefined
    const parsed = parseWindow(bytes, { source, offset, wanted, parse })
    if (parsed !== WIDER) return parsed
    if (length >= limits.maxObjectBytes) throw tooComplex('object-size')
  }
}

const WIDER = Symbol('a longer window is needed')

interface Place<T> { readonly source: Source; readonly offset: number; readonly wanted: number; readonly parse: (cursor: Cursor) => T }

function parseWindow<T>(bytes: Uint8Array, { source, offset, wanted, parse }: Place<T>): T | typeof WIDER {
  const final = offset + bytes.length >= source.size || bytes.length < wanted
  try {
    return parse({ bytes, base: offset, final, at: 0 })
  } catch (error) {
    if (error === WINDOW_END) return WIDER
    throw error
  }
}

function checkOffset(source: Source, offset: number): void {
  if (!Number.isSafeInteger(offset) || offset < 0 || offset >= source.size) throw damaged('offset-outside', offset)
}
