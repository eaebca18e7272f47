import { execFileSync, fork } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createJudge } from '../../electron/validation/judge.ts'
import { spawnNodeWorker } from '../../electron/validation/spawn-worker.ts'
import { makeSignedPdf, SIGNED_AT } from '../helpers/make-signed-pdf.ts'
import { makeSigner } from '../helpers/make-signer.ts'
import { bundledWorker, documentOf, MEGABYTE, peakMegabytes } from './bench-files.ts'
import { type Figure, makeFigure, percentile } from './figure.ts'

const ROUNDS = 9
const MEMORY_LIMIT_MB = 300

/**
 * Judging signed files of 2, 10 and 50 MB in the worker, one after another as on arrival, against pdfsig and mutool on the
 * same files in the same run; and the memory of a process that judges 50 MB against the limit of 300 MB.
 */
export async function bench(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-validate-'))
  try {
    const figures: Figure[] = []
    const worker = await bundledWorker(folder)
    const signer = await makeSigner()
    let largest = ''
    for (const megabytes of [2, 10, 50]) {
      const path = join(folder, `${megabytes}.pdf`)
      largest = path
      writeFileSync(path, await makeSignedPdf(await makeSignedPdf(documentOf(megabytes * MEGABYTE), signer), signer))
      figures.push(...await against({ path, megabytes, worker }, signer.chain))
    }
    return [...figures, await memoryFigure(largest, worker)]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** All in turn in one run, so that what else the machine does meets all; medians. */
async function against({ path, megabytes, worker }: { path: string; megabytes: number; worker: string }, trust: readonly Uint8Array[]): Promise<Figure[]> {
  const judge = createJudge({ spawnWorker: spawnNodeWorker(worker) })
  const ours: number[] = []
  const peers = new Map<string, { readonly args: readonly string[]; readonly times: number[] }>([
    ['pdfsig', { args: ['-nocert', path], times: [] }], ['mutool', { args: ['sign', '-v', path], times: [] }],
  ])
  for (let round = 0; round <= ROUNDS; round++) {
    const tookMs = await took(async () => {
      const { verdict } = await judge({ document: { kind: 'file', path }, trust, at: SIGNED_AT })
      if (verdict !== 'valid') throw new Error(`the bench's own file is ${verdict}`)
    })
    // The first round only warms the caches.
    if (round > 0) ours.push(tookMs)
    for (const [name, { args, times }] of peers) {
      const peerMs = await took(() => Promise.resolve(runOrNull(name, args)))
      if (round > 0) times.push(peerMs)
    }
  }
  return [...peers].filter(([name]) => isInstalled(name)).map(([name, { times }]) => makeFigure({
    name: `validate ${megabytes} MB : ${name}`, ours: percentile(ours, 0.5), baseline: percentile(times, 0.5), goal: 1, unit: 'ms', n: ROUNDS,
  }))
}

/** Exit codes say what the peer thinks of a test root; here only its time counts. */
function runOrNull(command: string, args: readonly string[]): null {
  try {
    execFileSync(command, args, { stdio: 'ignore' })
  } catch {
    // No answer is needed.
  }
  return null
}

function isInstalled(command: string): boolean {
  try {
    execFileSync(command, ['-v'], { stdio: 'ignore' })
    return true
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ENOENT')
  }
}

function memoryFigure(path: string, worker: string): Promise<Figure> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [path, worker], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    child.once('message', peak => { resolve(makeFigure({ name: 'memory to validate 50 MB : 300 MB', ours: Number(peak), baseline: MEMORY_LIMIT_MB, goal: 1, unit: 'MB', n: 1 })) })
    child.once('error', reject)
    child.once('exit', code => { reject(new Error(`the judging process ended with ${code}`)) })
  })
}

async function took(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

const [, own, measured, bundle] = process.argv
if (own === fileURLToPath(import.meta.url) && measured !== undefined && bundle !== undefined && process.send !== undefined) {
  await createJudge({ spawnWorker: spawnNodeWorker(bundle) })({ document: { kind: 'file', path: measured }, trust: [], at: SIGNED_AT })
  process.send(peakMegabytes(), () => { process.disconnect() })
}
