import { listBox } from '../../electron/store/lists.ts'
import { BENCH_NOW, benchProfile } from './bench-profile.ts'
import { type Figure, makeFigure } from './figure.ts'

/** Resident memory of a process that has a profile open and has shown its inbox: with 100,000 documents against 3,000. */
export async function bench(): Promise<Figure[]> {
  const small = await idleAfter(3_000)
  const large = await idleAfter(100_000)
  return [makeFigure('idle memory, 100,000 against 3,000', large, small, 1.2, 'MB above start', 1)]
}

async function idleAfter(count: number): Promise<number> {
  const { store, end } = benchProfile(count)
  const path = { folder: store.files.folder }
  try {
    listBox(store.db, 'a', { box: 'inbox', limit: 200, now: BENCH_NOW })
    globalThis.gc?.()
    await new Promise(resolve => setTimeout(resolve, 200))
    return path.folder === '' ? 0 : process.memoryUsage().rss / 1e6
  } finally {
    end()
  }
}
