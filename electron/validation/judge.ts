/**
 * Judging a PDF in a thread that can be ended (architecture.md): a report within the budget whatever the file does.
 * Only failures to read the document at all are thrown.
 */
import { MessageChannel, type MessagePort, type Transferable, type Worker } from 'node:worker_threads'
import type { ReasonCode, SignatureReport } from '../../shared/model/signature-report.ts'
import { ProblemError, type Reply } from '../../shared/problem.ts'
import type { Source } from '../pdf/source.ts'
import type { RevocationPolicy } from './decide.ts'
import { serveSource } from './port-source.ts'

/** A path, bytes (copied into the worker, or shared when over a SharedArrayBuffer), or a source that is read where it is. */
export type JudgedDocument =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'source'; readonly source: Source }

export interface JudgeQuestion {
  readonly document: JudgedDocument
  /** DER of the anchors. */
  readonly trust: readonly Uint8Array[]
  readonly trustEmbedded?: boolean
  /** For an encrypted document that the empty password does not open. */
  readonly password?: Uint8Array | undefined
  readonly at: number
  readonly revocation?: RevocationPolicy
}

export interface WorkerRequest {
  readonly source: Exclude<JudgedDocument, { kind: 'source' }> | { readonly kind: 'port'; readonly port: MessagePort; readonly size: number }
  readonly trust: readonly Uint8Array[]
  readonly trustEmbedded: boolean
  readonly password: Uint8Array | undefined
  readonly at: number
  readonly revocation: RevocationPolicy
}

export type WorkerAnswer = Reply<SignatureReport>

/** Starts the worker of `worker.ts` on one request; in plain Node it is `spawnNodeWorker`. */
export type SpawnWorker = (request: WorkerRequest, transfer: readonly Transferable[]) => Worker

export interface JudgeInputs {
  readonly spawnWorker: SpawnWorker
  /** cli.md: 10 s per file. */
  readonly budgetMs?: number
  /** What a lost worker died of, for the log. */
  readonly onLost?: (error: unknown) => void
}

export type Judge = (question: JudgeQuestion) => Promise<SignatureReport>

export function createJudge({ spawnWorker, budgetMs = 10_000, onLost }: JudgeInputs): Judge {
  return question => new Promise((resolve, reject) => {
    const { request, transfer, close } = prepare(question)
    const worker = spawnWorker(request, transfer)
    const settle = (act: () => void): void => {
      clearTimeout(timer)
      close()
      worker.removeAllListeners()
      // A worker that dies while it is being ended has nobody left to tell.
      worker.on('error', () => undefined)
      void worker.terminate()
      act()
    }
    const timer = setTimeout(() => { settle(() => { resolve(undecided('verify.time-limit')) }) }, budgetMs)
    const lost = (error: unknown): void => {
      settle(() => {
        onLost?.(error)
        resolve(undecided('verify.worker-lost'))
      })
    }
    worker.on('message', (answer: WorkerAnswer) => {
      settle(() => {
        if (answer.ok) resolve(answer.value)
        else reject(new ProblemError(answer.problem.code, answer.problem.facts))
      })
    })
    worker.on('error', lost)
    worker.on('exit', code => { lost(new Error(`the worker ended with ${code}`)) })
  })
}

function prepare({ document, trust, trustEmbedded = false, password, at, revocation = 'not-checked' }: JudgeQuestion): { request: WorkerRequest; transfer: Transferable[]; close: () => void } {
  const rest = { trust, trustEmbedded, password, at, revocation }
  if (document.kind !== 'source') return { request: { source: document, ...rest }, transfer: [], close: () => undefined }
  const { port1, port2 } = new MessageChannel()
  serveSource(port1, document.source)
  return { request: { source: { kind: 'port', port: port2, size: document.source.size }, ...rest }, transfer: [port2], close: () => { port1.close() } }
}

function undecided(reason: ReasonCode): SignatureReport {
  return { verdict: 'indeterminate', reasons: [reason], signatures: [] }
}
