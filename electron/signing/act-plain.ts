import { INK, pictureIn } from '../pdf/drawing.ts'
import { type Act, lettersOf } from './act.ts'
import { decidePlacement } from './decide-placement.ts'
import { fitText, linesAt } from './fit-text.ts'

const PAD = 2

/** Any other signature: picture, text, or the picture left of the text. */
export const plain: Act = {
  check: () => undefined,
  printsText: ({ text }) => text !== undefined,
  looksAt: 'last-pages',
  place: ({ pages }, { signer }) => decidePlacement(pages, signer.name),
  draw(scene, room) {
    const { picture, words: { text } } = scene
    const part = picture === null ? 0 : text === undefined ? room.width : Math.min(room.width * 0.4, room.height)
    const drawn = picture === null ? [] : [pictureIn(picture, { width: part, height: room.height })]
    if (text === undefined) return drawn
    const wish = { text, face: 'regular', ink: INK.black, largest: 10, smallest: 6, type: lettersOf(scene) } as const
    const width = room.width - part - PAD * 2
    const fitted = fitText(wish.type, wish, { width, height: room.height - PAD })
    return [...drawn, ...linesAt(fitted, wish, { left: part + PAD, top: (room.height + fitted.height) / 2, width, align: 'left' })]
  },
}
