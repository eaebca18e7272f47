import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Handlers } from '../../shared/contract/index.ts'
import type { BlobRef } from '../../shared/model/edoc.ts'
import type { SignatureReport } from '../../shared/model/signature-report.ts'
import { ProblemError } from '../../shared/problem.ts'
import type { BlobSource } from '../store/blob-file.ts'
import { openBlob } from '../store/blobs.ts'
import { seeDocument } from '../store/sight.ts'
import { getVerdict } from '../store/verdicts.ts'
import { isPdf } from './attachment-view.ts'
import type { Desk } from './desk.ts'
import type { GrantReader } from './given-files.ts'

type Names = 'attachments.open' | 'attachments.read' | 'attachments.save' | 'attachments.report'

export interface AttachmentServices {
  /** Fetches a file that is not here, checked by its sha256. */
  readonly fetchBlob: (ref: BlobRef) => Promise<BlobSource>
  /** Judges the signatures of a file that is here, keeps and announces the verdict. */
  readonly judge: (documentId: string, ref: BlobRef) => Promise<SignatureReport>
  readonly grants: GrantReader
  /** For the log: a failure that nobody waits for. */
  readonly failed: (where: string, error: unknown) => void
}

/** Opened files of one window, read in ranges. The last few stay open: a reader jumps back and forth. */
const OPEN_FILES = 8

export function attachmentHandlers(desk: Desk, services: AttachmentServices): Pick<Handlers, Names> {
  const open = new Map<string, { readonly ref: BlobRef; readonly source: BlobSource }>()

  async function opened(documentId: string, blobId: string): Promise<{ ref: BlobRef; source: BlobSource }> {
    const ref = findRef(desk, documentId, blobId)
    const held = open.get(blobId)
    if (held !== undefined) return held
    const source = await openBlob(desk.store, ref.sha256) ?? await services.fetchBlob(ref)
    const entry = { ref, source }
    open.set(blobId, entry)
    const [oldest] = open.keys()
    if (open.size > OPEN_FILES && oldest !== undefined) {
      const closing = open.get(oldest)
      open.delete(oldest)
      await closing?.source.close()
    }
    return entry
  }

  return {
    'attachments.open': async ({ documentId, blobId }) => {
      const { ref, source } = await opened(documentId, blobId)
      // Judged on open too: what was read long ago has not been judged on arrival. The paper does not wait for it.
      if (isPdf(ref) && getVerdict(desk.store.db, ref.sha256) === null) services.judge(documentId, ref).catch((error: unknown) => services.failed('judge on open', error))
      return { blobId, size: source.size }
    },
    'attachments.read': async ({ blobId, offset, length }) => {
      const held = open.get(blobId)
      if (held === undefined) throw new ProblemError('blob.not-here')
      // A copy of its own: a view into a pooled buffer would carry its neighbours across the port.
      return { bytes: new Uint8Array(await held.source.read(offset, length)) }
    },
    'attachments.save': async ({ blobId, grant }) => {
      const held = open.get(blobId)
      if (held === undefined) throw new ProblemError('blob.not-here')
      await saveTo(held.source, await services.grants.writable(grant))
      return {}
    },
    'attachments.report': async ({ documentId, blobId, again }) => {
      const { ref } = await opened(documentId, blobId)
      if (!isPdf(ref)) return { report: null }
      const known = again ? null : getVerdict(desk.store.db, ref.sha256)
      return { report: known?.report ?? await services.judge(documentId, ref) }
    },
  }
}

function findRef(desk: Desk, documentId: string, blobId: string): BlobRef {
  const ref = seeDocument(desk.store.db, desk.account, documentId)?.doc.attachments.find(each => each.blobId === blobId)
  if (ref === undefined) throw new ProblemError('document.not-found')
  return ref
}

const PIECE = 256 * 1024

async function saveTo(source: BlobSource, path: string): Promise<void> {
  try {
    await pipeline(async function* () {
      for (let offset = 0; offset < source.size; offset += PIECE) yield await source.read(offset, PIECE)
    }, createWriteStream(path))
  } catch (cause) {
    throw cause instanceof ProblemError ? cause : new ProblemError('file.unwritable', { file: path }, { cause })
  }
}
