/**
 * Judging a PDF in a thread that can be ended (architecture.md): a report within the budget whatever the file does.
 * Only failures to read the document at all are thrown.
 */
import { MessageChannel, type MessagePort, type Transferable, type Worker } from 'node:worker_threads'
import type { ReasonCode, SignatureReport } from '../../shared/model/signature-report.ts'
import { ProblemError, type Reply } from '../../shared/problem.ts'
import type { Source } from '../pdf/source.ts'
import type { RevocationEvidence } from '../pki/evidence.ts'
import type { RevocationPolicy } from './decide.ts'
import { bare, type Examination } from './examination.ts'
import { serveSource } from './port-source.ts'
import { watchBudget } from './time-budget.ts'
import { createBench, end } from './worker-bench.ts'

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
  /** DER, besides the document's own store. */
  readonly evidence?: RevocationEvidence | undefined
  /** Since when these very bytes are known to exist. */
  readonly knownSince?: number | null | undefined
  /** Less than the judge's own budget, where time has been spent on the document already. */
  readonly budgetMs?: number | undefined
}

export interface WorkerRequest extends Pick<JudgeQuestion, 'evidence' | 'knownSince'> {
  readonly source: Exclude<JudgedDocument, { kind: 'source' }> | { readonly kind: 'port'; readonly port: MessagePort; readonly size: number }
  readonly trust: readonly Uint8Array[]
  readonly trustEmbedded: boolean
  readonly password: Uint8Array | undefined
  readonly at: number
  readonly revocation: RevocationPolicy
}

/** What a worker is told when it starts. */
export interface WorkerData { readonly isBehind: boolean }

export type WorkerAnswer = Reply<Examination>

/** Starts the worker of `worker.ts`, which takes requests as messages; in plain Node it is `spawnNodeWorker`. */
export type SpawnWorker = () => Worker

export interface JudgeInputs {
  readonly spawnWorker: SpawnWorker
  /** cli.md: 10 s per file, of a processor. */
  readonly budgetMs?: number
  /** What a lost worker died of, for the log. */
  readonly onLost?: (error: unknown) => void
}

export interface Judge {
  (question: JudgeQuestion): Promise<SignatureReport>
  /** The report with the chains that it rests on. */
  readonly examine: (question: JudgeQuestion) => Promise<Examination>
}

/** Each judging is a thread that can be ended; one that answered waits a while for the next document. */
export function createJudge(inputs: JudgeInputs): Judge {
  const examine = createExaminer(inputs)
  return Object.assign(async (question: JudgeQuestion) => (await examine(question)).report, { examine })
}

function createExaminer({ spawnWorker, budgetMs = 10_000, onLost }: JudgeInputs): Judge['examine'] {
  const bench = createBench(spawnWorker)
  return question => new Promise((resolve, reject) => {
    const { request, transfer, close } = prepare(question)
    const worker = bench.take()
    const settle = (isDone: boolean, act: () => void): void => {
      stopWatching()
      close()
      worker.removeAllListeners()
      if (isDone) bench.giveBack(worker)
      else end(worker)
      act()
    }
    const stopWatching = watchBudget(worker, Math.min(budgetMs, question.budgetMs ?? budgetMs), () => { settle(false, () => { resolve(undecided('verify.time-limit')) }) })
    const lost = (error: unknown): void => {
      settle(false, () => {
        onLost?.(error)
        resolve(undecided('verify.worker-lost'))
      })
    }
    worker.on('message', (answer: WorkerAnswer) => {
      settle(true, () => {
        if (answer.ok) resolve(answer.value)
        else reject(new ProblemError(answer.problem.code, answer.problem.facts))
      })
    })
    worker.on('error', lost)
    worker.on('exit', code => { lost(new Error(`the worker ended with ${code}`)) })
    worker.postMessage(request, transfer)
  })
}

function prepare({ document, trust, trustEmbedded = false, password, at, revocation = 'not-checked', evidence, knownSince }: JudgeQuestion): { request: WorkerRequest; transfer: Transferable[]; close: () => void } {
  const rest = { trust, trustEmbedded, password, at, revocation, evidence, knownSince }
  if (document.kind !== 'source') return { request: { source: document, ...rest }, transfer: [], close: () => undefined }
  const { port1, port2 } = new MessageChannel()
  serveSource(port1, document.source)
  return { request: { source: { kind: 'port', port: port2, size: document.source.size }, ...rest }, transfer: [port2], close: () => { port1.close() } }
}

function undecided(reason: ReasonCode): Examination {
  return bare({ verdict: 'indeterminate', reasons: [reason], signatures: [] })
}
