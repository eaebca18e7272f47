import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { SCHEMA } from './schema.ts'

export type Storage =
  | { readonly kind: 'memory' }
  | { readonly kind: 'file', readonly path: string }
  /** A database in memory that begins as a copy of this database file's bytes. */
  | { readonly kind: 'image', readonly bytes: Buffer }

/** A store at an instant (ms): what most writes need. */
export interface Moment { readonly store: Store, readonly now: number }

/** What changed for whom in the transaction under way: account → types. */
export type Touched = Map<string, Set<string>>

export interface Store {
  readonly db: Database.Database
  /** The first part of every state: states of another life of the database mean nothing here. */
  readonly epoch: string
  readonly isNew: boolean
  readonly statements: Map<string, Database.Statement<unknown[], unknown>>
  readonly touched: Touched
  readonly listeners: Set<(touched: Touched) => void>
  close(): void
}

/** Opens or makes the province's database. A file that is a copy (a restored backup) begins a new epoch. */
export function openStore(storage: Storage, random: (bytes: number) => Uint8Array): Store {
  const db = storage.kind === 'image' ? new Database(storage.bytes) : new Database(storage.kind === 'file' ? storage.path : ':memory:')
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = NORMAL')
  const isNew = db.prepare("select count(*) from sqlite_schema where name = 'object'").pluck().get() === 0
  if (isNew) db.exec(SCHEMA)
  const life = storage.kind === 'file' ? lifeOf(storage.path) : ''
  if (isNew || storage.kind !== 'file' || !isSameLife(db, storage.path, life)) {
    const epoch = `e${Buffer.from(random(6)).toString('hex')}`
    db.prepare("insert or replace into meta values ('epoch', ?), ('life', ?)").run(epoch, life)
  }
  if (storage.kind === 'file') rmSync(closedMark(storage.path), { force: true })
  const epoch = String(db.prepare("select value from meta where key = 'epoch'").pluck().get())
  return { db, epoch, isNew, statements: new Map(), touched: new Map(), listeners: new Set(), close: () => closeStore(db, storage) }
}

/**
 * A backup that was put back would give out states a second time for other changes, and clients would lose documents
 * for ever. Inode and birth tell a copied file; the change time after a clean stop tells one written over in place.
 */
function isSameLife(db: Database.Database, path: string, life: string): boolean {
  if (db.prepare("select value from meta where key = 'life'").pluck().get() !== life) return false
  const mark = readMark(closedMark(path))
  return mark === null || mark === changedAt(path)
}

function closeStore(db: Database.Database, storage: Storage): void {
  db.close()
  if (storage.kind === 'file') writeFileSync(closedMark(storage.path), changedAt(storage.path))
}

const closedMark = (path: string) => `${path}.closed`
const changedAt = (path: string) => String(statSync(path, { bigint: true }).ctimeNs)

function lifeOf(path: string): string {
  const { ino, birthtimeNs } = statSync(path, { bigint: true })
  return `${ino}:${birthtimeNs}`
}

function readMark(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null // not closed cleanly: only the life is left to go by
  }
}

/** The prepared statement of a constant SQL text, prepared once. */
export function sql(store: Store, text: string): Database.Statement<unknown[], unknown> {
  const known = store.statements.get(text)
  if (known !== undefined) return known
  const made = store.db.prepare<unknown[], unknown>(text)
  store.statements.set(text, made)
  return made
}

/** Runs writes as one transaction, then tells the listeners what changed. Synchronous by need: SQLite's are. */
export function transact<T>(store: Store, write: () => T): T {
  store.touched.clear()
  const result = store.db.transaction(write).immediate()
  const touched: Touched = new Map(store.touched)
  store.touched.clear()
  if (touched.size > 0) for (const listener of store.listeners) listener(touched)
  return result
}

/** A part of a transaction that may fail alone (one create of a /set) and then leaves nothing behind. */
export function attempt<T>(store: Store, write: () => T): T {
  return store.db.transaction(write)()
}
