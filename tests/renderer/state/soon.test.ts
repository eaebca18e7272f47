import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSoon } from '../../../renderer/state/soon.ts'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

test('many askings are one doing; without end it is done every two seconds, and never after it was stopped', () => {
  const act = vi.fn()
  const soon = createSoon(act, 150)
  for (let n = 0; n < 20; n += 1) soon.ask()
  vi.advanceTimersByTime(150)
  expect(act).toHaveBeenCalledTimes(1)
  for (let ms = 0; ms < 6_100; ms += 50) {
    soon.ask()
    vi.advanceTimersByTime(50)
  }
  expect(act).toHaveBeenCalledTimes(4)
  soon.stop()
  vi.advanceTimersByTime(10_000)
  expect(act).toHaveBeenCalledTimes(4)
})
