import { COPY_KINDS } from '../../shared/model/signing-act.ts'
import { vietnamIso } from '../../shared/model/vietnam-time.ts'
import { ProblemError } from '../../shared/problem.ts'
import type { Act, ActScene } from './act.ts'
import { cornerPlace, drawCorner } from './corner-text.ts'

/** Bản sao sang định dạng điện tử (NĐ 30/2020, Điều 25, Phụ lục I mục IV): the kind of copy, the agency that copies, the time. */
export const copy: Act = {
  check({ copyKind }) {
    if (copyKind === undefined) throw new ProblemError('signing.copy-kind-missing')
  },
  printsText: () => true,
  looksAt: 'first-page',
  place: (view, scene) => cornerPlace(view, scene, linesOf(scene)),
  draw: (scene, room) => drawCorner(scene, linesOf(scene), room),
}

function linesOf({ words, signer, atMs }: ActScene): string[] {
  const kind = words.copyKind === undefined ? '' : COPY_KINDS[words.copyKind]
  // A copy may have a number of its own in the register of copies (mục IV.1b of the annex).
  const number = words.number === undefined ? [] : [words.number.trim()]
  return [kind, ...number, words.agency ?? signer.agency, vietnamIso(atMs)].filter(line => line !== '')
}
