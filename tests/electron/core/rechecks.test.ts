import { expect, test, vi } from 'vitest'
import { createRechecks } from '../../../electron/core/rechecks.ts'
import { silentLog } from '../../../electron/core/log.ts'

test('a store that is closed for a moment, or busy, ends no loop: what is due then is asked about at the next look', async () => {
  const held = { isClosed: true, asked: 0, wake: (): void => {} }
  const failed: string[] = []
  const rechecks = createRechecks({
    due() {
      if (held.isClosed) throw new TypeError('The database connection is not open')
      return held.asked === 0 ? [{ sha256: 'a', documentId: 'd', askedAt: 0 }] : []
    },
    async recheck() { held.asked += 1; return true },
    now: () => 0, sleep: (_, signal) => new Promise(resolve => { signal?.addEventListener('abort', () => resolve()) }),
    log: { ...silentLog, failure: where => { failed.push(where) } },
  })
  rechecks.run()
  await vi.waitUntil(() => failed.length > 0)
  held.isClosed = false
  rechecks.poke()
  await vi.waitUntil(() => held.asked === 1)
  await rechecks.stop()
  expect(failed).toEqual(['recheck'])
})
