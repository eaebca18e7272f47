import { DEFAULT_LIMITS } from '../pdf/limits.ts'
import { openPdf } from '../pdf/open.ts'
import type { Source } from '../pdf/source.ts'

/**
 * Whether an encrypted document is opened by a password. False for one that needs none; throws `pdf.password-wrong`, and
 * what `openPdf` does for one that cannot be read at all.
 */
export async function isOpenedBy(source: Source, password: Uint8Array): Promise<boolean> {
  return (await openPdf(source, DEFAULT_LIMITS, password)).encryption !== null
}
