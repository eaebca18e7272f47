import { ProblemError } from '../../shared/problem.ts'

/** How much a document may make us do. A document beyond a limit is refused with `pdf.too-complex`. */
export interface PdfLimits {
  readonly maxDepth: number
  readonly maxHops: number
  readonly maxObjectBytes: number
  readonly maxObjects: number
  readonly maxSections: number
  readonly maxStreamBytes: number
  readonly maxDecodedBytes: number
  readonly maxPages: number
  readonly maxFields: number
}

/** Each number stands beside the attack it stops; real documents stay an order of magnitude below. */
export const DEFAULT_LIMITS: PdfLimits = {
  /** `[[[[…`: the recursive parser's stack. */
  maxDepth: 100,
  /** A reference that leads to a reference, a Length in the object stream whose Length it is. */
  maxHops: 16,
  /** An unterminated string or dictionary that would pull the whole file into memory. Contents of a signature fits. */
  maxObjectBytes: 16 * 1024 * 1024,
  /** A cross-reference stream of two bytes that declares two thousand million objects. */
  maxObjects: 1_000_000,
  /** Prev after Prev, each a few bytes long. */
  maxSections: 2_000,
  /** One Flate bomb. */
  maxStreamBytes: 128 * 1024 * 1024,
  /** Many small Flate bombs: everything inflated while one document is open. */
  maxDecodedBytes: 512 * 1024 * 1024,
  /** A page tree that names the same node a million times. */
  maxPages: 50_000,
  maxFields: 20_000,
}

/** `what` names the place that is wrong, for the log and for support; people get one text for all of them. */
export function damaged(what: string, at?: number, cause?: unknown): ProblemError {
  return new ProblemError('pdf.damaged', at === undefined ? { what } : { what, at }, { cause })
}

export function tooComplex(what: string): ProblemError {
  return new ProblemError('pdf.too-complex', { what })
}
