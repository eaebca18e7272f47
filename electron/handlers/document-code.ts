import type { OfficialDocument } from '../../shared/model/edoc.ts'

/** Số, ký hiệu as one: `2491/UBND-NC`. The notation may already hold the number's slash. */
export function codeOf(doc: Pick<OfficialDocument, 'number' | 'notation'>): string {
  if (doc.number === null) return doc.notation ?? ''
  return doc.notation === null ? doc.number : `${doc.number}/${doc.notation.replace(/^\//, '')}`
}
