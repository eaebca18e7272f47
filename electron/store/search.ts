import { type Database, LIMIT, pluck, sql } from './database.ts'
import { fold } from './fold.ts'
import { BORN_ROW, DOCUMENT_ROW, JOIN_OVERLAY, type ListRow, listRow, type RawRow } from './list-columns.ts'
import { searchQuery } from './search-query.ts'

const TASK_COLUMNS = `t.id taskId, t.role taskRole, t.state taskState, coalesce(not coalesce(ot.seen, t.seen), 0) unread, coalesce(ot.flagged, t.flagged, 0) flagged`
// SQLite answers the last of two columns of one name, so the task's stand behind the document's.
const FOUND = `select ${DOCUMENT_ROW}, ${TASK_COLUMNS} from document_text f cross join document d on d.row = f.rowid ${JOIN_OVERLAY}
  left join task t on t.account = d.account and t.id = (select id from task indexed by task_by_document where account = d.account and document_id = d.id limit 1) left join overlay_task ot on ot.account = t.account and ot.id = t.id
  where document_text match :query and d.account = :account order by f.rowid desc ${LIMIT}`
const BORN = `select ${BORN_ROW} from overlay_document o where o.account = :account and o.born = 1 order by o.sort_at desc`
const BORN_SUMMARY = 'select summary from overlay_document where account = ? and id = ?'

/**
 * Documents that hold every word, newest first, with or without Vietnamese marks. What waits in the outbox unborn is
 * looked through too; it is never more than a handful.
 */
export function searchDocuments(db: Database, account: string, text: string, limit: number): readonly ListRow[] {
  const query = searchQuery(text)
  if (query === null) return []
  const words = fold(text).split(/\s+/).filter(word => word !== '')
  const born = sql<RawRow>(db, BORN).all({ account })
    .filter(row => words.every(word => fold(`${row.subject} ${pluck<string | null>(db, BORN_SUMMARY, account, row.documentId) ?? ''}`).includes(word)))
    .map(listRow)
  return [...born, ...sql<RawRow>(db, FOUND).all({ account, query, limit }).map(listRow)].slice(0, limit)
}
