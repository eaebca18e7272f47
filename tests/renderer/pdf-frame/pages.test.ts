import { describe, expect, test } from 'vitest'
import { findMatches } from '../../../renderer/pdf-frame/fold.ts'
import { toScreen } from '../../../renderer/pdf-frame/page-space.ts'
import type { PageBox } from '../../../renderer/pdf-frame/protocol.ts'

describe('finding in a page', () => {
  const text = 'Ký  số và Kỳ Sơn; ĐỒNG Thịnh, đồng'
  const found = (wanted: string, ignoreMarks: boolean) => findMatches(text, wanted, ignoreMarks).map(({ from, to }) => text.slice(from, to))
  test('without diacritics everything of the same letters is found, in the letters of the page', () => {
    expect([found('ky so', true), found('dong', true)]).toEqual([['Ký  số', 'Kỳ Sơ'], ['ĐỒNG', 'đồng']])
  })
  test('with diacritics only what is written so', () => {
    expect([found('ký số', false), found('kỳ', false), found('ky', false)]).toEqual([['Ký  số'], ['Kỳ'], []])
  })
  test('decomposed letters are the same letters', () => {
    const decomposed = text.normalize('NFD')
    expect(findMatches(decomposed, 'kỳ sơn', false).map(({ from, to }) => decomposed.slice(from, to).normalize('NFC'))).toEqual(['Kỳ Sơn'])
  })
  test('of nothing, nothing', () => expect(found('  ', true)).toEqual([]))
})

describe("the page's space and the screen's", () => {
  const box = (turn: PageBox['turn']): PageBox => ({ page: 1, left: 10, top: 20, width: 0, height: 0, scale: 2, pageWidth: 600, pageHeight: 800, turn })
  const rect = [100, 700, 160, 720] as const
  test('a mark at the upper left stays there as the reader turns the page', () => {
    expect([0, 90, 180, 270].map(turn => toScreen(box(turn as PageBox['turn']), rect))).toEqual([
      { left: 210, top: 180, width: 120, height: 40 }, { left: 1410, top: 220, width: 40, height: 120 }, { left: 890, top: 1420, width: 120, height: 40 }, { left: 170, top: 900, width: 40, height: 120 },
    ])
  })
})
