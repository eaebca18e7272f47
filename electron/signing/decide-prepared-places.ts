import { ProblemError } from '../../shared/problem.ts'
import { sealBeside } from './act-issue.ts'
import { POINTS_PER_MM } from './act.ts'
import { decidePlacement, inside, type PageLines } from './decide-placement.ts'
import { findDateLine, findNumberGap, type Gap } from './find-gaps.ts'
import type { Placement } from './signing-wish.ts'
import type { WrittenLine } from './written-line.ts'

export interface PreparedPlaces { readonly number: Placement; readonly date: Placement; readonly signature: Placement; readonly seal: Placement }

export interface PreparedFacts {
  /** The first page, where number and date stand; null where the document has none. */
  readonly head: PageLines | null
  readonly lines: readonly WrittenLine[]
  /** The pages where the signing block may be, the last one first. */
  readonly pages: readonly PageLines[]
  readonly signerName?: string | undefined
  readonly sealMm?: number | undefined
}

const USUAL_SEAL_MM = 36

/** Where the four fields go: as given, else by the text. The seal follows the signature wherever that is. */
export function decidePreparedPlaces({ head, lines, pages, signerName, sealMm = USUAL_SEAL_MM }: PreparedFacts, given: Partial<PreparedPlaces>): PreparedPlaces {
  const number = given.number ?? around(head, findNumberGap(lines), 'number')
  const date = given.date ?? around(head, findDateLine(lines), 'date')
  const signature = given.signature ?? decidePlacement(pages, signerName)
  const side = sealMm * POINTS_PER_MM
  const page = pages.find(one => one.page === signature.page)
  const seal = sealBeside(signature.rect, { width: side, height: side })
  return { number, date, signature, seal: given.seal ?? { page: signature.page, rect: page === undefined ? seal : inside(page, seal) } }
}

/** The gap with room for descenders and for the marks of capitals. */
function around(head: PageLines | null, gap: Gap | null, what: string): Placement {
  if (head === null || gap === null) throw new ProblemError('signing.place-not-found', { what })
  return { page: head.page, rect: inside(head, [gap.left, gap.baseline - gap.size * 0.3, gap.right, gap.baseline + gap.size]) }
}
