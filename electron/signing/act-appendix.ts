import { vietnamIso } from '../../shared/model/vietnam-time.ts'
import { ProblemError } from '../../shared/problem.ts'
import type { Act } from './act.ts'
import { cornerPlace, drawCorner } from './corner-text.ts'

/**
 * Ký số phụ lục ở tệp riêng (NĐ 30/2020, Phụ lục I mục III): top right of the first page, no image; number and notation of
 * the document, and the time of signing by ISO 8601 in Vietnam's zone.
 */
export const appendix: Act = {
  check({ number }) {
    if (number === undefined || number.trim() === '') throw new ProblemError('signing.number-missing', { what: 'number' })
  },
  printsText: () => true,
  looksAt: 'first-page',
  place: (view, scene) => cornerPlace(view, scene, linesOf(scene)),
  draw: (scene, room) => drawCorner(scene, linesOf(scene), room),
}

function linesOf({ words, atMs }: Parameters<Act['place']>[1]): string[] {
  return [(words.number ?? '').trim(), vietnamIso(atMs)]
}
