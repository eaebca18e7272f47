import { expect, test, vi } from 'vitest'
import { createListStore } from '../../../renderer/state/list.ts'
import { leftBehind, neighbourOf, stepFrom, stepTo, stretch } from '../../../renderer/state/walk.ts'
import { idsOf } from '../../../renderer/state/windows.ts'
import type { Api } from '../../../renderer/api.ts'
import { createDemoApi } from '../demo-api.ts'

test('the next window follows the last by its cursor, and each document is there once', async () => {
  const list = createListStore(createDemoApi({ rows: 450 }))
  await list.show('inbox', 'all')
  await list.loadMore()
  await list.loadMore()
  await list.loadMore()
  const ids = idsOf(list.store.getState().windows)
  expect([ids.length, new Set(ids).size, list.store.getState().busy]).toEqual([450, 450, 'no'])
  list.stop()
})

test('an arriving document shows after one reload and leaves what is chosen chosen', async () => {
  vi.useFakeTimers()
  const api = createDemoApi({ rows: 250 })
  const list = createListStore(api)
  await list.show('inbox', 'all')
  list.pick('D3')
  await api.request('demo.arrive', {})
  await vi.runAllTimersAsync()
  const { windows, picked } = list.store.getState()
  expect([idsOf(windows)[0], [...picked]]).toEqual(['N1', ['D3']])
  list.stop()
  vi.useRealTimers()
})

test('a slower answer for a box that was left never shows', async () => {
  const demo = createDemoApi({ rows: 10 })
  const held: (() => void)[] = []
  const slow: Api = { ...demo, request: async (name, input) => {
    if (name === 'documents.list' && (input as { box: string }).box === 'inbox') await new Promise<void>(resolve => held.push(resolve))
    return demo.request(name, input)
  } }
  const list = createListStore(slow)
  const first = list.show('inbox', 'all')
  await list.show('to-sign', 'all')
  held.forEach(release => release())
  await first
  expect([list.store.getState().box, idsOf(list.store.getState().windows).length]).toEqual(['to-sign', 3])
  list.stop()
})

test('a failing core leaves a problem in the list, and a reload mends it', async () => {
  const demo = createDemoApi({ rows: 12 })
  const fate = { fails: true }
  const list = createListStore({ ...demo, request: (name, input) => fate.fails ? Promise.reject(new Error('gone')) : demo.request(name, input) })
  await list.show('inbox', 'all')
  expect(list.store.getState().problem?.code).toBe('process.unexpected')
  fate.fails = false
  await list.reload()
  expect([list.store.getState().problem, idsOf(list.store.getState().windows).length]).toEqual([null, 12])
  list.stop()
})

test('walking goes by ids: to the ends and no further, from the first when nothing is open', () => {
  const ids = ['a', 'b', 'c']
  expect([stepTo(ids, 'b', 1), stepTo(ids, 'c', 1), stepTo(ids, null, 1), stepTo(ids, 'gone', -1), stepTo([], 'a', 1)]).toEqual(['c', 'c', 'a', 'a', null])
  expect([stretch(ids, 'c', 'a'), neighbourOf(ids, ['a', 'c'], 'b'), neighbourOf(ids, ['a', 'b'], 'c'), neighbourOf(ids, [], 'a')]).toEqual([ids, 'c', 'b', null])
})

test('from a paper that was signed and has left the list one walks on from where it stood, not from the top', () => {
  const before = ['a', 'b', 'c', 'd', 'e']
  const once = leftBehind(new Map(), before, ['a', 'b', 'd', 'e'])
  // What took its place has left as well since.
  const twice = leftBehind(once, ['a', 'b', 'd', 'e'], ['a', 'b', 'e'])
  expect([
    stepFrom(['a', 'b', 'd', 'e'], 'c', 1, once), stepFrom(['a', 'b', 'd', 'e'], 'c', -1, once), stepFrom(['a', 'b', 'e'], 'c', 1, twice), stepFrom(['a', 'b', 'e'], 'b', 1, twice),
    stepFrom(['a', 'b'], 'never', 1, twice), stepFrom(['a', 'b'], 'z', 1, new Map([['z', 'y'], ['y', 'z']])),
  ]).toEqual(['d', 'b', 'e', 'e', 'a', 'a'])
})
