import type { Output } from '../../shared/contract/index.ts'
import type { BlobRef, OfficialDocument } from '../../shared/model/edoc.ts'
import { ProblemError, toProblem } from '../../shared/problem.ts'
import { inspectDocument } from '../signing/inspect-document.ts'
import { serverIdOf } from '../store/alias.ts'
import type { BlobSource } from '../store/blob-file.ts'
import { openRowsOfDocument } from '../store/outbox.ts'
import { seeDocument } from '../store/sight.ts'
import { mainFile } from './attachment-view.ts'
import { holdsRole, type Desk } from './desk.ts'
import { officerOf } from './documents.ts'
import { codeOf } from './document-code.ts'

type Prepared = Output<'signing.prepare'>['items'][number]

export interface PrepareServices {
  readonly fetchBlob: (ref: BlobRef) => Promise<BlobSource>
}

/**
 * What the dialog shows of one document, or of the mended copy of its file. What cannot be signed says why, and does not
 * keep the others from it.
 */
export async function prepareItem(desk: Desk, services: PrepareServices, documentId: string, copy?: BlobRef): Promise<Prepared> {
  const doc = seeDocument(desk.store.db, desk.account, documentId)?.doc
  if (doc === undefined) throw new ProblemError('document.not-found', { id: documentId })
  const officer = officerOf(desk)
  const blank: Prepared = {
    documentId, blobId: null, name: '', subject: doc.subject, code: codeOf(doc), addresseeCount: doc.addressees.length, pages: 0, placement: null,
    maySignAndSend: holdsRole(officer, 'clerk', desk.now()) && doc.addressees.length > 0, repaired: copy !== undefined, problem: null,
  }
  if (isSigned(desk, doc)) return { ...blank, problem: { code: 'signing.already-signed', facts: {} } }
  const ref = copy ?? mainFile(doc)
  if (ref === null) return { ...blank, problem: { code: 'document.no-attachment', facts: {} } }
  const named: Prepared = { ...blank, blobId: ref.blobId, name: ref.name }
  try {
    const source = await services.fetchBlob(ref)
    try {
      const { pages, stamps: [stamp] } = await inspectDocument(source, { act: 'approve', atMs: desk.now(), signer: { name: officer?.name ?? '', agency: '' } })
      return { ...named, pages, placement: stamp === undefined ? null : { page: stamp.placement.page, rect: [...stamp.placement.rect] } }
    } finally {
      await source.close()
    }
  } catch (error) {
    return { ...named, problem: withName(error, ref.name) }
  }
}

/** Our signature waits to be sent. Who never heard of it (the core died in the batch) and tries again must not sign twice. */
export function isSigned({ store: { db }, account }: Desk, { id }: OfficialDocument): boolean {
  return openRowsOfDocument(db, account, [id, serverIdOf(db, account, id)]).some(({ verb, state }) => verb === 'approve' && state !== 'parked')
}

/** The problem with the name of the file that it is about. */
export function withName(error: unknown, name: string) {
  const { code, facts } = toProblem(error)
  return { code, facts: { file: name, name, ...facts } }
}
