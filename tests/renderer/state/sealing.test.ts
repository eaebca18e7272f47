import { expect, test } from 'vitest'
import type { OutboxItem } from '../../../shared/contract/moves.ts'
import { newlyNumbered } from '../../../renderer/state/newly-numbered.ts'
import { decideFollowUp, isForeignSeal, isSealAtHand, suited, type SignChoice } from '../../../renderer/state/suit-certificate.ts'
import { createToastStore } from '../../../renderer/state/toasts.ts'
import { makeOutbox } from '../demo/outbox.ts'
import { makeTokens } from '../demo/tokens.ts'

const AGENCY = 'Sở Nội vụ tỉnh Hà Châu'
const [card] = makeTokens().tokens
const [certificate] = card!.certificates
const choice = (key: string, subject: string | null, label = 'Thẻ'): SignChoice => ({ key, token: { ...card!, label }, certificate: subject === null ? null : { ...certificate!, subject } })
const own = choice('own', 'Nguyễn Minh Anh')
const seal = choice('seal', 'Sở  Nội vụ tỉnh Hà Châu'.normalize('NFD'))
const file = choice('file', null, `${AGENCY} 6.p12`)

test.each([
  ['the leader\'s own hand for the approval, whichever was plugged in first', [seal, own], 'approve', 'own'],
  ['the agency\'s for the seal, however its name is written', [own, seal], 'issue', 'seal'],
  ['a file by the name that it bears', [own, file], 'issue', 'file'],
  ['the only one that is there', [own], 'issue', 'own'],
] as const)('which certificate is proposed: %s', (_, choices, act, key) => {
  expect(suited(choices, act, AGENCY)?.key).toBe(key)
})

test('a seal by a certificate of another name is told before it is signed; what cannot be read yet is not', () => {
  expect([isForeignSeal(own, 'issue', AGENCY), isForeignSeal(seal, 'issue', AGENCY), isForeignSeal(file, 'issue', AGENCY), isForeignSeal(own, 'approve', AGENCY), isForeignSeal(own, 'issue', '')]).toEqual([true, false, false, false, false])
})

test('who has the seal at hand sends nothing without it; who has none sends by the own hand, who is no clerk leaves both to the clerk', () => {
  const at = (choices: readonly SignChoice[], maySend: boolean) => decideFollowUp(maySend, isSealAtHand(choices, AGENCY))
  expect([at([own, seal], true), at([own, file], true), at([own], true), at([own, seal], false)]).toEqual(['number', 'number', 'send', 'approve'])
})

test('papers are called for their seal when their number came while the desk was looking, and only those that this officer asked it for', () => {
  const [blank] = makeOutbox()
  const row = (id: string, over: Partial<OutboxItem>): OutboxItem => ({ ...blank!, id, verb: 'number', groupId: 'g', state: 'done', ...over })
  const before = [row('came', { state: 'sending' }), row('goes-on', { state: 'sending', groupId: 'sent' }), row('dispatch', { state: 'waiting', groupId: 'sent', verb: 'dispatch' }), row('long-ago', {}), row('by-clerk', { state: 'waiting', groupId: null }), row('refused', { state: 'sending' })]
  const after = before.map(item => ({ ...item, state: item.id === 'refused' ? 'parked' as const : item.id === 'dispatch' ? 'waiting' as const : 'done' as const }))
  expect(newlyNumbered(before, after).map(({ id }) => id)).toEqual(['came'])
})

test('papers that get their numbers one after the other are one call', () => {
  const toasts = createToastStore(() => 0)
  for (const documentIds of [['a'], ['b'], ['a', 'c']]) toasts.tell({ kind: 'numbered', documentIds, code: '01/SNV' }, { outboxIds: [], until: 0 })
  expect(toasts.store.getState().notes.map(({ what }) => what.kind === 'numbered' ? what.documentIds : [])).toEqual([['a', 'b', 'c']])
})
