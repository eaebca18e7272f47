import { describe, expect, test } from 'vitest'
import { isOnPage, pageGeometry, type Rect, toDisplaySpace, toUserSpace } from '../../../electron/pdf/geometry.ts'
import { openPdf } from '../../../electron/pdf/open.ts'
import { findPage } from '../../../electron/pdf/pages.ts'
import { pageText } from '../../../electron/pdf/page-text.ts'
import { memorySource } from '../../../electron/pdf/source.ts'
import { makePdf } from '../../helpers/make-pdf.ts'

async function geometryOf(page: string, inherited = ''): ReturnType<typeof pageGeometry> {
  const file = await openPdf(memorySource(makePdf({ pages: [page], inherited })))
  return pageGeometry(file, await findPage(file, 1))
}

const shown: Rect = [10, 20, 40, 30]
describe('a rectangle of the page as displayed', () => {
  test.each<[string, string, string, Rect]>([
    ['is itself on a plain page', '/MediaBox [0 0 200 300]', '', [10, 20, 40, 30]],
    ['counts from the crop box', '/MediaBox [0 0 200 300] /CropBox [50 60 150 260]', '', [60, 80, 90, 90]],
    ['uses inherited boxes', '', '/MediaBox [100 100 300 400]', [110, 120, 140, 130]],
    ['takes the crop box no further than the medium', '/MediaBox [0 0 200 300] /CropBox [-50 -50 900 900]', '', [10, 20, 40, 30]],
    ['turns with 90', '/MediaBox [0 0 200 300] /Rotate 90', '', [170, 10, 180, 40]],
    ['turns with 180', '/MediaBox [0 0 200 300] /Rotate 180', '', [160, 270, 190, 280]],
    ['turns with 270', '/MediaBox [0 0 200 300]', '/Rotate -90', [20, 260, 30, 290]],
    ['is measured in points whatever the unit', '/MediaBox [0 0 200 300] /UserUnit 2', '', [5, 10, 20, 15]],
  ])('%s', async (_, page, inherited, expected) => {
    const geometry = await geometryOf(page, inherited)
    const there = toUserSpace(geometry, shown)
    expect([there, toDisplaySpace(geometry, there)]).toEqual([expected, shown])
  })

  test('has to lie on it', async () => {
    const turned = await geometryOf('/MediaBox [0 0 200 300] /Rotate 90')
    expect([isOnPage(turned, [250, 0, 300, 200]), isOnPage(turned, [0, 250, 100, 300]), isOnPage(turned, [5, 5, 5, 9])]).toEqual([true, false, false])
  })
})

test('text is found where it shows, through matrices, rotation and spacing', async () => {
  const contents = ['q 1 0 0 1 20 0 cm BT /F 10 Tf 1 0 0 1 30 100 Tm [(Nguy) -20 (en) -300 (An)] TJ ET Q BT /F 10 Tf 12 TL 50 80 Td (one) Tj T* (two) Tj ET']
  const file = await openPdf(memorySource(makePdf({ pages: ['/MediaBox [0 0 200 300] /Rotate 180'], contents })))
  const pieces = await pageText(file, await findPage(file, 1))
  expect(pieces.map(({ text, rect }) => [text, Math.round(rect[2]), Math.round(rect[3])])).toEqual([['Nguyen An', 150, 200], ['one', 150, 220], ['two', 150, 232]])
})
