import { execFileSync, fork } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createJudge } from '../../electron/validation/judge.ts'
import { spawnNodeWorker } from '../../electron/validation/spawn-worker.ts'
import { makePdf } from '../helpers/make-pdf.ts'
import { makeSignedPdf, SIGNED_AT } from '../helpers/make-signed-pdf.ts'
import { makeSigner } from '../helpers/make-signer.ts'
import { type Figure, makeFigure, percentile } from './figure.ts'

const MEGABYTE = 1024 * 1024
const ROUNDS = 9
const MEMORY_LIMIT_MB = 300
/** The worker as it is shipped: bundled. */
const BUNDLE = 'worker.js'

/**
 * Judging signed files of 2, 10 and 50 MB in the worker, one after another as on arrival, against pdfsig and mutool on the
 * same files in the same run; and the memory of a process that judges 50 MB against the limit of 300 MB.
 */
export async function bench(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-validate-'))
  try {
    const figures: Figure[] = []
    const worker = join(folder, BUNDLE)
    // Only here: the process whose memory is measured must not carry a bundler.
    const { build } = await import('rolldown')
    await build({ input: fileURLToPath(new URL('../../electron/validation/worker.ts', import.meta.url)), platform: 'node', external: [/^node:/], output: { file: worker, format: 'esm', codeSplitting: false }, logLevel: 'silent' })
    const signer = await makeSigner()
    let largest = ''
    for (const megabytes of [2, 10, 50]) {
      const path = join(folder, `${megabytes}.pdf`)
      largest = path
      writeFileSync(path, await makeSignedPdf(await makeSignedPdf(documentOf(megabytes), signer), signer))
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

/** A hundred pages a megabyte-and-a-bit of text and scans: content streams of 4 KB, one large picture a page. */
function documentOf(megabytes: number): Uint8Array {
  const pages = megabytes * 10
  const content = `BT /F 10 Tf 72 700 Td ${'(Van ban so 125) Tj 0 -12 Td '.repeat(140)} ET`
  const picture = 'x'.repeat(Math.floor((megabytes * MEGABYTE) / pages) - content.length)
  const extra = Object.fromEntries(Array.from({ length: pages }, (_, index) => [10_000 + index, `<</Type /XObject /Subtype /Image /Width 1 /Height 1 /Length ${picture.length}>>\nstream\n${picture}\nendstream`]))
  return makePdf({
    pages: Array.from({ length: pages }, (_, index) => `/MediaBox [0 0 595 842] /Thumb ${10_000 + index} 0 R`), contents: Array.from({ length: pages }, () => content), extra,
  })
}

/** The highest memory of this program. Linux lets `maxRSS` begin with what the parent had when it forked. */
function peakMegabytes(): number {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : ''
  const own = /^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]
  return (own === undefined ? process.resourceUsage().maxRSS : Number(own)) / 1024
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
