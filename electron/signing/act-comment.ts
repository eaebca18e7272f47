import { vietnamIso } from '../../shared/model/vietnam-time.ts'
import { ProblemError } from '../../shared/problem.ts'
import { INK, type Mark, type Size } from '../pdf/drawing.ts'
import { printable, wrapText } from '../pdf/text-layout.ts'
import { type Act, type ActScene, lettersOf } from './act.ts'
import { fitText, heightOf, linesAt } from './fit-text.ts'
import { placeNear } from './place-free.ts'

const SET = { face: 'regular', ink: INK.pen, largest: 12, smallest: 7 } as const
const PAD = 3
const NAME_SIZE = 8
const HAND: Size = { width: 70, height: 28 }
const WIDTHS = [230, 190, 150]

/** Bút phê: what the leader writes on the paper, with name and time below it, in the free place nearest to the head's right column. */
export const comment: Act = {
  check({ text }) {
    if (text === undefined || text.trim() === '') throw new ProblemError('signing.text-missing')
  },
  printsText: () => true,
  looksAt: 'first-page',
  place({ pages: [page] }, scene) {
    const type = lettersOf(scene)
    const text = printable(type, scene.words.text ?? '')
    const sizes = WIDTHS.map(width => {
      const lines = wrapText(type, text, { face: SET.face, size: SET.largest, width: width - PAD * 2 })
      return { width, height: heightOf(lines.length, SET.largest) + nameHeight(scene, width) + PAD * 2 }
    })
    if (page === undefined) return { page: 1, rect: [0, 0, 200, 60] }
    const date = page.lines.find(line => /ngày .*tháng .*năm/iu.test(line.text.normalize('NFC')))
    return { page: page.page, rect: placeNear(page, sizes, date === undefined ? [page.width / 2, page.height - 90] : [date.rect[0], date.rect[1] - 6]) }
  },
  draw(scene, room) {
    const below = nameHeight(scene, room.width)
    const wish = { ...SET, text: scene.words.text ?? '', type: lettersOf(scene) }
    const width = room.width - PAD * 2
    const fitted = fitText(wish.type, wish, { width, height: room.height - below - PAD * 2 })
    const top = room.height - PAD
    return [...linesAt(fitted, wish, { left: PAD, top, width, align: 'left' }), ...drawName(scene, room, top - fitted.height - 1)]
  },
}

/** Who and when, as a leader signs and dates by hand; the handwritten signature above the name where there is one. */
function nameWish(scene: ActScene) {
  return { text: `${scene.signer.name}\n${vietnamIso(scene.atMs)}`, face: 'italic', ink: INK.pen, largest: NAME_SIZE, smallest: 6, type: lettersOf(scene) } as const
}

function nameHeight(scene: ActScene, width: number): number {
  return fitText(lettersOf(scene), nameWish(scene), { width: width - PAD * 2, height: Infinity }).height + 1 + (scene.picture === null ? 0 : HAND.height)
}

function drawName(scene: ActScene, { width }: Size, top: number): Mark[] {
  const wish = nameWish(scene)
  const fitted = fitText(wish.type, wish, { width: width - PAD * 2, height: Infinity })
  const { picture } = scene
  if (picture === null) return linesAt(fitted, wish, { left: PAD, top, width: width - PAD * 2, align: 'right' })
  const scale = Math.min(HAND.width / picture.width, HAND.height / picture.height)
  const right = width - PAD
  return [
    { kind: 'picture', picture, rect: [right - picture.width * scale, top - HAND.height, right, top - HAND.height + picture.height * scale] },
    ...linesAt(fitted, wish, { left: PAD, top: top - HAND.height, width: width - PAD * 2, align: 'right' }),
  ]
}
