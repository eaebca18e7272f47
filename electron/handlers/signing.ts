import type { Handlers, Input, Output } from '../../shared/contract/index.ts'
import type { BlobRef, OfficialDocument } from '../../shared/model/edoc.ts'
import { ProblemError, toProblem } from '../../shared/problem.ts'
import type { SignService } from '../sign-service/sign-service.ts'
import { signBatch } from '../signing/batch.ts'
import { inspectDocument } from '../signing/inspect-document.ts'
import type { Judge } from '../signing/own-output.ts'
import { signDocument } from '../signing/sign-document.ts'
import { signedPieces } from '../signing/signed-pieces.ts'
import { addAudit } from '../store/audit.ts'
import type { BlobSource } from '../store/blob-file.ts'
import { serverIdOf } from '../store/alias.ts'
import { checkBlob, putBlob } from '../store/blobs.ts'
import { transact } from '../store/database.ts'
import { openRowsOfDocument } from '../store/outbox.ts'
import { seeDocument } from '../store/sight.ts'
import { enqueueAction, enqueueSignAndSend } from '../sync/enqueue-action.ts'
import type { Moment } from '../sync/moment.ts'
import type { PinSource } from '../token/ask-pin.ts'
import type { Tokens } from '../token/supervisor.ts'
import { mainFile } from './attachment-view.ts'
import { holdsRole, type Desk } from './desk.ts'
import { officerOf } from './documents.ts'
import { blobIdOf } from './given-files.ts'
import { codeOf } from './moves.ts'
import { SIGN_SERVICE_ID, SIGN_SERVICE_VIEW, serviceWay } from './sign-service.ts'
import { createTokenLook } from './token-views.ts'
import type { UseWay, Way } from './way-of-signing.ts'

type Names = 'tokens.list' | 'token.change-pin' | 'signing.prepare' | 'signing.sign' | 'signing.cancel'

/** A driver that looks for its readers longer than this keeps nobody else's token from being shown. */
const PATIENCE_MS = 10_000

export interface SigningServices {
  readonly tokens: Tokens
  /** Drivers and PKCS#12 files to ask, by `moduleName`. */
  readonly modules: () => Promise<readonly string[]>
  /** The PIN's road from this window's dialog to the token process. */
  readonly pin: PinSource
  readonly moment: () => Moment
  readonly fetchBlob: (ref: BlobRef) => Promise<BlobSource>
  readonly signatureImage: () => Uint8Array<ArrayBuffer> | null
  readonly judgeOwn: Judge
  /** VGCA Sign Service, where the officer has chosen it. */
  readonly signService: () => SignService | null
  readonly outboxChanged: (notBefore: number) => void
}

export function signingHandlers(desk: Desk, services: SigningServices): Pick<Handlers, Names> {
  const running = new Map<string, AbortController>()
  const held: { modules: ReadonlyMap<string, string> } = { modules: new Map() }

  const lookAround = createTokenLook({ ...services, patienceMs: PATIENCE_MS, onLate: () => desk.emit('tokens.changed', {}) })

  async function look(howLong?: 'to the end') {
    const seen = await lookAround(howLong)
    held.modules = seen.modules
    return seen
  }

  async function moduleOf(tokenId: string): Promise<string> {
    const module = held.modules.get(tokenId) ?? (await look('to the end')).modules.get(tokenId)
    if (module === undefined) throw new ProblemError('token.absent')
    return module
  }

  return {
    'tokens.list': async () => {
      const { tokens, problems } = await look()
      return { tokens: [...tokens, ...(services.signService() === null ? [] : [SIGN_SERVICE_VIEW])], problems: [...problems] }
    },
    'signing.prepare': async ({ documentIds }) => ({ items: await Promise.all(documentIds.map(id => prepare(desk, services, id))), image: services.signatureImage() }),
    'token.change-pin': async ({ tokenId }) => {
      await services.tokens.changePin({ module: await moduleOf(tokenId), tokenId, pin: services.pin })
      addAudit(desk.store.db, desk.now(), 'token.pin-changed', { tokenId })
      return {}
    },
    'signing.sign': async input => {
      const useWay = input.tokenId === SIGN_SERVICE_ID ? serviceWay(services) : tokenWay(desk, services, { input, module: await moduleOf(input.tokenId) })
      const stop = new AbortController()
      running.set(input.requestId, stop)
      try {
        return await signAll({ desk, services, input, useWay, signal: stop.signal })
      } finally {
        running.delete(input.requestId)
      }
    },
    'signing.cancel': async ({ requestId }) => {
      running.get(requestId)?.abort()
      return {}
    },
  }
}

type Prepared = Output<'signing.prepare'>['items'][number]

/** What the dialog shows of one document. What cannot be signed says why, and does not keep the others from it. */
async function prepare(desk: Desk, services: SigningServices, documentId: string): Promise<Prepared> {
  const doc = seeDocument(desk.store.db, desk.account, documentId)?.doc
  if (doc === undefined) throw new ProblemError('document.not-found', { id: documentId })
  const officer = officerOf(desk)
  const blank: Prepared = {
    documentId, blobId: null, name: '', subject: doc.subject, code: codeOf(doc), addresseeCount: doc.addressees.length, pages: 0, placement: null,
    maySignAndSend: holdsRole(officer, 'clerk', desk.now()) && doc.addressees.length > 0, problem: null,
  }
  if (isSigned(desk, doc)) return { ...blank, problem: { code: 'signing.already-signed', facts: {} } }
  const ref = mainFile(doc)
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

interface SignAll { readonly desk: Desk; readonly services: SigningServices; readonly input: Input<'signing.sign'>; readonly useWay: UseWay; readonly signal: AbortSignal }

/** The officer's own token: one PIN for all, and it stays logged in while they are signed. */
function tokenWay(desk: Desk, services: SigningServices, { input, module }: { readonly input: Input<'signing.sign'>; readonly module: string }): UseWay {
  const request = { module, certificateSha256: input.certificate ?? undefined, pin: services.pin, signatures: input.items.length }
  return act => services.tokens.withSigner(request, (signer, key) => act({
    certificate: key.certificate.facts?.subject ?? key.certificate.sha256, removed: key.removed,
    async sign({ source, placement }) {
      const image = services.signatureImage()
      const { tail } = await signDocument({
        source, act: 'approve', signer, atMs: desk.now(), judge: services.judgeOwn,
        ...(image === null ? {} : { image }), ...(placement === null ? {} : { placement }),
      })
      return signedPieces(source, tail)
    },
  }))
}

/** Each document that is signed is in the outbox before the next one begins. */
async function signAll(all: SignAll): Promise<Output<'signing.sign'>> {
  const { desk, services, input, useWay, signal } = all
  return useWay(async way => {
    const results = await signBatch({
      items: input.items, signal: way.removed === null ? signal : AbortSignal.any([signal, way.removed]), sign: item => signOne(all, item, way),
      onProgress: (done, total) => desk.emit('signing.progress', { requestId: input.requestId, done, total }),
    })
    const notBefore = services.moment().now + services.moment().undoMs
    desk.emit('outbox.changed', {})
    desk.emit('documents.changed', { ids: input.items.map(item => item.documentId) })
    services.outboxChanged(notBefore)
    return {
      results: results.map(result => ({ documentId: result.item.documentId, problem: result.ok ? null : result.problem, outboxIds: result.ok ? result.value : [] })),
      certificate: way.certificate, signedAt: desk.now(), notBefore,
    }
  })
}

async function signOne({ desk, services, input }: SignAll, item: Input<'signing.sign'>['items'][number], way: Way): Promise<string[]> {
  const { store, account } = desk
  const doc = seeDocument(store.db, account, item.documentId)?.doc
  const ref = doc === undefined ? null : mainFile(doc)
  if (doc === undefined || ref === null) throw new ProblemError('signing.not-signable')
  if (isSigned(desk, doc)) throw new ProblemError('signing.already-signed')
  const source = await services.fetchBlob(ref)
  try {
    await checkBlob(store, ref.sha256)
    const blob = await putBlob(store, 'work', await way.sign({ source, name: ref.name, placement: item.placement }), desk.now())
    return enqueue({ desk, services, input }, doc, { ...ref, blobId: blobIdOf(blob.sha256), sha256: blob.sha256, size: blob.size })
  } catch (error) {
    const problem = withName(error, ref.name)
    throw new ProblemError(problem.code, problem.facts, { cause: error })
  } finally {
    await source.close()
  }
}

/** Our signature waits to be sent. Who never heard of it (the core died in the batch) and tries again must not sign twice. */
function isSigned({ store: { db }, account }: Desk, { id }: OfficialDocument): boolean {
  return openRowsOfDocument(db, account, [id, serverIdOf(db, account, id)]).some(({ verb, state }) => verb === 'approve' && state !== 'parked')
}

function enqueue({ desk, services, input }: Pick<SignAll, 'desk' | 'services' | 'input'>, doc: OfficialDocument, signed: BlobRef): string[] {
  const wish = { account: desk.account, documentId: doc.id, attachments: [signed] }
  const { db } = desk.store
  return transact(db, () => {
    const rows = input.followUp === 'approve'
      ? [enqueueAction(db, { ...wish, verb: 'approve' }, services.moment())]
      : enqueueSignAndSend(db, { ...wish, toAgencyIds: doc.addressees.map(each => each.agencyId) }, services.moment())
    const ids = rows.map(row => row.id)
    addAudit(db, desk.now(), 'document.signed', { documentId: doc.id, sha256: signed.sha256, outboxIds: ids.join(' ') })
    return ids
  })
}

function withName(error: unknown, name: string) {
  const { code, facts } = toProblem(error)
  return { code, facts: { file: name, name, ...facts } }
}
