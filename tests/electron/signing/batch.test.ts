import { expect, test } from 'vitest'
import { signBatch } from '../../../electron/signing/batch.ts'
import { ProblemError, type ProblemCode } from '../../../shared/problem.ts'

/** Signs 1, 2, 3, 4; the given ones fail. */
async function batch(failures: Record<number, ProblemCode>, signal?: AbortSignal): Promise<{ outcomes: string[]; progress: number[]; tried: number[] }> {
  const tried: number[] = []
  const progress: number[] = []
  const results = await signBatch({
    items: [1, 2, 3, 4], signal, onProgress: done => { progress.push(done) },
    async sign(item) {
      tried.push(item)
      const code = failures[item]
      if (code !== undefined) throw new ProblemError(code)
      return await Promise.resolve('signed')
    },
  })
  return { outcomes: results.map(result => result.ok ? result.value : result.problem.code), progress, tried }
}

test('a document that cannot be signed does not stop the rest', async () => {
  expect(await batch({ 2: 'pdf.damaged' })).toEqual({ outcomes: ['signed', 'pdf.damaged', 'signed', 'signed'], progress: [1, 2, 3, 4], tried: [1, 2, 3, 4] })
})

test.each(['token.removed', 'token.pin-locked', 'certificate.expired', 'sign-service.absent'] as const)('after %s the rest is not begun', async code => {
  expect(await batch({ 2: code })).toEqual({ outcomes: ['signed', code, 'signing.stopped', 'signing.stopped'], progress: [1, 2, 3, 4], tried: [1, 2] })
})

test('two at once: results in the order of the documents, and after a failure of the token nothing more is begun', async () => {
  const open = new Map<number, (result: string | ProblemError) => void>()
  const begun: number[] = []
  const done = signBatch({
    items: [1, 2, 3, 4], atOnce: 2,
    sign: item => {
      begun.push(item)
      return new Promise<string>((resolve, reject) => { open.set(item, result => { if (typeof result === 'string') resolve(result); else reject(result) }) })
    },
  })
  const end = async (item: number, result: string | ProblemError) => {
    open.get(item)?.(result)
    await new Promise(resolve => { setImmediate(resolve) })
  }
  await end(2, 'second')
  expect(begun).toEqual([1, 2, 3])
  await end(3, new ProblemError('token.removed'))
  expect(begun).toEqual([1, 2, 3])
  await end(1, 'first')
  expect((await done).map(result => result.ok ? result.value : result.problem.code)).toEqual(['first', 'second', 'token.removed', 'signing.stopped'])
})

test('cancelling leaves what was not begun', async () => {
  expect((await batch({}, AbortSignal.abort())).outcomes).toEqual(Array(4).fill('signing.stopped'))
})
