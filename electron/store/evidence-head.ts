/** Where the chain of evidence ends, kept in two more places, so that rows cut off its end are missed (`evidence.ts`). */
import { type Database, pluck, sql, transact } from './database.ts'

export interface ChainEnd { readonly rows: number; readonly hash: string }

/** Rows that were there once. `at`: when that was noticed as the next row was added; null: found only now. */
export interface MissingRows { readonly from: number; readonly to: number; readonly at: number | null }

export function endOfChain(db: Database): ChainEnd {
  return sql<ChainEnd>(db, 'select seq rows, hash from evidence order by seq desc limit 1').get() ?? { rows: 0, hash: '' }
}

/** Before a row is added: what is missing now is written down, since the new row will take its place. In a transaction. */
export function noteMissing(db: Database, end: ChainEnd, now: number): void {
  for (const head of heads(db)) {
    if (holds(db, head) || pluck(db, 'select 1 from evidence_gap where rows = ? and hash = ?', head.rows, head.hash) !== undefined) continue
    sql(db, 'insert into evidence_gap (at, rows, hash, found) values (?,?,?,?)').run(now, head.rows, head.hash, end.rows)
  }
}

/** In the transaction that adds the row. */
export function keepHead(db: Database, { rows, hash }: ChainEnd): void {
  sql(db, 'insert or replace into evidence_head (id, rows, hash) values (1,?,?)').run(rows, hash)
}

/** After that transaction: two databases do not commit at one moment, and what was seen must not run ahead of what is there. */
export function keepSeen(db: Database): void {
  transact(db, () => {
    const { rows, hash } = endOfChain(db)
    sql(db, 'insert or replace into evidence_seen (id, rows, hash) values (1,?,?)').run(rows, hash)
  })
}

/** Null while nothing is missing. */
export function missingRows(db: Database): MissingRows | null {
  const [noted] = sql<MissingRows>(db, 'select found + 1 "from", max(rows, found + 1) "to", at from evidence_gap order by id limit 1').all()
  if (noted) return noted
  const { rows } = endOfChain(db)
  const head = heads(db).find(one => !holds(db, one))
  return head === undefined ? null : { from: Math.min(rows + 1, head.rows), to: head.rows, at: null }
}

/** Of `work.db` itself, and what the cache has seen of it; a cache that was made anew has seen nothing. */
function heads(db: Database): ChainEnd[] {
  return ['select rows, hash from evidence_head', 'select rows, hash from evidence_seen'].flatMap(text => sql<ChainEnd>(db, text).all())
}

function holds(db: Database, { rows, hash }: ChainEnd): boolean {
  return rows === 0 || pluck<string>(db, 'select hash from evidence where seq = ?', rows) === hash
}
