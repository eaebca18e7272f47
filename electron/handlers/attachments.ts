import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Handlers } from '../../shared/contract/index.ts'
import type { BlobRef } from '../../shared/model/edoc.ts'
import type { SignatureReport } from '../../shared/model/signature-report.ts'
import { ProblemError } from '../../shared/problem.ts'
import type { BlobSource } from '../store/blob-file.ts'
import { dropCachedBlob } from '../store/blob-keeping.ts'
import { seeDocument } from '../store/sight.ts'
import { findingsAbout } from '../store/evidence.ts'
import { endOfChain, missingRows } from '../store/evidence-head.ts'
import { getVerdict } from '../store/verdicts.ts'
import { nameBeside, takeName } from '../signing/take-name.ts'
import { reportAsJson, reportAsPdf, type ReportedFile } from '../validation/verdict-report.ts'
import { isPdf } from './attachment-view.ts'
import { copiesBeside } from './copies-beside.ts'
import { codeOf } from './document-code.ts'
import type { Desk } from './desk.ts'
import type { GrantReader } from './given-files.ts'
import type { Repairs } from './repairs.ts'
import { readSettings } from './settings.ts'

type Names = 'attachments.open' | 'attachments.read' | 'attachments.save' | 'attachments.report' | 'attachments.save-report'

export interface AttachmentServices {
  /** Fetches a file that is not here, checked by its sha256. */
  readonly fetchBlob: (ref: BlobRef) => Promise<BlobSource>
  /** Judges the signatures of a file that is here, `again` by asking the network; keeps and announces the verdict. */
  readonly judge: (documentId: string, ref: BlobRef, again?: boolean) => Promise<SignatureReport>
  readonly grants: GrantReader
  readonly repairs: Repairs
  /** For the log: a failure that nobody waits for. */
  readonly failed: (where: string, error: unknown) => void
}

/** Opened files of one window, read in ranges. The last few stay open: a reader jumps back and forth. */
const OPEN_FILES = 8

export function attachmentHandlers(desk: Desk, services: AttachmentServices): Pick<Handlers, Names> {
  const open = new Map<string, { readonly ref: BlobRef; readonly source: BlobSource }>()

  async function opened(documentId: string, blobId: string): Promise<{ ref: BlobRef; source: BlobSource }> {
    const copy = services.repairs.copyOf(documentId)
    const ref = copy?.blobId === blobId ? copy : findRef(desk, documentId, blobId)
    const held = open.get(blobId)
    if (held !== undefined) return held
    const entry = { ref, source: await services.fetchBlob(ref) }
    await close(blobId) // another request of the same moment may have opened it too
    open.set(blobId, entry)
    const [oldest] = open.keys()
    if (open.size > OPEN_FILES && oldest !== undefined) await close(oldest)
    return entry
  }
  async function close(blobId: string): Promise<void> {
    const held = open.get(blobId)
    open.delete(blobId)
    await held?.source.close()
  }
  /** A file that the disk has spoilt since it was opened is let go: opened again it is fetched again. */
  async function letGoIfDamaged(error: unknown, { blobId, sha256, name }: BlobRef): Promise<unknown> {
    if (!(error instanceof ProblemError) || error.code !== 'blob.damaged') return error
    await close(blobId)
    dropCachedBlob(desk.store, sha256)
    return new ProblemError('blob.damaged', { name }, { cause: error })
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
      const bytes = await held.source.read(offset, length).catch(async (error: unknown) => { throw await letGoIfDamaged(error, held.ref) })
      return { bytes: new Uint8Array(bytes) }
    },
    'attachments.save': async ({ blobId, grant }) => {
      const held = open.get(blobId)
      if (held === undefined) throw new ProblemError('blob.not-here')
      const path = await services.grants.writable(grant)
      await saveTo(held.source, path).catch(async (error: unknown) => { throw await letGoIfDamaged(error, held.ref) })
      return {}
    },
    'attachments.report': async ({ documentId, blobId, again }) => {
      const { ref } = await opened(documentId, blobId)
      if (!isPdf(ref)) return { report: null }
      const known = again ? null : getVerdict(desk.store.db, ref.sha256)
      return { report: known?.report ?? await services.judge(documentId, ref, again) }
    },
    'attachments.save-report': async ({ documentId, blobId, format, grant }) => {
      const file = reportedFile(desk, documentId, blobId)
      const path = await services.grants.writable(grant)
      const bytes = format === 'json' ? Buffer.from(reportAsJson(file)) : await reportAsPdf(file, readSettings(desk.store.db).language)
      await saveTo({ size: bytes.length, read: async (offset, length) => bytes.subarray(offset, offset + length) }, path)
      return {}
    },
  }
}

function reportedFile(desk: Desk, documentId: string, blobId: string): ReportedFile {
  const ref = findRef(desk, documentId, blobId)
  const doc = seeDocument(desk.store.db, desk.account, documentId)?.doc
  const verdict = getVerdict(desk.store.db, ref.sha256)
  if (doc === undefined || verdict === null) throw new ProblemError('document.not-found')
  const { report, judgedAt } = verdict
  return { name: ref.name, sha256: ref.sha256, document: { code: codeOf(doc), subject: doc.subject, issuer: doc.issuerName }, report, judgedAt, findings: findingsAbout(desk.store.db, ref.sha256), chain: { ...endOfChain(desk.store.db), missing: missingRows(desk.store.db) } }
}

function findRef(desk: Desk, documentId: string, blobId: string): BlobRef {
  const doc = seeDocument(desk.store.db, desk.account, documentId)?.doc
  const ref = doc === undefined ? undefined : [...doc.attachments, ...copiesBeside(desk, doc)].find(each => each.blobId === blobId)
  if (ref === undefined) throw new ProblemError('document.not-found')
  return ref
}

const PIECE = 256 * 1024

/** Written beside, flushed and renamed: what stood there before is lost only when the new file is whole, after a power cut too. */
async function saveTo(source: Pick<BlobSource, 'size' | 'read'>, path: string): Promise<void> {
  const beside = nameBeside(path)
  try {
    await pipeline(async function* () {
      for (let offset = 0; offset < source.size; offset += PIECE) yield await source.read(offset, PIECE)
    }, createWriteStream(beside, { flags: 'wx', flush: true }))
    await takeName(beside, path, 'replace')
  } catch (cause) {
    await rm(beside, { force: true })
    throw cause instanceof ProblemError ? cause : new ProblemError('file.unwritable', { file: basename(path) }, { cause })
  }
}

/** To somebody who opens one file, "offline" means that this file is not here; what is here can be read. */
export function asNotHere(error: unknown, name: string): unknown {
  return error instanceof ProblemError && error.code === 'province.unreachable' ? new ProblemError('blob.not-here', { name }, { cause: error }) : error
}
