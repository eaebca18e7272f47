import type { Output } from '../../shared/contract/index.ts'
import type { Placement, Stamp } from '../../shared/contract/signing.ts'
import type { BlobRef, OfficialDocument } from '../../shared/model/edoc.ts'
import type { SigningAct } from '../../shared/model/signing-act.ts'
import { ProblemError, toProblem } from '../../shared/problem.ts'
import { inspectDocument } from '../signing/inspect-document.ts'
import { serverIdOf } from '../store/alias.ts'
import type { BlobSource } from '../store/blob-file.ts'
import { openRowsOfDocument } from '../store/outbox.ts'
import { seeDocument } from '../store/sight.ts'
import { type ActChoice, annexesOf, pictureOf, wordsOf } from './act-of-signing.ts'
import { paperFor } from './copies-beside.ts'
import { holdsRole, type Desk } from './desk.ts'
import { officerOf } from './documents.ts'
import type { PaperPasswords } from './paper-passwords.ts'
import { codeOf } from './document-code.ts'
import { proposeAsBefore } from './remembered-places.ts'
import type { JudgeOwn } from './way-of-signing.ts'

type Prepared = Output<'signing.prepare'>['items'][number]

export interface PrepareServices {
  readonly fetchBlob: (ref: BlobRef) => Promise<BlobSource>
  readonly signatureImage: () => Uint8Array<ArrayBuffer> | null
  readonly judgeOwn: JudgeOwn
  readonly passwords: PaperPasswords
}

/** The document, or the mended copy of its file, and what is to be done with it. */
export interface PrepareWish extends ActChoice { readonly documentId: string; readonly copy?: BlobRef }

/** So many files of a batch are fetched and read at once: two hundred together would be as many requests to the province and open files. */
const AT_ONCE = 4

/** What the dialog shows of each document, in their order. */
export async function prepareItems(desk: Desk, services: PrepareServices, documentIds: readonly string[], choice: ActChoice): Promise<Prepared[]> {
  const items: Prepared[] = []
  const next = documentIds.entries()
  const work = async (): Promise<void> => {
    for (const [index, documentId] of next) items[index] = await prepareItem(desk, services, { documentId, ...choice })
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return items
}

/**
 * What the dialog shows of one document, or of the mended copy of its file. What cannot be signed says why, and does not
 * keep the others from it.
 */
export async function prepareItem(desk: Desk, services: PrepareServices, { documentId, copy, ...choice }: PrepareWish): Promise<Prepared> {
  const doc = seeDocument(desk.store.db, desk.account, documentId)?.doc
  if (doc === undefined) throw new ProblemError('document.not-found', { id: documentId })
  const officer = officerOf(desk)
  const blank: Prepared = {
    documentId, blobId: null, name: '', subject: doc.subject, code: codeOf(doc), addresseeCount: doc.addressees.length, pages: 0, placement: null,
    maySignAndSend: holdsRole(officer, 'clerk', desk.now()) && doc.addressees.length > 0, stamps: [], approvedBy: [], annexCount: 0, issuedAt: doc.issuedAt, repaired: copy !== undefined, problem: null,
  }
  if (isUnderWay(desk, doc, choice.act)) return { ...blank, problem: { code: 'signing.already-signed', facts: {} } }
  const ref = copy ?? await paperFor(desk, services.fetchBlob, doc, choice.act)
  if (ref === null) return { ...blank, problem: { code: 'document.no-attachment', facts: {} } }
  const named: Prepared = { ...blank, blobId: ref.blobId, name: ref.name, annexCount: choice.act === 'issue' ? annexesOf(doc, ref).length : 0 }
  try {
    const source = await services.fetchBlob(ref)
    try {
      const password = await services.passwords.find({ documentId, sha256: ref.sha256 }, source)
      const { image, imageMm } = pictureOf(desk, choice.act, services.signatureImage)
      const preview = await inspectDocument(source, {
        act: choice.act, words: wordsOf(desk, doc, choice), image: image ?? undefined, imageMm, atMs: desk.now(), judge: own => services.judgeOwn(own, password), password,
        signer: { name: officer?.name ?? '', agency: '' },
        adjust: (found, page) => proposeAsBefore(desk.store.db, { act: choice.act, kind: doc.kind, ...page }, placed(found)),
      })
      const stamps = preview.stamps.map(({ placement, fixed, marks }): Stamp => ({ placement: placed(placement), fixed, marks: [...marks] }))
      return { ...named, pages: preview.pages, approvedBy: [...preview.approvedBy], stamps, placement: stamps.find((_, index) => index === 0 && preview.isShown)?.placement ?? null }
    } finally {
      await source.close()
    }
  } catch (error) {
    return { ...named, problem: withName(error, ref.name) }
  }
}

function placed({ page, rect }: { readonly page: number; readonly rect: readonly [number, number, number, number] }): Placement {
  return { page, rect: [...rect] }
}

/** What each act leads to; the acts that only lay a copy beside the document may be done again. */
const LEADS_TO: Partial<Record<SigningAct, string>> = { approve: 'approve', issue: 'dispatch' }

/** Our signature waits to be sent. Who never heard of it (the core died in the batch) and tries again must not sign twice. */
export function isUnderWay({ store: { db }, account }: Desk, { id }: OfficialDocument, act: SigningAct): boolean {
  return openRowsOfDocument(db, account, [id, serverIdOf(db, account, id)]).some(({ verb, state }) => verb === LEADS_TO[act] && state !== 'parked')
}

/** The problem with the name of the file that it is about. */
export function withName(error: unknown, name: string) {
  const { code, facts } = toProblem(error)
  return { code, facts: { file: name, name, ...facts } }
}
