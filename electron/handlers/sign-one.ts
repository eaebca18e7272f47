import type { Input } from '../../shared/contract/index.ts'
import type { BlobRef, OfficialDocument } from '../../shared/model/edoc.ts'
import type { SigningAct } from '../../shared/model/signing-act.ts'
import { ProblemError } from '../../shared/problem.ts'
import { addAudit } from '../store/audit.ts'
import { hashChecked, putBlob } from '../store/blobs.ts'
import { transact } from '../store/database.ts'
import { seeDocument } from '../store/sight.ts'
import { enqueueAction, enqueueApproveAndNumber, enqueueSignAndSend } from '../sync/enqueue-action.ts'
import type { OutboxRow } from '../store/outbox.ts'
import { filesOf } from '../sync/send-files.ts'
import { enqueueUpgrade } from '../sync/upgrade-queue.ts'
import { annexesOf, choiceOf, pictureOf, stampedName, wordsOf } from './act-of-signing.ts'
import { mainFile } from './attachment-view.ts'
import { paperFor } from './copies-beside.ts'
import type { Desk } from './desk.ts'
import { blobIdOf } from './given-files.ts'
import { isUnderWay, withName } from './prepare-signing.ts'
import { readSealImage } from './seal-image.ts'
import { rememberShift } from './remembered-places.ts'
import type { SigningServices } from './signing.ts'
import type { Way } from './way-of-signing.ts'

type Item = Input<'signing.sign'>['items'][number]

export interface SignOne { readonly desk: Desk; readonly services: SigningServices; readonly input: Input<'signing.sign'>; readonly way: Way }

/** Signs one document with its appendices where they belong to the act, and puts what follows into the outbox. */
export async function signOne(one: SignOne, item: Item): Promise<string[]> {
  const { desk, services, input } = one
  const { act } = choiceOf(input)
  const doc = seeDocument(desk.store.db, desk.account, item.documentId)?.doc
  const ref = doc === undefined ? null : item.repaired === true ? services.repairs.copyOf(doc.id) : await paperFor(desk, services.fetchBlob, doc, act)
  if (doc === undefined || ref === null) throw new ProblemError('signing.not-signable')
  if (isUnderWay(desk, doc, act)) throw new ProblemError('signing.already-signed')
  if (item.blobId != null && item.blobId !== ref.blobId) throw new ProblemError('signing.document-changed', { name: ref.name })
  const files = act === 'issue' ? [ref, ...annexesOf(doc, ref)] : [ref]
  const signed = [await signFile(one, doc, { ref, act, item })]
  // NĐ 30/2020, Phụ lục I mục III: an appendix in a file of its own gets its own signature.
  for (const annex of files.slice(1)) signed.push(await signFile(one, doc, { ref: annex, act: 'appendix', item: null }))
  if (item.moved !== undefined) rememberShift(desk.store.db, { act, kind: doc.kind }, item.moved)
  // A copy that an act went on with stands beside the document: what must still stand in it is the file that it grew from.
  return enqueue(one, doc, { signed, files: item.repaired === true ? [] : [mainFile(doc) ?? ref, ...files.slice(1)] })
}

interface FileToSign { readonly ref: BlobRef; readonly act: SigningAct; readonly item: Item | null }

async function signFile({ desk, services, input, way }: SignOne, doc: OfficialDocument, { ref, act, item }: FileToSign): Promise<BlobRef> {
  const { store } = desk
  try {
    const source = await services.fetchBlob(ref)
    try {
      const hashed = await hashChecked(source, ref.sha256)
      const { image, imageMm } = pictureOf(desk, act, services.signatureImage)
      const pieces = await way.sign({
        source: { ...source, hashed }, name: ref.name, password: await services.passwords.find({ documentId: doc.id, sha256: ref.sha256 }, source), placement: item?.placement ?? null, act, words: wordsOf(desk, doc, { ...choiceOf(input), act }), image, imageMm, willBeIssued: input.followUp === 'approve' || input.followUp === 'number', sealMm: readSealImage(store.db)?.mm,
      })
      const blob = await putBlob(store, 'work', pieces, desk.now())
      services.passwords.follow(blob.sha256, ref.sha256)
      return { ...ref, blobId: blobIdOf(blob.sha256), sha256: blob.sha256, size: blob.size }
    } finally {
      await source.close()
    }
  } catch (error) {
    const problem = withName(error, ref.name)
    throw new ProblemError(problem.code, problem.facts, { cause: error })
  }
}

/** `files`: what was signed, as it must still stand in the document. */
interface Signed { readonly signed: readonly BlobRef[]; readonly files: readonly BlobRef[] }

function enqueue({ desk, services, input }: SignOne, doc: OfficialDocument, { signed, files }: Signed): string[] {
  const { db } = desk.store
  return transact(db, () => {
    // Signing takes its time. Another window, or the same document twice in one batch, may have been quicker; and a version that came meanwhile must not be replaced by a signature on the one before.
    if (isUnderWay(desk, doc, choiceOf(input).act)) throw new ProblemError('signing.already-signed')
    const standing = seeDocument(db, desk.account, doc.id)?.doc.attachments ?? []
    for (const file of files) if (!standing.some(({ sha256 }) => sha256 === file.sha256)) throw new ProblemError('signing.document-changed', { name: file.name })
    const rows = followUp({ desk, services, input }, doc, signed)
    const ids = rows.map(row => row.id)
    const { wanted, holds } = services.policy()
    // What the signature already carries is found out at the first look.
    for (const carrier of rows.slice(0, 1)) {
      for (const file of filesOf(carrier)) enqueueUpgrade(db, { account: desk.account, documentId: doc.id, outboxId: carrier.id, file, level: 'B-B', wanted, holds }, services.moment())
    }
    addAudit(db, desk.now(), 'document.signed', { documentId: doc.id, sha256: signed.map(file => file.sha256).join(' '), outboxIds: ids.join(' ') })
    return ids
  })
}

function followUp({ desk, services, input }: Omit<SignOne, 'way'>, doc: OfficialDocument, signed: readonly BlobRef[]): readonly OutboxRow[] {
  const { db } = desk.store
  const { act, text } = choiceOf(input)
  const moment = services.moment()
  const toAgencyIds = doc.addressees.map(each => each.agencyId)
  const wish = { account: desk.account, documentId: doc.id, attachments: signed }
  switch (input.followUp) {
    case 'approve': return [enqueueAction(db, { ...wish, verb: 'approve' }, moment)]
    case 'number': return enqueueApproveAndNumber(db, wish, moment)
    case 'send': return enqueueSignAndSend(db, { ...wish, toAgencyIds }, moment)
    case 'dispatch': return [enqueueAction(db, { ...wish, verb: 'dispatch', toAgencyIds }, moment)]
    case 'attach': {
      const copies = signed.map(file => ({ ...file, name: stampedName(file.name, act), role: 'annex' as const }))
      return [enqueueAction(db, { ...wish, verb: 'comment', text: text ?? null, attachments: copies }, moment)]
    }
  }
}
