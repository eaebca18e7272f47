import { ProblemError } from '../../shared/problem.ts'
import { findByteRanges } from '../pdf/find-byte-ranges.ts'
import type { Source } from '../pdf/source.ts'

/**
 * Does `work` on a document and, where that finds it damaged, looks whether somebody had signed it: then it is not to be
 * exported or mended but asked for again (`pdf.damaged-signed`).
 */
export async function tellDamage<T>(source: Source, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'pdf.damaged') throw error
    const isSigned = (await findByteRanges(source)).length > 0
    throw isSigned ? new ProblemError('pdf.damaged-signed', error.facts, { cause: error }) : error
  }
}
