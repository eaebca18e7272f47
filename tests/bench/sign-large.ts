import { fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { signFile } from '../../electron/signing/sign-file.ts'
import { makePdf } from '../helpers/make-pdf.ts'
import { makeSigner } from '../helpers/make-signer.ts'
import { type Figure, makeFigure, percentile } from './figure.ts'

const MEGABYTE = 1024 * 1024
const ROUNDS = 9
const atMs = Date.parse('2026-11-24T02:00:00Z')

/** Signing a 50 MB plain file against hashing and copying it, and what memory it takes against a file of 1 MB. */
export async function bench(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-sign-'))
  try {
    const [small, large] = [join(folder, 'small.pdf'), join(folder, 'large.pdf')]
    writeFileSync(small, pdfOf(1))
    writeFileSync(large, pdfOf(50))
    return [await timeFigure(folder, large), await memoryFigure(small, large)]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Both in turn in one run, so that what else the machine does meets both; medians. */
async function timeFigure(folder: string, large: string): Promise<Figure> {
  const signer = await makeSigner()
  const ours: number[] = []
  const baseline: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const [to, copy] = [join(folder, `out-${round}.pdf`), join(folder, `copy-${round}.pdf`)]
    const bare = await took(async () => {
      await pipeline(createReadStream(large, { highWaterMark: 256 * 1024 }), createHash('sha256'))
      copyFileSync(large, copy)
    })
    const signed = await took(() => signFile({ from: large, to, existing: 'refuse', signer, atMs, act: 'plain' }))
    rmSync(to)
    rmSync(copy)
    // The first round only warms the caches.
    if (round > 0) baseline.push(bare)
    if (round > 0) ours.push(signed)
  }
  return makeFigure({ name: 'sign a 50 MB file : hash + copy', ours: percentile(ours, 0.5), baseline: percentile(baseline, 0.5), goal: 1.5, unit: 'ms', n: ROUNDS })
}

async function memoryFigure(small: string, large: string): Promise<Figure> {
  const [baseline, ours] = [await peakOf(small), await peakOf(large)]
  return makeFigure({ name: 'memory to sign 50 MB : 1 MB', ours, baseline, goal: 1.2, unit: 'MB', n: 1 })
}

/** The highest memory of a process that signs one file, in MB. */
function peakOf(path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [path], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    child.once('message', peak => { resolve(Number(peak)) })
    child.once('error', reject)
    child.once('exit', code => { reject(new Error(`the signing process ended with ${code}`)) })
  })
}

function pdfOf(megabytes: number): Uint8Array {
  const stream = `<</Length ${megabytes * MEGABYTE}>>\nstream\n${'x'.repeat(megabytes * MEGABYTE)}\nendstream`
  return makePdf({ extra: { 100: stream } })
}

async function took(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

const measured = process.argv[2]
if (process.argv[1] === fileURLToPath(import.meta.url) && measured !== undefined && process.send !== undefined) {
  await signFile({ from: measured, to: `${measured}.out`, existing: 'replace', signer: await makeSigner(), atMs, act: 'plain' })
  rmSync(`${measured}.out`)
  process.send(process.resourceUsage().maxRSS / 1024, () => { process.disconnect() })
}
