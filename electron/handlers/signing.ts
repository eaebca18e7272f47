import type { Handlers, Input, Output } from '../../shared/contract/index.ts'
import type { BlobRef } from '../../shared/model/edoc.ts'
import { ProblemError } from '../../shared/problem.ts'
import type { SignService } from '../sign-service/sign-service.ts'
import { AT_ONCE, signBatch } from '../signing/batch.ts'
import { signDocument } from '../signing/sign-document.ts'
import { signForIssue } from '../signing/sign-for-issue.ts'
import { impatient } from '../signing/impatient.ts'
import type { RequestTimestamp } from '../signing/stamp-signature.ts'
import { signedPieces } from '../signing/signed-pieces.ts'
import { addAudit } from '../store/audit.ts'
import type { BlobSource } from '../store/blob-file.ts'
import { seeDocument } from '../store/sight.ts'
import type { Moment } from '../sync/moment.ts'
import type { PinSource } from '../token/ask-pin.ts'
import type { Tokens } from '../token/supervisor.ts'
import { annexesOf, choiceOf, pictureOf } from './act-of-signing.ts'
import { mainFile } from './attachment-view.ts'
import type { Desk } from './desk.ts'
import type { PaperPasswords } from './paper-passwords.ts'
import { prepareItem, prepareItems } from './prepare-signing.ts'
import type { Repairs } from './repairs.ts'
import type { SigningPolicy } from './signing-policy.ts'
import { signOne } from './sign-one.ts'
import { SIGN_SERVICE_ID, SIGN_SERVICE_VIEW, serviceWay } from './sign-service.ts'
import { createTokenLook } from './token-views.ts'
import type { JudgeOwn, UseWay } from './way-of-signing.ts'

type Names = 'tokens.list' | 'token.change-pin' | 'signing.prepare' | 'signing.repair' | 'signing.sign' | 'signing.cancel'

/** A driver that looks for its readers longer than this keeps nobody else's token from being shown. */
const PATIENCE_MS = 10_000

/** A TSA that is slower is asked again by the queue: nobody waits for it with an open card. */
const STAMP_PATIENCE_MS = 8_000

export interface SigningServices {
  readonly tokens: Tokens
  /** Drivers and PKCS#12 files to ask, by `moduleName`. */
  readonly modules: () => Promise<readonly string[]>
  /** The PIN's road from this window's dialog to the token process. */
  readonly pin: PinSource
  readonly moment: () => Moment
  readonly fetchBlob: (ref: BlobRef) => Promise<BlobSource>
  readonly signatureImage: () => Uint8Array<ArrayBuffer> | null
  readonly judgeOwn: JudgeOwn
  readonly passwords: PaperPasswords
  /** VGCA Sign Service, where the officer has chosen it. */
  readonly signService: () => SignService | null
  /** Takes the service up where it is to be used and runs; whether it does is told by `tokens.changed`. */
  readonly lookForSignService: () => void
  /** Damaged documents that were mended for this desk. */
  readonly repairs: Repairs
  readonly outboxChanged: (notBefore: number) => void
  /** For the log: the window is told of each document's failure by its code alone. */
  readonly failed: (where: string, error: unknown) => void
  /** The level that signatures are to reach, and whether they may be sent before. */
  readonly policy: () => SigningPolicy
  /** Asks for a signature's timestamp at once; undefined where none is wanted. */
  readonly stampWhileSigning: () => Promise<RequestTimestamp | undefined>
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
      services.lookForSignService()
      const { tokens, problems } = await look()
      return { tokens: [...tokens, ...(services.signService() === null ? [] : [SIGN_SERVICE_VIEW])], problems: [...problems] }
    },
    'signing.prepare': async ({ documentIds, ...input }) => {
      const choice = choiceOf(input)
      return { items: await prepareItems(desk, services, documentIds, choice), image: pictureOf(desk, choice.act, services.signatureImage).image }
    },
    'signing.repair': async ({ documentId }) => ({ item: await prepareItem(desk, services, { documentId, act: 'approve', copy: await services.repairs.repair(documentId) }) }),
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

interface SignAll { readonly desk: Desk; readonly services: SigningServices; readonly input: Input<'signing.sign'>; readonly useWay: UseWay; readonly signal: AbortSignal }

/** The officer's own token: one PIN for all, and it stays logged in while they are signed. */
function tokenWay(desk: Desk, services: SigningServices, { input, module }: { readonly input: Input<'signing.sign'>; readonly module: string }): UseWay {
  const request = { module, certificateSha256: input.certificate ?? undefined, pin: services.pin, signatures: countSignatures(desk, input) }
  return act => services.tokens.withSigner(request, async (signer, key) => {
    const request = await services.stampWhileSigning()
    const timestamp = request === undefined ? undefined : impatient(request, STAMP_PATIENCE_MS)
    return act({
      certificate: key.certificate.facts?.subject ?? key.certificate.sha256, removed: key.removed, atOnce: key.alwaysAuthenticate ? 1 : AT_ONCE,
      async sign({ source, password, placement, act, words, image, imageMm, willBeIssued, sealMm }) {
        const { tail } = await (willBeIssued ? signForIssue : signDocument)({
          source, act, words, imageMm, sealMm, signer, atMs: desk.now(), judge: own => services.judgeOwn(own, password), password, timestamp,
          ...(image === null ? {} : { image }), ...(placement === null ? {} : { placement }),
        })
        return signedPieces(source, tail)
      },
    })
  })
}

/** Each document that is signed is in the outbox before the next one begins. */
async function signAll(all: SignAll): Promise<Output<'signing.sign'>> {
  const { desk, services, input, useWay, signal } = all
  return useWay(async way => {
    const results = await signBatch({
      items: input.items, atOnce: way.atOnce, signal: way.removed === null ? signal : AbortSignal.any([signal, way.removed]), sign: item => signOne({ ...all, way }, item).catch((error: unknown) => {
        services.failed('sign', error)
        throw error
      }),
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

/** How often the key will sign: a token that asks each time says how many prompts are to come. */
function countSignatures(desk: Desk, input: Input<'signing.sign'>): number {
  if (choiceOf(input).act !== 'issue') return input.items.length
  return input.items.reduce((sum, { documentId }) => {
    const doc = seeDocument(desk.store.db, desk.account, documentId)?.doc
    const main = doc === undefined ? null : mainFile(doc)
    return sum + 1 + (doc === undefined || main === null ? 0 : annexesOf(doc, main).length)
  }, 0)
}
