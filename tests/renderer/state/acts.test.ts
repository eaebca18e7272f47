import { describe, expect, test } from 'vitest'
import { actOfPicked } from '../../../renderer/state/batch-act.ts'
import { chooseActions } from '../../../renderer/state/choose-actions.ts'
import { dotsPerInch, isSealWidth, pngFacts } from '../../../renderer/state/png-facts.ts'
import { makeWindow } from '../../../renderer/state/windows.ts'
import { placeOf, shiftOf } from '../../../renderer/screens/sign/place-of.ts'
import { detailOf, makeRows } from '../demo/documents.ts'
import { makeSealPng, makeSquarePng } from '../../helpers/make-png.ts'

const [row] = makeRows(1)
if (row === undefined) throw new Error('no row')

describe('the acts that a paper\'s state allows', () => {
  const detail = detailOf(row)
  const main = detail.attachments.find(file => file.isPdf)
  const report = main?.report
  type Change = Partial<typeof detail> & { readonly state?: string; readonly taskRole?: string; readonly direction?: 'in' | 'out' }
  const offered = ({ state = row.state, taskRole = 'clerk', direction = 'out', ...change }: Change): string[] => {
    const { shown, more } = chooseActions({ ...detail, pending: [], ...change, row: { ...row, state, taskRole, direction, taskState: 'open' }, trusted: true })
    return [...shown, ...more]
  }
  const sealed = main === undefined || report == null ? [] : [{ ...main, report: { ...report, signatures: report.signatures.map(one => ({ ...one, field: 'IssueSeal' })) } }]

  test('a numbered paper is sealed and sent by one act; a sealed one is only sent; without a PDF there is nothing to seal', () => {
    expect(offered({ can: ['dispatch'] }).slice(0, 2)).toEqual(['seal-and-dispatch', 'dispatch'])
    expect(offered({ can: ['dispatch'], attachments: sealed })).toEqual(['dispatch'])
    expect(offered({ can: ['dispatch'], attachments: [] })).toEqual(['dispatch'])
  })

  test('stamp, comment and copy each need the verb that carries them, and the number that they print', () => {
    const registered = { document: { ...detail.document, number: '7', register: { book: null, number: '12' } }, direction: 'in' } as const
    expect(offered({ ...registered, can: ['comment', 'assign'] })).toEqual(expect.arrayContaining(['sign-comment', 'stamp-incoming', 'sign-copy']))
    expect(offered({ ...registered, can: ['assign'] })).not.toEqual(expect.arrayContaining(['sign-comment']))
    expect(offered({ ...registered, can: ['comment'], document: { ...registered.document, register: null } })).not.toContain('stamp-incoming')
    expect(offered({ ...registered, can: ['comment', 'assign'], taskRole: 'lead' }).filter(act => act.startsWith('s'))).toEqual(['sign-comment'])
  })
})

test('a lot whose papers all have their number is sealed, any other is approved', () => {
  const rows = makeRows(3).map((each, index) => ({ ...each, state: index < 2 ? 'numbered' : 'submitted' }))
  const windows = [makeWindow(null, { rows, next: null })]
  const ids = rows.map(each => each.documentId)
  expect([actOfPicked(windows, new Set(ids.slice(0, 2))), actOfPicked(windows, new Set(ids)), actOfPicked(windows, new Set(['elsewhere']))]).toEqual(['issue', 'approve', 'approve'])
})

describe('a stamp that was moved', () => {
  const proposed = { page: 1, rect: [100, 200, 300, 260] as [number, number, number, number] }
  test('keeps its upper left corner when its words grow', () => {
    expect(placeOf({ page: 1, rect: [100, 180, 300, 260] }, { page: 1, rect: [50, 240, 250, 300] })).toEqual({ page: 1, rect: [50, 220, 250, 300] })
    expect([placeOf(proposed, undefined), placeOf(null, proposed)]).toEqual([proposed, null])
  })
  test('is remembered by how far, and not when it is where it was or on another page', () => {
    expect([shiftOf(proposed, { page: 1, rect: [90, 205, 290, 265] }), shiftOf(proposed, proposed), shiftOf(proposed, { ...proposed, page: 2 }), shiftOf(null, proposed)]).toEqual([{ dx: -10, dy: 5 }, undefined, undefined, undefined])
  })
})

test('a seal\'s pixels against its millimetres', () => {
  expect(pngFacts(makeSealPng(60))).toEqual({ width: 60, height: 60, mayBeTransparent: true })
  expect(pngFacts(makeSquarePng(40))).toEqual({ width: 40, height: 40, mayBeTransparent: false })
  expect([pngFacts(Buffer.from('GIF89a')), dotsPerInch(850, 36)]).toEqual([null, 600])
  expect(['36', '9', '100.5', '42.5', '36,5', 'x'].map(isSealWidth)).toEqual([true, false, false, true, false, false])
})
