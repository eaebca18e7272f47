/** The fuzzer's thread. What it reads next is told first, so that a hang leaves its cause behind. */
import { parentPort, workerData } from 'node:worker_threads'
import { fuzz } from './fuzz.ts'
import { pdfTargets } from './pdf-targets.ts'
import { pkiTargets } from './pki-targets.ts'

export interface FuzzRequest { readonly seconds: number; readonly seed: number; readonly only: string | null }
export type FuzzReport =
  | { readonly kind: 'case'; readonly target: string; readonly bytes: Uint8Array }
  | { readonly kind: 'done'; readonly result: Awaited<ReturnType<typeof fuzz>> }

const { seconds, seed, only } = workerData as FuzzRequest
const targets = [...await pdfTargets(), ...await pkiTargets()].filter(target => only === null || target.name === only)
const tell = (report: FuzzReport): void => { parentPort?.postMessage(report) }
const result = await fuzz({ targets, seconds, seed, now: () => performance.now(), onCase: (target, bytes) => { tell({ kind: 'case', target, bytes }) } })
tell({ kind: 'done', result })
