import { expect, onTestFinished, test } from 'vitest'
import { SILENCE_MS } from '../../../shared/protocol/push.ts'
import type { Fetch } from '../../../electron/province/http.ts'
import { createSync, type Sync } from '../../../electron/sync/loop.ts'
import { seeDocument } from '../../../electron/store/sight.ts'
import { saveDraft } from '../../../electron/sync/save-draft.ts'
import { allRows } from '../../../electron/store/outbox.ts'
import { makeProvince, signIn } from '../../province/make-province.ts'
import { type Client, makeClient } from '../../helpers/make-client.ts'
import { makeTimer, type Timer } from '../../helpers/make-timer.ts'
import { NOW } from '../../helpers/make-store.ts'
import type { Province } from '../../province/province.ts'

const USER = 'lanh-dao@snv'

interface World { readonly province: Province, readonly timer: Timer, readonly client: Client, readonly sync: Sync, readonly asked: string[] }

/** A running client whose requests are listed as `push` (its stream) or `ask`; `line` answers instead of the province. */
function makeWorld(line: (send: Fetch, request: Request, kind: 'push' | 'ask') => Promise<Response> = (send, request) => send(request)): World {
  const timer = makeTimer(NOW)
  const clock = { now: timer.now, advance: () => {} }
  const province = makeProvince({ clock, every: (ms, act) => repeat(timer, ms, act) })
  const asked: string[] = []
  const client = makeClient(province, USER, {
    clock,
    fetch: request => {
      const kind = request.headers.get('accept') === 'text/event-stream' ? 'push' as const : 'ask' as const
      asked.push(kind)
      return line(each => province.fetch(each), request, kind)
    },
  })
  const sync = createSync({ ...client.inputs, sleep: timer.sleep }, { onState: () => {}, onChange: () => {} })
  const running = sync.run()
  onTestFinished(async () => {
    await sync.stop()
    await running
  })
  return { province, timer, client, sync, asked }
}

/** The province’s pings, by the same clock. */
function repeat(timer: Timer, ms: number, act: () => void): () => void {
  const over = new AbortController()
  void (async () => {
    for (;;) {
      await timer.sleep(ms, over.signal)
      if (over.signal.aborted) return
      act()
    }
  })()
  return () => over.abort()
}

const many = (asked: readonly string[], kind: string): number => asked.filter(each => each === kind).length

/** A paper that a colleague submits to the client’s officer; answers its id. */
async function submit(province: Province): Promise<string> {
  const author = signIn(province, 'chuyen-vien@snv')
  const id = await author.draft('Tờ trình', { attachments: [{ blobId: await author.upload('PDF'), name: 'a.pdf' }] })
  await author.move('submit', id)
  return id
}

/** A stream that opens and never says a word. */
const mute = (request: Request): Response => new Response(new ReadableStream<Uint8Array>({
  start: controller => request.signal.addEventListener('abort', () => controller.error(request.signal.reason), { once: true }),
}), { headers: { 'content-type': 'text/event-stream' } })

test('what a colleague submits is here by its push, without any time passing', async () => {
  const { province, timer, client } = makeWorld()
  await timer.settle()
  const id = await submit(province)
  await timer.settle()
  expect(seeDocument(client.store.db, client.account, id)?.doc.subject).toBe('Tờ trình')
  expect(timer.now()).toBe(NOW)
})

test('a stream that says nothing for 75 s is dropped and opened anew, and what was missed is asked for', async () => {
  let streams = 0
  const { province, timer, client, asked } = makeWorld((send, request, kind) => kind === 'push' && streams++ === 0 ? Promise.resolve(mute(request)) : send(request))
  await timer.settle()
  const id = await submit(province)
  await timer.pass(SILENCE_MS - 1)
  expect([many(asked, 'push'), seeDocument(client.store.db, client.account, id)]).toEqual([1, null])
  await timer.pass(5_000)
  expect(seeDocument(client.store.db, client.account, id)?.doc.id).toBe(id)
  expect(many(asked, 'push')).toBe(2)
})

test('a server without a stream is asked every minute, every 15 s while the window is in front', async () => {
  const { timer, asked, sync, province, client } = makeWorld((send, request, kind) => kind === 'push' ? Promise.resolve(new Response(null, { status: 204 })) : send(request))
  await timer.pass(60_000)
  const id = await submit(province)
  await timer.pass(59_000)
  expect(seeDocument(client.store.db, client.account, id)).toBe(null)
  await timer.pass(1_000)
  expect(seeDocument(client.store.db, client.account, id)?.doc.id).toBe(id)
  sync.setFocus(true)
  await timer.pass(60_000)
  const before = many(asked, 'ask')
  await timer.pass(60_000)
  expect([many(asked, 'ask') - before, many(asked, 'push')]).toEqual([4, 1])
})

test('after three mute streams it polls, and tries the stream again half an hour later', async () => {
  let isMute = true
  const { timer, asked, province, client } = makeWorld((send, request, kind) => kind === 'push' && isMute ? Promise.resolve(mute(request)) : send(request))
  await timer.pass(3 * SILENCE_MS + 10_000)
  expect(many(asked, 'push')).toBe(3)
  await timer.pass(600_000)
  expect(many(asked, 'push')).toBe(3)
  const id = await submit(province)
  await timer.pass(60_000)
  expect(seeDocument(client.store.db, client.account, id)?.doc.id).toBe(id)
  isMute = false
  await timer.pass(1_800_000)
  expect(many(asked, 'push')).toBe(4)
})

test('after a refused password nothing is asked again, however long and whatever is put into the outbox, until a person asks', async () => {
  let isRefused = true
  const { timer, asked, sync } = makeWorld((send, request) => isRefused ? Promise.resolve(new Response('', { status: 401 })) : send(request))
  await timer.settle()
  const first = asked.length
  expect(sync.state()).toMatchObject({ kind: 'problem', problem: { code: 'province.wrong-password' } })
  sync.poke()
  await timer.pass(3 * 86_400_000)
  expect(asked.length).toBe(first)
  isRefused = false
  sync.tryNow()
  await timer.settle()
  expect(sync.state().kind).toBe('idle')
})

test('a province that says when to come back is not asked before', async () => {
  let isBusy = true
  const { timer, asked, sync } = makeWorld((send, request) => isBusy ? Promise.resolve(new Response('', { status: 503, headers: { 'retry-after': '120' } })) : send(request))
  await timer.settle()
  const first = asked.length
  await timer.pass(119_000)
  expect([asked.length, sync.state().kind]).toEqual([first, 'offline'])
  isBusy = false
  await timer.pass(1_000)
  expect(sync.state().kind).toBe('idle')
})

test('an act that may still be undone goes out when its time is over', async () => {
  const { timer, client, sync } = makeWorld()
  await timer.settle()
  const draft = { kind: 'Công văn', subject: 'Dự thảo', summary: null, urgency: 'normal', dueAt: null, addressees: [], relatedIds: [], attachments: [] }
  saveDraft(client.store.db, { account: client.account, content: draft, author: { officerId: null, agencyId: null, agencyName: null } }, client.moment(10_000))
  sync.poke()
  await timer.pass(9_000)
  expect(allRows(client.store.db, client.account)[0]?.attempts).toBe(0)
  await timer.pass(1_000)
  expect(allRows(client.store.db, client.account)[0]?.state).toBe('done')
})
