import { expect, test } from 'vitest'
import { createCourtesy } from '../../../electron/core/courtesy.ts'

/** A window that asks again in each of the first `asks` rests. */
function makeUse(asks: number) {
  const stopping = new AbortController()
  const slept: number[] = []
  const courtesy = createCourtesy(async ms => {
    slept.push(ms)
    if (slept.length <= asks) courtesy.asked()
  }, stopping.signal)
  return { courtesy, slept, stopping }
}

test('work behind a window that nobody uses does not wait', async () => {
  const { courtesy, slept } = makeUse(0)
  await courtesy.quiet()
  courtesy.asked()
  await courtesy.quiet()
  await courtesy.quiet()
  expect(slept).toEqual([60])
})

test('it stands back until the window is quiet, but not for ever', async () => {
  const some = makeUse(2), all = makeUse(99)
  for (const { courtesy } of [some, all]) {
    courtesy.asked()
    await courtesy.quiet()
  }
  expect([some.slept.length, all.slept.length]).toEqual([3, 5])
})

test('a desk that is stopped waits for nobody', async () => {
  const { courtesy, slept, stopping } = makeUse(0)
  courtesy.asked()
  stopping.abort()
  await courtesy.quiet()
  expect(slept).toEqual([])
})
