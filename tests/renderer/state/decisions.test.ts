import { describe, expect, test } from 'vitest'
import { panelOfPicked } from '../../../renderer/state/batch-act.ts'
import { needsAsking } from '../../../renderer/state/caution.ts'
import { chooseActions } from '../../../renderer/state/choose-actions.ts'
import { adviseConflict } from '../../../renderer/state/conflict.ts'
import { commandFor } from '../../../renderer/state/keys.ts'
import { addOfficer, EMPTY_FORM, gapOf, readDay, setRole, toMove } from '../../../renderer/state/move-form.ts'
import { groupOutbox, mayUndo } from '../../../renderer/state/outbox-groups.ts'
import { noticeableChanges } from '../../../renderer/state/noticeable-changes.ts'
import { quoteFor } from '../../../renderer/state/refusal.ts'
import { makeFormat } from '../../../renderer/text/format.ts'
import { vi } from '../../../renderer/text/vi.ts'
import { rowState } from '../../../renderer/state/row-state.ts'
import { signatureChecks } from '../../../renderer/state/signature-checks.ts'
import { decideVerdictLine, isTrusted } from '../../../renderer/state/verdict-line.ts'
import { makeWindow, thin } from '../../../renderer/state/windows.ts'
import { detailOf, makeRows, makeToSign } from '../demo/documents.ts'
import { makeOutbox } from '../demo/outbox.ts'

const rows = makeRows(10)
const detail = (index: number) => detailOf(rows[index]!)

describe('acts of the moment', () => {
  test('who leads a paper is offered the reply first, and at most three acts beside "Thêm"', () => {
    expect(chooseActions({ ...detail(1), trusted: true })).toEqual({ primary: 'reply', shown: ['reply', 'forward', 'complete'], more: ['comment'] })
  })
  test('no button is blue where the signature was not found good', () => {
    const { primary, shown } = chooseActions({ ...detail(2), trusted: isTrusted(decideVerdictLine(detail(2).attachments)) })
    expect([primary, shown[0]]).toEqual([null, 'receive'])
  })
  test('leader and clerk in one person sign and send in one act', () => {
    const asked = { ...detailOf(makeToSign()[0]!), trusted: true }
    expect(chooseActions(asked).primary).toBe('sign-and-send')
    expect(chooseActions({ ...asked, maySignAndSend: false }).primary).toBe('sign-document')
  })
  test('a numbered paper is sealed first; to send it without the seal stands under "Thêm"', () => {
    const asked = { ...detailOf(makeToSign()[0]!), can: ['dispatch', 'return', 'comment', 'forward'], trusted: true }
    const { primary, shown, more } = chooseActions(asked)
    expect([primary, shown.includes('dispatch'), more.includes('dispatch')]).toEqual(['seal-and-dispatch', false, true])
  })
  test('what already waits to be sent is not offered again, and a verb nobody knows never', () => {
    const asked = { ...detail(1), can: ['forward', 'fly'], trusted: true, pending: [{ outboxId: 'x', verb: 'forward', state: 'waiting' as const, problemCode: null }] }
    expect(chooseActions(asked).shown).toEqual(['reply'])
  })
})

describe('the verdict line', () => {
  const file = detail(1).attachments[0]!
  test('a document is judged by its worst main file', () => {
    const bad = detail(9).attachments[0]!
    expect(decideVerdictLine([file, bad]).kind).toBe('invalid')
  })
  test('while one file is not judged, good news waits and bad news does not', () => {
    const unjudged = { ...file, report: null }
    expect(decideVerdictLine([file, unjudged]).kind).toBe('checking')
    expect(decideVerdictLine([file, { ...unjudged, state: 'wanted' }]).kind).toBe('waiting')
    expect(decideVerdictLine([detail(9).attachments[0]!, unjudged]).kind).toBe('invalid')
  })
  test('nothing but missing revocation is told as such, with the day of the CRL', () => {
    expect(decideVerdictLine(detail(2).attachments)).toMatchObject({ kind: 'indeterminate', open: 1, onlyRevocation: true, crlAt: '2026-11-20T00:00:00Z' })
  })
  test('a broken signature tells of its content first', () => {
    const [signature] = detail(9).attachments[0]!.report!.signatures
    expect(signatureChecks(signature!).content).toEqual({ tone: 'bad', say: 'broken' })
  })
  test('a row tells what asks most of the reader', () => {
    const row = { pendingVerb: null, verdict: 'indeterminate', state: 'received', taskRole: 'clerk', taskState: 'open', direction: 'in' } as const
    expect([rowState(row, 'soon'), rowState(row, 'later'), rowState({ ...row, state: 'completed' }, 'late'), rowState({ ...row, verdict: 'invalid' }, 'late')]).toEqual(['soon', 'indeterminate', 'state', 'invalid'])
  })
})

describe('a paper whose signature is not valid', () => {
  const bad = detail(9).attachments
  test('is asked about before anything is built on it, and only then', () => {
    expect([needsAsking('receive', bad), needsAsking('forward', bad), needsAsking('sign-document', bad), needsAsking('refuse', bad), needsAsking('comment', bad)]).toEqual([true, true, true, false, false])
    expect([needsAsking('receive', detail(1).attachments), needsAsking('receive', detail(2).attachments)]).toEqual([false, false])
  })
  test('in a lot that is chosen to be signed it is asked about too', () => {
    const [good, other] = makeToSign()
    const windows = [makeWindow(null, { rows: [{ ...good!, verdict: 'invalid' as const }, other!], next: null })]
    const ids = [good!.documentId, other!.documentId]
    expect(panelOfPicked(windows, new Set(ids))).toEqual({ kind: 'ask-batch', documentIds: ids, invalid: [good!.documentId], act: 'approve' })
    expect(panelOfPicked(windows, new Set([other!.documentId]))).toEqual({ kind: 'sign', documentIds: [other!.documentId], act: 'approve' })
    // Chosen at the head of a long list, and scrolled far away from since.
    expect(panelOfPicked(thin(windows, 9), new Set(ids))).toEqual({ kind: 'ask-batch', documentIds: ids, invalid: [good!.documentId], act: 'approve' })
  })
  test('the reason of its refusal quotes who, when and what was found, in whole sentences', () => {
    const format = makeFormat('vi', vi, Date.parse('2026-11-24T03:00:00Z'))
    const [file] = bad
    const [signature] = file!.report!.signatures
    const told = { ...signature!, laterChanges: [{ rule: 'content' as const, judged: 'suspicious' as const, field: null, object: 7, page: 1 }, { rule: 'evidence' as const, judged: 'allowed' as const, field: null, object: 8, page: null }] }
    const quote = quoteFor('refuse', [{ ...file!, judgedAt: Date.parse('2026-11-24T02:30:00Z'), report: { ...file!.report!, signatures: [told] } }], format, 'vi')
    expect(quote).toContain('Kết quả kiểm tra chữ ký số lúc 09:30 24/11/2026: chữ ký không hợp lệ.')
    expect(quote).toContain('Nội dung đã bị thay đổi sau khi ký.')
    expect(quote).toContain('Sau khi ký: thay đổi nội dung trang, trang 1.')
    expect(quote).not.toContain('bằng chứng')
    expect([quoteFor('forward', bad, format, 'vi'), quoteFor('refuse', detail(1).attachments, format, 'vi')]).toEqual(['', ''])
  })
  test('what is received keeps what was found before, good or not', () => {
    const format = makeFormat('vi', vi, Date.parse('2026-11-24T03:00:00Z'))
    const at = (files: typeof bad) => files.map(file => ({ ...file, judgedAt: Date.parse('2026-11-24T02:30:00Z') }))
    expect(quoteFor('receive', at(bad), format, 'vi')).toMatch(/^Kết quả kiểm tra chữ ký số lúc 09:30 24\/11\/2026: chữ ký không hợp lệ\./)
    expect(quoteFor('receive', at(detail(1).attachments), format, 'vi')).toMatch(/^Kết quả kiểm tra chữ ký số lúc 09:30 24\/11\/2026: chữ ký hợp lệ \(.+\)\.$/)
  })
  test('what was changed after signing is told once each, the worst colouring all', () => {
    const value = { rule: 'form-value' as const, judged: 'allowed' as const, field: 'SoTien', object: 7, page: 2 }
    const [file] = detail(1).attachments
    const [signature] = file!.report!.signatures
    const changed = [{ ...file!, report: { ...file!.report!, signatures: [{ ...signature!, laterChanges: [value, value, { ...value, rule: 'metadata' as const }] }] } }]
    expect(noticeableChanges(changed, 'vi')).toEqual({ words: ['điền hoặc sửa ô biểu mẫu “SoTien”, trang 2'], more: 0, isBad: false })
    expect(noticeableChanges(bad, 'vi').words).toEqual([])
  })
})

describe('the outbox', () => {
  test('rows of one act are one entry, led by what needs a decision', () => {
    const { decide, going, sent } = groupOutbox(makeOutbox(), '2026-11-24')
    expect([decide.map(({ id }) => id), going.map(({ id, items }) => [id, items.length]), sent.map(({ id }) => id)]).toEqual([['X-a'], [['G1', 3], ['X-e', 1]], ['X-f']])
  })
  test('one row that was begun makes the whole act too late to undo', () => {
    const entry = groupOutbox(makeOutbox().map(item => ({ ...item, mayUndo: item.id !== 'X-c' })), '2026-11-24').going[0]!
    expect(mayUndo(entry)).toBe(false)
  })
})

describe('forms of moves', () => {
  const two = addOfficer(addOfficer(EMPTY_FORM, { id: 'O1', name: 'A' }), { id: 'O2', name: 'B' })
  test('the first leads, the next joins, and there is one lead', () => {
    expect(two.officers.map(({ role }) => role)).toEqual(['lead', 'join'])
    expect(setRole(two, 'O2', 'lead').officers.map(({ role }) => role)).toEqual(['join', 'lead'])
  })
  test('a gap is named before anything is sent', () => {
    expect([gapOf('refuse', EMPTY_FORM), gapOf('complete', EMPTY_FORM), gapOf('assign', EMPTY_FORM), gapOf('assign', setRole(two, 'O1', 'know')), gapOf('assign', { ...two, due: '31/11/2026' }), gapOf('assign', { ...two, due: '30/11/2026' }), gapOf('receive', EMPTY_FORM)])
      .toEqual(['reason', 'text', 'officer', 'lead', 'date', null, null])
  })
  test('a day is read as people write it', () => {
    expect([readDay('5/1/2027'), readDay('2026-11-30'), readDay('30-11-2026'), readDay('29/02/2027'), readDay('mai')]).toEqual(['2027-01-05', '2026-11-30', '2026-11-30', null, null])
  })
  test('an assignment carries note, people and due day', () => {
    expect(toMove('assign', 'D1', { ...two, text: ' Chủ trì ', due: '30/11/2026' })).toEqual({ verb: 'assign', documentId: 'D1', text: 'Chủ trì', dueAt: '2026-11-30', assignees: [{ officerId: 'O1', role: 'lead' }, { officerId: 'O2', role: 'join' }] })
  })
})

describe('keys', () => {
  const stroke = (key: string, over = {}) => ({ key, ctrl: false, alt: false, shift: false, ...over })
  test('letters act, but never while someone types', () => {
    expect([commandFor(stroke('s'), { typing: false, afterG: false }), commandFor(stroke('s'), { typing: true, afterG: false }), commandFor(stroke('k', { ctrl: true }), { typing: true, afterG: false })]).toEqual(['sign', null, 'search'])
  })
  test('Ctrl+A chooses papers, in a field its text', () => {
    expect([commandFor(stroke('a', { ctrl: true }), { typing: false, afterG: false }), commandFor(stroke('a', { ctrl: true }), { typing: true, afterG: false })]).toEqual(['pick-all', null])
  })
  test('G waits for its box', () => {
    expect([commandFor(stroke('g'), { typing: false, afterG: false }), commandFor(stroke('o'), { typing: false, afterG: true }), commandFor(stroke('x'), { typing: false, afterG: true })]).toEqual(['await-box', 'go-outgoing', null])
  })
})

describe('a paper that changed under an act', () => {
  test('is to be looked at again, and nothing more is advised where it has moved past the act', () => {
    expect([adviseConflict('forward', { can: ['forward'] }).recommended, adviseConflict('approve', { can: ['approve'] }).why, adviseConflict('approve', { can: ['edit'] }).recommended]).toEqual(['open', 'signed', 'drop'])
  })
  test('of which nothing is known is still to be opened, and so is a draft, whose changing no task names', () => {
    expect([adviseConflict('complete', null), adviseConflict('draft.update', { can: [] })].map(({ recommended, stillAllowed }) => [recommended, stillAllowed])).toEqual([['open', true], ['open', true]])
  })
})
