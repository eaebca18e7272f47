import type { BlobRef } from '../../shared/model/edoc.ts'
import { ProblemError } from '../../shared/problem.ts'
import type { Province } from '../province/province.ts'
import { checkBlob, openBlob } from '../store/blobs.ts'
import { pluck } from '../store/database.ts'
import type { Store } from '../store/open.ts'
import type { OutboxRow } from '../store/outbox.ts'

/** Hash to the id that the server gave; kept over the rows of one push, so that a file in two rows is sent once. */
export type Uploaded = Map<string, string>

/**
 * Brings the files of a row to the province before the row itself. Only files that were made here are sent; the others
 * came from there. Each is read against its hash first. `outbox.file-lost` when a file made here is gone or damaged.
 */
export async function sendFiles(store: Store, province: Province, row: OutboxRow, uploaded: Uploaded): Promise<void> {
  for (const file of filesOf(row)) {
    if (uploaded.has(file.sha256) || !isMadeHere(store, row, file)) continue
    await checkBlob(store, file.sha256).catch((error: unknown) => { throw lost(error, file) })
    const source = await openBlob(store, file.sha256)
    if (source === null) throw lost(null, file)
    try {
      uploaded.set(file.sha256, await province.upload(row.account, file.type, source))
    } finally {
      await source.close()
    }
  }
}

export function filesOf(row: OutboxRow): readonly BlobRef[] {
  switch (row.args.does) {
    case 'action': return row.args.attachments
    case 'draft.create': case 'draft.update': return row.args.draft.attachments
    case 'task.flags': return []
  }
}

/** In the work root, or named by this row though its bytes are nowhere: then it was here and is lost. */
function isMadeHere(store: Store, row: OutboxRow, file: BlobRef): boolean {
  return pluck(store.db, 'select 1 from work_blob where sha256 = ?', file.sha256) !== undefined
    && pluck(store.db, 'select 1 from blob_use where sha256 = ? and user = ?', file.sha256, row.id) !== undefined
}

function lost(cause: unknown, file: BlobRef): unknown {
  if (cause !== null && !(cause instanceof ProblemError && cause.code.startsWith('blob.'))) return cause
  return new ProblemError('outbox.file-lost', { file: file.name }, { cause })
}
