import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import type { GivenFile } from '../../shared/contract/moves.ts'
import type { BlobRef, OfficialDocument } from '../../shared/model/edoc.ts'
import { ProblemError } from '../../shared/problem.ts'
import { putBlob } from '../store/blobs.ts'
import type { Store } from '../store/open.ts'

/** Turns the window's tickets into paths; only the shell knows them (security.md: a path never comes from a window). */
export interface GrantReader {
  readable(grant: string): Promise<string>
  writable(grant: string): Promise<string>
}

/** A file of this computer as the command line names it; the window never does. */
export type LocalFile = GivenFile | { readonly source: 'path'; readonly path: string }

const TYPES: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf', '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.doc': 'application/msword', '.xls': 'application/vnd.ms-excel', '.png': 'image/png', '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.zip': 'application/zip', '.txt': 'text/plain', '.xml': 'application/xml',
}

/**
 * Puts given files into the work root, flushed, before any row names them; answers what the document will say of them.
 * Where nobody said which it is, the first PDF of a document without a main file becomes the main one, all else an annex.
 */
export async function takeFiles(inputs: { readonly store: Store; readonly grants: GrantReader; readonly now: () => number }, files: readonly LocalFile[], doc: OfficialDocument | null): Promise<BlobRef[]> {
  const refs: BlobRef[] = []
  for (const file of files) {
    const ref = file.source === 'kept' ? keptRef(doc, file.blobId) : await takeFile(inputs, file)
    const wanted = file.source === 'path' ? undefined : file.role
    const hasMain = refs.some(each => each.role === 'main')
    const isFirstPdf = !hasMain && (ref.type === 'application/pdf' || /\.pdf$/i.test(ref.name))
    if (wanted !== undefined) refs.push({ ...ref, role: wanted, name: freeName(ref.name, refs) })
    else refs.push(file.source === 'kept' && (ref.role !== 'main' || !hasMain) ? ref : { ...ref, role: isFirstPdf ? 'main' : 'annex', name: freeName(ref.name, refs) })
  }
  return refs
}

async function takeFile({ store, grants, now }: Parameters<typeof takeFiles>[0], file: Exclude<LocalFile, { source: 'kept' }>): Promise<BlobRef> {
  if (file.source === 'bytes') return toRef(file.name, file.type, await putBlob(store, 'work', file.bytes, now()))
  const path = file.source === 'path' ? file.path : await grants.readable(file.grant)
  try {
    return toRef(basename(path), '', await putBlob(store, 'work', readPieces(path), now()))
  } catch (cause) {
    throw cause instanceof ProblemError ? cause : asFileProblem(cause, path)
  }
}

/** Opened when it is read and not before: a stream that fails while nobody listens ends the process. */
async function* readPieces(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path)
  for await (const piece of file.createReadStream()) yield piece as Uint8Array
}

/** Why a file that the officer named cannot be read; its name, never its folder. */
export function asFileProblem(cause: unknown, path: string): ProblemError {
  const isAbsent = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
  return new ProblemError(isAbsent ? 'file.not-found' : 'file.unreadable', { file: basename(path) }, { cause })
}

function toRef(name: string, type: string, blob: { readonly sha256: string; readonly size: number }): BlobRef {
  return { blobId: blobIdOf(blob.sha256), name: name.normalize('NFC'), type: type !== '' ? type : TYPES[extname(name).toLowerCase()] ?? 'application/octet-stream', size: blob.size, sha256: blob.sha256, role: 'annex' }
}

/** Content-addressed ids: `B` + base64url(sha256) (protocol.md, "Sends" 3), so a file has its id before it is uploaded. */
export function blobIdOf(sha256: string): string {
  return `B${Buffer.from(sha256, 'hex').toString('base64url')}`
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function keptRef(doc: OfficialDocument | null, blobId: string): BlobRef {
  const ref = doc?.attachments.find(each => each.blobId === blobId)
  if (ref === undefined) throw new ProblemError('document.not-found')
  return ref
}

/** Two files of one name would replace each other on the province (same role and name). */
function freeName(name: string, taken: readonly BlobRef[]): string {
  const extension = extname(name)
  const stem = name.slice(0, name.length - extension.length)
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? name : `${stem} (${count})${extension}`
    if (!taken.some(each => each.name === candidate)) return candidate
  }
}
