import { blobIdOf } from '../blob-id.ts'
import type { SeedBlob } from '../seed-data.ts'
import { sql, type Store } from './open-store.ts'

export interface StoredBlob { readonly id: string, readonly type: string, readonly bytes: Buffer }

/** Keeps bytes under the name of their content and lets the account use them. */
export function putBlob(store: Store, account: string | null, type: string, bytes: Uint8Array): string {
  const id = blobIdOf(bytes)
  sql(store, 'insert or ignore into blob values (?, ?, null, ?)').run(id, type, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  if (account !== null) sql(store, 'insert or ignore into upload values (?, ?)').run(account, id)
  return id
}

/** Keeps a blob of a seed; `head` is kept once for all that share it. */
export function putSeedBlob(store: Store, { blobId, type, bytes, head }: SeedBlob): void {
  const place = head === undefined ? null : headPlace(store, asBuffer(head))
  sql(store, 'insert or ignore into blob values (?, ?, ?, ?)').run(blobId, type, place, asBuffer(bytes))
}

function headPlace(store: Store, head: Buffer): number {
  sql(store, 'insert or ignore into blob_head values (null, ?)').run(head)
  return sql(store, 'select id from blob_head where bytes = ?').pluck().get(head) as number
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** A blob that the account uploaded or sees an object of; null otherwise, so that knowing an id gives nothing. */
export function readBlob(store: Store, account: string, id: string): StoredBlob | null {
  if (!mayRead(store, account, id)) return null
  return readAnyBlob(store, id)
}

/** A blob whoever asks: for checks inside the province. */
export function readAnyBlob(store: Store, id: string): StoredBlob | null {
  const row = sql(store, 'select b.id, b.type, b.bytes, h.bytes as head from blob b left join blob_head h on h.id = b.head where b.id = ?').get(id) as StoredBlob & { head: Buffer | null } | undefined
  if (row === undefined) return null
  return { id: row.id, type: row.type, bytes: row.head === null ? row.bytes : Buffer.concat([row.head, row.bytes]) }
}

/** Size and type of a blob without its bytes. */
export function blobFacts(store: Store, account: string, id: string): { readonly size: number, readonly type: string } | null {
  if (!mayRead(store, account, id)) return null
  return sql(store, 'select length(b.bytes) + coalesce(length(h.bytes), 0) as size, b.type from blob b left join blob_head h on h.id = b.head where b.id = ?').get(id) as { size: number, type: string } | undefined ?? null
}

/** Notes which blobs an object names. Uses are only added: an earlier version's file stays readable in the audit trail. */
export function noteBlobUse(store: Store, type: string, id: string, blobIds: readonly string[]): void {
  for (const blob of blobIds) sql(store, 'insert or ignore into blob_use values (?, ?, ?)').run(blob, type, id)
}

function mayRead(store: Store, account: string, id: string): boolean {
  return sql(store, `select 1 from upload where account = @account and blob = @id union all
    select 1 from blob_use u join view v on v.type = u.type and v.id = u.id where u.blob = @id and v.account = @account and v.dead is null limit 1`)
    .get({ account, id }) !== undefined
}
