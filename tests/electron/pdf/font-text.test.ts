import { expect, test } from 'vitest'
import { DEFAULT_LIMITS } from '../../../electron/pdf/limits.ts'
import { openPdf } from '../../../electron/pdf/open.ts'
import { pageText } from '../../../electron/pdf/page-text.ts'
import { findPage } from '../../../electron/pdf/pages.ts'
import { memorySource } from '../../../electron/pdf/source.ts'
import { parseUnicodeMap } from '../../../electron/pdf/unicode-map.ts'
import { makePdf } from '../../helpers/make-pdf.ts'

const mapOf = (text: string) => [...parseUnicodeMap(Buffer.from(text), DEFAULT_LIMITS)]

test('a ToUnicode map is read by characters, by ranges and by lists', () => {
  expect(mapOf('2 beginbfchar <01> <1ED5> <02> <00660069> endbfchar 2 beginbfrange <10> <12> <0061> <20> <21> [<0078> <0079>] endbfrange')).toEqual([
    [1, 'ổ'], [2, 'fi'], [16, 'a'], [17, 'b'], [18, 'c'], [32, 'x'], [33, 'y'],
  ])
})

test.each([
  ['that gives nothing', '<00> <FFFFFFFFFFFF> [<0041>]', 1], ['that gives no text at all', '<00> <FFFFFFFFFFFF> 1', 0], ['beyond what numbers can count', `<${'FF'.repeat(20)}> <${'FF'.repeat(40)}> <0041>`, 1],
  ['given a thousand times', '<0000> <FFFF> <0041> '.repeat(1_000), 65_536],
])('a range %s ends all the same', (_, ranges, many) => {
  expect(mapOf(`beginbfrange ${ranges} endbfrange`).length).toBe(many)
})

test.each([['0 65535 1 '.repeat(2_000)], ['-100000000000000000000 65535 1'], ['0 1E9 1'], [`1 [${'1 '.repeat(80_000)}]`]])('widths %# of a font cost no more than a font has', async widths => {
  const file = await openPdf(memorySource(makePdf({ extra: {
    3: '<</Type /Font /Subtype /Type0 /BaseFont /H /Encoding /Identity-H /ToUnicode 103 0 R /DescendantFonts [102 0 R]>>', 102: `<</Type /Font /Subtype /CIDFontType2 /W [${widths.replace('E9', '000000000')}]>>`,
    103: '<</Length 57>>\nstream\n1 beginbfrange <0000> <FFFF> <0041> endbfrange            \nendstream',
  }, contents: ['BT /F 20 Tf 72 700 Td <0001> Tj ET'] })))
  expect((await pageText(file, await findPage(file, 1))).map(({ text }) => text)).toEqual(['B'])
})

test('of a page of more pieces than any text has, the first thousands are read', async () => {
  const file = await openPdf(memorySource(makePdf({ contents: [`BT /F 1 Tf ${'1 0 0 1 0 0 Tm (a) Tj '.repeat(10_500)}ET`] })))
  expect((await pageText(file, await findPage(file, 1))).length).toBe(10_000)
})
