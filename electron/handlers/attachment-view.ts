import type { AttachmentView } from '../../shared/contract/documents.ts'
import type { BlobRef, OfficialDocument } from '../../shared/model/edoc.ts'
import { hasBlob } from '../store/blobs.ts'
import type { Database } from '../store/database.ts'
import type { Store } from '../store/open.ts'
import { getVerdict } from '../store/verdicts.ts'

export interface AttachmentInputs {
  readonly store: Store
  /** Files whose last download failed, by sha256; what failed is tried again when it is opened. */
  readonly failed: ReadonlySet<string>
}

/** The document's files, and those that comments have laid beside it. */
export function viewAttachments(inputs: AttachmentInputs, db: Database, files: readonly BlobRef[]): AttachmentView[] {
  return files.map(ref => {
    const verdict = getVerdict(db, ref.sha256)
    return {
      blobId: ref.blobId, name: ref.name, type: ref.type, size: ref.size, role: ref.role, isPdf: isPdf(ref),
      state: hasBlob(inputs.store, ref.sha256) ? 'here' : inputs.failed.has(ref.sha256) ? 'failed' : 'wanted',
      report: verdict?.report ?? null, judgedAt: verdict?.judgedAt ?? null,
    }
  })
}

/** By the sender's label or the name's ending; what the bytes really are is the validation's to say. */
export function isPdf(ref: BlobRef): boolean {
  return ref.type === 'application/pdf' || /\.pdf$/i.test(ref.name)
}

/** The file that is signed and shown first: the main one, else the first PDF. */
export function mainFile(doc: OfficialDocument): BlobRef | null {
  return doc.attachments.find(ref => ref.role === 'main' && isPdf(ref)) ?? doc.attachments.find(isPdf) ?? null
}
