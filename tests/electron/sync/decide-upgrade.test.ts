import { describe, expect, test } from 'vitest'
import type { BlobRef, OfficialDocument } from '../../../shared/model/edoc.ts'
import type { OutboxRow } from '../../../electron/store/outbox.ts'
import type { UpgradeRow } from '../../../electron/store/upgrades.ts'
import { decideUpgrade, upgradeBackoffMs } from '../../../electron/sync/decide-upgrade.ts'

const file = (sha256: string, over: Partial<BlobRef> = {}): BlobRef => ({ blobId: sha256, name: 'van-ban.pdf', type: 'application/pdf', size: 1, sha256, role: 'main', ...over })
const row = (over: Partial<UpgradeRow> = {}): UpgradeRow => ({
  id: 'u', account: 'a', documentId: 'd', outboxId: 'o', evidenceId: null, file: file('signed'), signed: { sha256: 'signed', size: 1 }, level: 'B-B', wanted: 'B-LTA', holds: false, state: 'waiting',
  problem: null, attempts: 0, nextTryAt: 0, renewAt: null, madeAt: 0, doneAt: null, ...over,
})
const carrier = (over: Partial<OutboxRow> = {}) => ({ id: 'o', verb: 'approve', state: 'done', attempts: 1, args: { does: 'action', attachments: [file('signed')] }, ...over }) as OutboxRow
const doc = (...attachments: readonly BlobRef[]) => ({ direction: 'out', state: 'dispatched', attachments }) as unknown as OfficialDocument

describe('what is to be done with a signed file', () => {
  test.each([
    ['the file is the document\'s: it rises', { row: row(), carrier: carrier(), evidence: null, doc: doc(file('signed')) }, { kind: 'raise' }],
    ['nobody has it yet but the outbox: it rises, wherever it will stand', { row: row(), carrier: carrier({ state: 'waiting', attempts: 0 }), evidence: null, doc: doc(file('other')) }, { kind: 'raise' }],
    ['another stands in its place', { row: row(), carrier: carrier(), evidence: null, doc: doc(file('other')) }, { kind: 'overtaken', by: file('other') }],
    ['a copy that went along with a comment stands nowhere: the end', { row: row({ file: file('signed', { role: 'annex' }) }), carrier: carrier({ verb: 'comment' }), evidence: null, doc: doc(file('other')) }, { kind: 'end' }],
    ['taken back', { row: row(), carrier: null, evidence: null, doc: doc(file('signed')) }, { kind: 'end' }],
    ['discarded', { row: row(), carrier: carrier({ state: 'discarded' }), evidence: null, doc: doc(file('signed')) }, { kind: 'end' }],
    ['the document is gone', { row: row(), carrier: carrier(), evidence: null, doc: null }, { kind: 'end' }],
    ['approved, and no clerk at work on it yet: now is the time', { row: row(), carrier: carrier(), evidence: null, doc: { ...doc(file('signed')), direction: 'draft', state: 'approved' } as OfficialDocument }, { kind: 'raise' }],
    ['numbered, with the seal on its way: what came between would spoil it', { row: row(), carrier: carrier(), evidence: null, doc: { ...doc(file('other')), direction: 'out', state: 'numbered' } as OfficialDocument }, { kind: 'after-dispatch' }],
    ['its evidence is on its way', { row: row({ state: 'sending' }), carrier: carrier(), evidence: carrier({ id: 'e', state: 'waiting' }), doc: null }, { kind: 'later' }],
    ['its evidence arrived', { row: row({ state: 'sending' }), carrier: carrier(), evidence: carrier({ id: 'e' }), doc: null }, { kind: 'sent' }],
    ['its evidence was refused', { row: row({ state: 'sending' }), carrier: carrier(), evidence: carrier({ id: 'e', state: 'parked' }), doc: null }, { kind: 'refused', evidenceId: 'e' }],
    ['its evidence was taken back', { row: row({ state: 'sending' }), carrier: carrier(), evidence: null, doc: null }, { kind: 'end' }],
    ['it is done and its document timestamp nears its end', { row: row({ state: 'done', level: 'B-LTA' }), carrier: carrier(), evidence: null, doc: doc(file('signed')) }, { kind: 'raise' }],
  ] as const)('%s', (_, facts, step) => { expect(decideUpgrade(facts)).toEqual(step) })
})

test('tries come further apart, from 15 seconds to two hours, never in step', () => {
  expect([upgradeBackoffMs(0, () => 0), upgradeBackoffMs(0, () => 1), upgradeBackoffMs(30, () => 0), upgradeBackoffMs(30, () => 1)]).toEqual([7_500, 15_000, 3_600_000, 7_200_000])
})
