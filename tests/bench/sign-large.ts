import { createHash } from 'node:crypto'
import { createReadStream, copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { signFile } from '../../electron/signing/sign-file.ts'
import { makeLargePdf } from '../helpers/make-large-pdf.ts'
import { makeSigner } from '../helpers/make-signer.ts'
import { peakOfSigning } from '../helpers/sign-and-weigh.ts'
import { type Figure, makeFigure, percentile, took } from './figure.ts'

const ROUNDS = 9
const atMs = Date.parse('2026-11-24T02:00:00Z')

/** Signing a 50 MB plain file against hashing and copying it, and what memory 300 MB take against 1 MB. */
export async function bench(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-sign-'))
  try {
    const [small, large, huge] = [1, 50, 300].map(pages => {
      const path = join(folder, `${pages}.pdf`)
      makeLargePdf(path, pages)
      return path
    }) as [string, string, string]
    return [await timeFigure(folder, large), await memoryFigure(small, huge)]
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
  return makeFigure({ name: 'sign a 50 MB file : hash + copy', ours: percentile(ours, 0.5), baseline: percentile(baseline, 0.5), goal: 1.2, unit: 'ms', n: ROUNDS })
}

async function memoryFigure(small: string, huge: string): Promise<Figure> {
  const [baseline, ours] = [await peakOfSigning(small), await peakOfSigning(huge)]
  return makeFigure({ name: 'memory to sign 300 MB : 1 MB', ours, baseline, goal: 1.2, unit: 'MB', n: 1 })
}
