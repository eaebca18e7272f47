import type { BlobRef } from '../../shared/model/edoc.ts'
import { localIdOf, serverIdOf } from '../store/alias.ts'
import { useBlobs } from '../store/blob-keeping.ts'
import { type Database, sql } from '../store/database.ts'
import { openRowsOfDocument, type OutboxRow, saveOutbox } from '../store/outbox.ts'
import { rebuildOverlay } from '../store/overlay.ts'

/** Which file of which document is to be replaced in the outbox. */
export interface Swap { readonly account: string; readonly documentId: string; readonly file: BlobRef }

/**
 * Puts a grown file in the place of the old one in every row of the document of which no byte was sent (protocol.md,
 * "Undo and discard"). Inside the transaction of who made it grow. Answers the rows that carry it now, in order.
 */
export function swapFile(db: Database, { account, documentId, file: old }: Swap, grown: BlobRef): readonly string[] {
  const rows = openRowsOfDocument(db, account, [serverIdOf(db, account, documentId), localIdOf(db, account, documentId)])
    .filter(row => isUnsent(row) && row.args.does === 'action' && row.args.attachments.some(file => file.sha256 === old.sha256))
  const replaced = (files: readonly BlobRef[]): BlobRef[] => files.map(file => file.sha256 === old.sha256 ? { ...grown, name: file.name, role: file.role } : file)
  for (const row of rows) {
    if (row.args.does !== 'action') continue
    const { document } = row.effects
    const attachments = document?.attachments
    saveOutbox(db, {
      ...row, args: { ...row.args, attachments: replaced(row.args.attachments) },
      effects: { ...row.effects, document: document === null || attachments === undefined ? document : { ...document, attachments: replaced(attachments) } },
    })
    sql(db, 'delete from blob_use where user = ? and sha256 = ?').run(row.id, old.sha256)
    useBlobs(db, row.id, [grown.sha256])
  }
  if (rows.length > 0) rebuildOverlay(db, account, documentId)
  return rows.map(row => row.id)
}

function isUnsent(row: OutboxRow): boolean {
  return row.state === 'waiting' && row.attempts === 0
}
