import { expect, test } from 'vitest'
import { decidePlacement, type PageLines } from '../../../electron/signing/decide-placement.ts'
import { linesOf, type TextLine } from '../../../electron/signing/text-lines.ts'

const line = (text: string, left: number, bottom: number, width = 120): TextLine => ({ text, rect: [left, bottom, left + width, bottom + 13] })
const block: PageLines = {
  page: 3, width: 595, height: 842,
  lines: [line('Điều 3. Thi hành', 85, 500), line('Nơi nhận:', 85, 440, 60), line('CHỦ TỊCH', 380, 440), line('- Như Điều 3;', 85, 425, 80), line('Nguyễn Văn Ân', 380, 350)],
}
const annex: PageLines = { page: 4, width: 595, height: 842, lines: [line('Phụ lục', 250, 780)] }

test.each<[string, PageLines[], string | undefined, ReturnType<typeof decidePlacement>]>([
  ['over the signer\'s name, below the title', [block], 'Nguyễn Văn Ân', { page: 3, rect: [365, 365, 515, 436] }],
  ['over the name also when it is written with a rank', [{ ...block, lines: [...block.lines.slice(0, -1), line('TS. NGUYỄN VĂN ÂN', 380, 350)] }], 'Nguyễn Văn Ân', { page: 3, rect: [365, 365, 515, 436] }],
  ['over the line right of the recipients under the widest gap, when nobody said the name', [block], undefined, { page: 3, rect: [365, 365, 515, 436] }],
  ['on the page of the block, though an appendix follows', [annex, block], 'Nguyễn Văn Ân', { page: 3, rect: [365, 365, 515, 436] }],
  ['lower right of the last page, when the text says nothing', [annex], 'Nguyễn Văn Ân', { page: 4, rect: [353.4, 110, 503.4, 170] }],
  ['on a fifth of a page that is smaller than a signature', [{ page: 1, width: 100, height: 40, lines: [] }], undefined, { page: 1, rect: [49.6, 5.6, 94.4, 23.5] }],
])('the signature goes %s', (_, pages, name, expected) => {
  const { page, rect } = decidePlacement(pages, name)
  expect({ page, rect: rect.map(value => Math.round(value * 10) / 10) }).toEqual(expected)
})

test('pieces side by side are one line, columns stay apart', () => {
  const lines = linesOf([line('Nguyễn', 380, 350, 40), line('Nơi nhận:', 85, 350, 60), line('Văn Ân', 424, 350, 40)])
  expect(lines.map(found => found.text)).toEqual(['Nơi nhận:', 'Nguyễn Văn Ân'])
})
