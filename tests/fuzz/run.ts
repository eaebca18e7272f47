/** `npm run fuzz -- SECONDS [--seed N] [--only TARGET]`: one minute unless told. Finds are written to tests/fuzz/finds and end the run with 1. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { findName, type Find } from './fuzz.ts'
import type { FuzzReport, FuzzRequest } from './worker.ts'

const FINDS = join(import.meta.dirname, 'finds')
/** Nothing in the product may take as long; the worker is beyond hope then. */
const HANG_MS = 20_000

const { values, positionals } = parseArgs({ allowPositionals: true, options: { seed: { type: 'string' }, only: { type: 'string' } } })
const request: FuzzRequest = { seconds: Number(positionals[0] ?? 60), seed: Number(values.seed ?? Date.now() % 1_000_000_000), only: values.only ?? null }
if (!(request.seconds > 0) || !Number.isSafeInteger(request.seed)) {
  console.error('npm run fuzz -- SECONDS [--seed N] [--only TARGET]')
  process.exit(2)
}

console.log(`fuzzing for ${request.seconds} s from seed ${request.seed}`)
const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: request, resourceLimits: { maxOldGenerationSizeMb: 1_024 } })
let last: { target: string; bytes: Uint8Array; at: number } | null = null
const watch = setInterval(() => {
  if (last !== null && performance.now() - last.at > HANG_MS) end([{ ...last, seed: request.seed, message: 'hangs', grownFrom: new Uint8Array() }])
}, 1_000)
worker.on('message', (report: FuzzReport) => {
  if (report.kind === 'case') {
    last = { target: report.target, bytes: report.bytes, at: performance.now() }
    return
  }
  for (const [name, { cases, answers, slowestMs }] of report.result.tallies) {
    console.log(`${name.padEnd(14)} ${String(cases).padStart(8)} cases ${String(answers).padStart(5)} answers   slowest ${slowestMs.toFixed(0)} ms`)
  }
  end(report.result.finds)
})
worker.on('error', error => { end(last === null ? [] : [{ ...last, seed: request.seed, message: `ends its thread: ${error.message}`, grownFrom: new Uint8Array() }]) })

function end(finds: readonly Find[]): void {
  clearInterval(watch)
  if (finds.length > 0) mkdirSync(FINDS, { recursive: true })
  for (const find of finds) {
    writeFileSync(join(FINDS, findName(find)), find.bytes)
    console.log(`FIND ${findName(find)} (seed ${find.seed}): ${find.message}`)
  }
  console.log(finds.length === 0 ? 'clean' : `${finds.length} finds`)
  process.exit(finds.length === 0 ? 0 : 1)
}
