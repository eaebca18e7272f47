import type BetterSqlite3 from 'better-sqlite3'
import { translateSqlite } from './sqlite-error.ts'

/** `cache.db` as main with `work.db` attached as `work`; table names are unique over both, so most SQL needs no schema name. */
export type Database = BetterSqlite3.Database
export type Value = string | number | bigint | Uint8Array | null
export type Bound = Value | Readonly<Record<string, Value>>

export interface Sql<Row> {
  /** The first row, or undefined. */
  get(...values: readonly Bound[]): Row | undefined
  all(...values: readonly Bound[]): Row[]
  /** Runs a statement that returns nothing; answers the number of rows it changed. */
  run(...values: readonly Bound[]): number
}

/**
 * How a statement takes its limit. A bare parameter there is looked at by SQLite's planner, so binding it again prepares
 * the statement again: 0.1 ms a search. A cast hides it.
 */
export const LIMIT = 'limit cast(:limit as integer)'

/** Statements live as long as their database; preparing one costs more than running it. */
const prepared = new WeakMap<Database, Map<string, Sql<unknown>>>()

/**
 * A statement by its constant text, prepared once a database. `Row` says what the columns of this very text are; it is
 * the only place where a type is claimed for what SQLite answers, so it stands beside the SELECT. Failures are problems.
 */
export function sql<Row = Record<string, Value>>(db: Database, text: string): Sql<Row> {
  const known = prepared.get(db) ?? new Map<string, Sql<unknown>>()
  if (!prepared.has(db)) prepared.set(db, known)
  const held = known.get(text)
  if (held !== undefined) return held as Sql<Row>
  const made = makeSql<Row>(db, text)
  known.set(text, made)
  return made
}

function makeSql<Row>(db: Database, text: string): Sql<Row> {
  const statement = translated(() => db.prepare<Bound[], Row>(text))
  return {
    get: (...values) => translated(() => statement.get(...values)),
    all: (...values) => translated(() => statement.all(...values)),
    run: (...values) => translated(() => statement.run(...values).changes),
  }
}

/** One value of one row, or undefined. */
export function pluck<T extends Value>(db: Database, text: string, ...values: readonly Bound[]): T | undefined {
  const row = sql<Readonly<Record<string, T>>>(db, text).get(...values)
  return row === undefined ? undefined : Object.values(row)[0]
}

/**
 * Runs `work` in one transaction that takes the write lock at once (a lock taken half-way fails with a stale snapshot
 * when another process wrote in between). Inside a transaction it joins it. Never pass an async function: the
 * transaction would be over at its first await.
 */
export function transact<T>(db: Database, work: () => T): T {
  return translated(() => db.inTransaction ? work() : db.transaction(work).immediate())
}

/**
 * As `transact`, for what can be found out again: the commit to `work.db` is on the disk only with the next one there that
 * is flushed, whatever that is about. Until then a power cut may take it, whole; so what rests on it may not be kept anywhere else.
 */
export function transactUnflushed<T>(db: Database, work: () => T): T {
  if (db.inTransaction) return work()
  db.pragma('work.synchronous = NORMAL')
  try {
    return transact(db, work)
  } finally {
    db.pragma('work.synchronous = FULL')
  }
}

function translated<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw translateSqlite(error)
  }
}
