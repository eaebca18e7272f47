import { createHash } from 'node:crypto'
import { Action, type BlobRef, type OfficialDocument } from '../../../shared/model/edoc.ts'
import { SetFailure } from '../jmap/failure.ts'
import { readAnyBlob, readBlob } from '../store/blobs.ts'
import { readObject } from '../store/objects.ts'
import { sql, type Store } from '../store/open-store.ts'
import type { BlobInput } from './action-input.ts'

/** The named blobs with what the province itself knows of them. A missing one is told as such: the client sends it again. */
export function readFiles(store: Store, account: string, inputs: readonly BlobInput[]): BlobRef[] {
  const found = inputs.map(input => ({ input, blob: readBlob(store, account, input.blobId) }))
  const missing = found.filter(({ blob }) => blob === null).map(({ input }) => input.blobId)
  if (missing.length > 0) throw new SetFailure('blobNotFound', 'attachments', { properties: ['attachments'], notFound: missing })
  return found.flatMap(({ input, blob }) => {
    if (blob === null) return []
    const sha256 = createHash('sha256').update(blob.bytes).digest('hex')
    const isTrue = (input.sha256 ?? '') === '' || input.sha256?.toLowerCase() === sha256
    if (!isTrue || (input.size ?? blob.bytes.length) !== blob.bytes.length) throw new SetFailure('invalidProperties', input.name, { properties: ['attachments'] })
    return [{ blobId: blob.id, name: input.name, type: input.type ?? blob.type, size: blob.bytes.length, sha256, role: input.role }]
  })
}

/** The document's files after a move: those of the same role and name are replaced, others are added. */
export function mergeFiles(old: readonly BlobRef[], next: readonly BlobRef[]): BlobRef[] {
  return [...old.map(file => next.findLast(other => isSame(file, other)) ?? file), ...next.filter(file => !old.some(other => isSame(file, other)))]
}

/**
 * Once signed, a file only grows: the old one must be a prefix of its successor, else a signature that people relied on
 * could be taken away (ISO 32000-1 §7.5.6, incremental updates). `bare` are the files as they were before evidence was
 * appended to them: a signature made on such a file, while the evidence came, takes nobody's signature away.
 */
export function requireGrowth(store: Store, old: readonly BlobRef[], merged: readonly BlobRef[], bare: readonly BlobRef[]): void {
  old.forEach((file, index) => {
    const successor = merged[index]
    if (successor === undefined || successor.blobId === file.blobId) return
    const after = readAnyBlob(store, successor.blobId)?.bytes
    if (after === undefined) return
    const bases = [file, ...bare.filter(each => isSame(each, file))].flatMap(each => readAnyBlob(store, each.blobId)?.bytes ?? [])
    if (bases[0] === undefined || !bases[0].includes('/ByteRange')) return
    if (!bases.some(before => after.subarray(0, before.length).equals(before))) {
      throw new SetFailure('invalidProperties', `${file.name}: a signed file may only be appended to`, { properties: ['attachments'] })
    }
  })
}

const isSame = (a: BlobRef, b: BlobRef): boolean => a.role === b.role && a.name === b.name

/** A document's files as its last moves that were no evidence left them; only of files that evidence has replaced since. */
export function withoutEvidence(store: Store, doc: OfficialDocument): BlobRef[] {
  const ids = sql(store, 'select id from action where document = ?').pluck().all(doc.id) as string[]
  const moves = ids.flatMap(id => Action.safeParse(readObject(store, 'Action', id)).data ?? []).toSorted((a, b) => (a.at ?? '') < (b.at ?? '') ? -1 : Number((a.at ?? '') > (b.at ?? '')))
  const evidence = new Set(moves.filter(({ verb }) => verb === 'evidence').flatMap(({ attachments }) => attachments.map(({ blobId }) => blobId)))
  const given = moves.filter(({ verb }) => GIVES_FILES.includes(verb)).flatMap(({ attachments }) => attachments)
  return doc.attachments.filter(({ blobId }) => evidence.has(blobId)).flatMap(file => given.findLast(each => isSame(each, file)) ?? [])
}

/** Verbs whose attachments replace the document's (protocol.md), but for `evidence`. */
const GIVES_FILES: readonly string[] = ['submit', 'sign', 'approve', 'dispatch']
