import type { BlobRef } from '../../shared/model/edoc.ts'
import { ProblemError } from '../../shared/problem.ts'
import { addAudit } from '../store/audit.ts'
import type { BlobSource } from '../store/blob-file.ts'
import { putBlob } from '../store/blobs.ts'
import { seeDocument } from '../store/sight.ts'
import { mainFile } from './attachment-view.ts'
import type { Desk } from './desk.ts'
import { blobIdOf } from './given-files.ts'

export interface RepairServices {
  readonly fetchBlob: (ref: BlobRef) => Promise<BlobSource>
  /** Gathers a damaged PDF into a whole one, in a thread that can be ended. */
  readonly repair: (bytes: Uint8Array) => Promise<{ readonly pdf: Uint8Array }>
}

/**
 * Bản sửa của tệp hỏng: copies that somebody asked for at this desk, by document, until the program ends. The document
 * itself keeps its damaged file; the copy takes its place only by being signed.
 */
export interface Repairs {
  /** Mends the main file. `pdf.damaged-signed`, `pdf.encrypted`, `pdf.damaged`, `pdf.too-large`. */
  repair(documentId: string): Promise<BlobRef>
  copyOf(documentId: string): BlobRef | null
}

/** Larger ones would be refused anyway: no need to have them in memory for that. */
const LARGEST = 64 * 1024 * 1024

export function createRepairs(desk: Desk, services: RepairServices): Repairs {
  const copies = new Map<string, BlobRef>()
  return {
    async repair(documentId) {
      const doc = seeDocument(desk.store.db, desk.account, documentId)?.doc
      const ref = doc === undefined ? null : mainFile(doc)
      if (ref === null) throw new ProblemError('signing.not-signable')
      const { pdf } = await services.repair(await wholeFile(services, ref))
      const blob = await putBlob(desk.store, 'work', pdf, desk.now())
      const copy = { ...ref, blobId: blobIdOf(blob.sha256), ...blob }
      copies.set(documentId, copy)
      addAudit(desk.store.db, desk.now(), 'document.repaired', { documentId, damaged: ref.sha256, sha256: blob.sha256 })
      return copy
    },
    copyOf: documentId => copies.get(documentId) ?? null,
  }
}

async function wholeFile({ fetchBlob }: RepairServices, ref: BlobRef): Promise<Uint8Array> {
  const source = await fetchBlob(ref)
  try {
    if (source.size > LARGEST) throw new ProblemError('pdf.too-large', { bytes: source.size })
    return new Uint8Array(await source.read(0, source.size))
  } finally {
    await source.close()
  }
}
