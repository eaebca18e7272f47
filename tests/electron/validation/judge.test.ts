import { Worker } from 'node:worker_threads'
import { describe, expect, test } from 'vitest'
import { memorySource } from '../../../electron/pdf/source.ts'
import { createJudge } from '../../../electron/validation/judge.ts'
import { spawnNodeWorker } from '../../../electron/validation/spawn-worker.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { makeSignedPdf, SIGNED_AT } from '../../helpers/make-signed-pdf.ts'
import { makeSigner } from '../../helpers/make-signer.ts'

const spawnWorker = spawnNodeWorker(new URL('../../../electron/validation/worker.ts', import.meta.url))
const signer = await makeSigner({ key: 'ec' })
const signed = await makeSignedPdf(makePdf(), signer)
const question = { trust: signer.chain, at: SIGNED_AT }

describe('judging in a worker', () => {
  test('bytes and a source read across a port give the same report', async () => {
    const judge = createJudge({ spawnWorker })
    const fromBytes = await judge({ document: { kind: 'bytes', bytes: signed }, ...question })
    expect(fromBytes.verdict).toBe('valid')
    expect(await judge({ document: { kind: 'source', source: memorySource(signed) }, ...question })).toEqual(fromBytes)
  })

  test('a file that is not there is a problem, not a verdict', async () => {
    const judge = createJudge({ spawnWorker })
    await expect(judge({ document: { kind: 'file', path: '/khong-co.pdf' }, ...question })).rejects.toMatchObject({ code: 'file.not-found' })
  })

  test('a document that never comes to an end is ended at the budget', async () => {
    const judge = createJudge({ spawnWorker, budgetMs: 300 })
    const silent = { size: signed.length, read: () => new Promise<Uint8Array>(() => undefined) }
    expect(await judge({ document: { kind: 'source', source: silent }, ...question }))
      .toEqual({ verdict: 'indeterminate', reasons: ['verify.time-limit'], signatures: [] })
  })

  test('the next document is judged in the same thread, one after a lost thread in another', async () => {
    const workers: Worker[] = []
    const spawn = (): Worker => {
      const worker = spawnWorker()
      workers.push(worker)
      return worker
    }
    const judge = createJudge({ spawnWorker: spawn })
    const document = { kind: 'bytes' as const, bytes: signed }
    for (let count = 0; count < 3; count += 1) expect((await judge({ document, ...question })).verdict).toBe('valid')
    expect(workers).toHaveLength(1)
    await workers[0]?.terminate()
    expect((await judge({ document, ...question })).verdict).toBe('valid')
    expect(workers).toHaveLength(2)
    // Two at once, and again: the second thread waits too.
    for (let count = 0; count < 2; count += 1) await Promise.all([judge({ document, ...question }), judge({ document, ...question })])
    expect(workers).toHaveLength(3)
  })

  test('on a busy machine a document gets its time of the processor, not of the clock', async () => {
    const report = { verdict: 'valid', reasons: [], signatures: [] }
    // Six turns of 40 ms, for which others let it wait 150 ms each.
    const code = `const { parentPort } = require('node:worker_threads')
      const turn = () => { for (const from = performance.now(); performance.now() - from < 40;); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 150) }
      parentPort.on('message', () => { for (let n = 0; n < 6; n += 1) turn(); parentPort.postMessage({ ok: true, value: { report: ${JSON.stringify(report)}, chains: [], open: [] } }) })`
    const judge = createJudge({ spawnWorker: () => new Worker(code, { eval: true }), budgetMs: 600 })
    expect(await judge({ document: { kind: 'bytes', bytes: signed }, ...question })).toEqual(report)
  })

  test.each([
    ['spins for ever', 'for (;;);', 'verify.time-limit', 300],
    ['throws', 'throw new Error("x")', 'verify.worker-lost', 10_000],
    ['ends without an answer', 'process.exit(1)', 'verify.worker-lost', 10_000],
  ])('a worker that %s costs one verdict', async (_, code, reason, budgetMs) => {
    const judge = createJudge({ spawnWorker: () => new Worker(code, { eval: true }), budgetMs })
    expect(await judge({ document: { kind: 'bytes', bytes: signed }, ...question })).toEqual({ verdict: 'indeterminate', reasons: [reason], signatures: [] })
  })
})
