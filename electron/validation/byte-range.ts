/** Which bytes a signature covers (ISO 32000-2 §12.8.1): everything but its own Contents, or it covers nothing. */
import type { ReasonCode } from '../../shared/model/signature-report.ts'
import { pieces, type Source } from '../pdf/source.ts'
import type { SignatureValue } from '../pdf/signature-fields.ts'

/** `gap` is the Contents token with its brackets; `end` is the first byte behind the signed ones. */
export interface SignedRange { readonly gap: { readonly from: number; readonly to: number }; readonly end: number }

/** `range` where the numbers can be followed at all; with a `reason` the signature is invalid whatever its digest says. */
export interface RangeCheck { readonly range: SignedRange | null; readonly reason: ReasonCode | null }

/**
 * Exactly four integers, from 0 to inside the file, and between them nothing but the signature's own Contents in hex.
 * Every looser reading has an attack of its own ("universal signature forgery", "signature wrapping").
 */
export async function checkByteRange(source: Source, signature: SignatureValue): Promise<RangeCheck> {
  const numbers = signature.byteRange ?? []
  const malformed: RangeCheck = { range: null, reason: 'signature.byte-range-malformed' }
  if (numbers.length !== 4 || !numbers.every(number => Number.isSafeInteger(number) && number >= 0)) return malformed
  const [first = 0, to = 0, from = 0, rest = 0] = numbers
  if (first !== 0 || from <= to || from + rest > source.size) return malformed
  const range: SignedRange = { gap: { from: to, to: from }, end: from + rest }
  const own = signature.contentsSpan
  if (!own || own.from !== to || own.from + own.length !== from) return { range, reason: 'signature.byte-range-gap' }
  const token = Buffer.from(await source.read(own.from, own.length)).toString('latin1')
  return { range, reason: /^<(?:[0-9a-fA-F]{2})+>$/.test(token) ? null : 'signature.contents-malformed' }
}

/** The signed bytes, piece by piece. */
export async function* signedBytes(source: Source, { gap, end }: SignedRange): AsyncGenerator<Uint8Array> {
  yield* pieces(source, 0, gap.from)
  yield* pieces(source, gap.to, end - gap.to)
}
