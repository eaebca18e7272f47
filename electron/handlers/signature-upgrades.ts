import type { SignatureUpgrade } from '../../shared/contract/moves.ts'
import { localIdOf, serverIdOf } from '../store/alias.ts'
import { seeDocument } from '../store/sight.ts'
import { heldOutboxIds, openUpgrades, type UpgradeRow, upgradesOfDocument } from '../store/upgrades.ts'
import type { Desk } from './desk.ts'
import { codeOf } from './document-code.ts'

/** Đã ký, chờ dấu thời gian: everything that has not come to its level yet, the newest first. */
export function viewUpgrades(desk: Desk): SignatureUpgrade[] {
  return openUpgrades(desk.store.db, desk.account).map(row => view(desk, row))
}

/** The one of a document, by its local or server id. */
export function viewUpgradeOf(desk: Desk, documentId: string): SignatureUpgrade | null {
  const { store: { db }, account } = desk
  const row = upgradesOfDocument(db, account, [serverIdOf(db, account, documentId), localIdOf(db, account, documentId)]).find(each => each.state === 'waiting' || each.state === 'sending')
  return row === undefined ? null : view(desk, row)
}

function view({ store: { db }, account }: Desk, row: UpgradeRow): SignatureUpgrade {
  const doc = seeDocument(db, account, row.documentId)?.doc
  return {
    id: row.id, documentId: row.documentId, outboxId: row.outboxId, name: row.file.name, subject: doc?.subject ?? '', code: doc === undefined ? '' : codeOf(doc),
    level: row.level, wanted: row.wanted, state: row.state, isHeld: heldOutboxIds(db, account).has(row.outboxId), problem: row.problem, attempts: row.attempts,
    nextTryAt: row.nextTryAt, madeAt: row.madeAt, doneAt: row.doneAt,
  }
}
