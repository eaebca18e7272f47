import type { z } from 'zod'
import { ProblemError } from '../problem.ts'

/** A JSON of the wire nests some ten levels; deeper only serves to overflow a recursive reader's stack. */
const MAX_DEPTH = 64

/**
 * A text of the wire as the value its schema reads. `province.not-jmap` when it is not JSON, nests too deep or has
 * another shape; bounding its length is the transport's part, since only it can stop reading.
 */
export function parseWire<T extends z.ZodType>(schema: T, text: string): z.output<T> {
  return readWire(schema, parseJson(text))
}

/** As `parseWire`, for a value that is parsed already (the arguments of an invocation). */
export function readWire<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new ProblemError('province.not-jmap', { at: parsed.error.issues[0]?.path.join('/') ?? '' }, { cause: parsed.error })
  return parsed.data
}

function parseJson(text: string): unknown {
  if (isTooDeep(text)) throw new ProblemError('province.not-jmap', { reason: 'depth' })
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ProblemError('province.not-jmap', { reason: 'json' }, { cause })
  }
}

/** Counts brackets outside strings without parsing, so that the hostile text never becomes a value. */
export function isTooDeep(text: string, most = MAX_DEPTH): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x22) at = endOfString(text, at)
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > most) return true
    } else if (code === 0x7d || code === 0x5d) depth--
  }
  return false
}

/** From quote to quote by `indexOf`, which costs a tenth of looking at every character; an odd run of backslashes escapes one. */
function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let slashes = 0
    while (text.charCodeAt(at - 1 - slashes) === 0x5c) slashes++
    if (slashes % 2 === 0) return at
  }
  return text.length
}
