import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import type { Fetch } from '../../../electron/province/http.ts'
import { cachedIds } from '../../../electron/store/cached-ids.ts'
import { ORIGIN } from '../../helpers/make-client.ts'
import type { TestCore } from '../../helpers/make-core.ts'
import { makeOffice, type Office } from '../../helpers/make-office.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { NOW } from '../../helpers/make-store.ts'

/** What a wrong or failing server gets: every fault with its code and its test stands at the head of `file-faults.test.ts`. */

const LOGIN = { url: ORIGIN, user: 'lanh-dao@snv', password: 'lanh-dao@snv' }
const syncState = async (desk: TestCore) => desk.handlers()['sync.get']({})
const outbox = async (desk: TestCore) => (await desk.handlers()['outbox.list']({})).items.map(({ verb, state, problem }) => [verb, state, problem?.code ?? null])
const connect = (desk: TestCore, serverUrl: string, password = LOGIN.password) => desk.handlers()['profile.connect']({ serverUrl, userName: LOGIN.user, password })

/** A leader's desk on a line that a test can change; `line.send` is the province until then. */
async function makeDesk(papers = 1): Promise<{ office: Office; desk: TestCore; line: { send: Fetch; now: number }; ids: string[] }> {
  const office = await makeOffice()
  const ids = await office.submit(Array.from({ length: papers }, (_, n) => ({ subject: `Tờ trình ${n}`, pdf: makePdf({ contents: [`BT /F 20 Tf 72 700 Td (Paper ${n}) Tj ET`] }) })))
  const line = { now: NOW, send: (request: Request) => office.province.fetch(request) }
  return { office, line, ids, desk: await office.openCore({ now: () => line.now, fetch: request => line.send(request) }) }
}

async function comment(desk: TestCore, documentId: string): Promise<void> {
  await desk.handlers()['moves.make']({ verb: 'comment', documentId, text: 'Ý kiến của lãnh đạo', files: [] })
}

test('a wrong server address says what is wrong with it, and nothing of it is kept', async () => {
  const { desk, line, ids } = await makeDesk()
  await desk.session.sync.pass()
  await comment(desk, ids[0] ?? '')
  line.send = fetch
  const site = createServer((_, response) => { response.setHeader('content-type', 'text/html').end('<html><title>Cổng thông tin</title></html>') })
  await new Promise<void>(resolve => { site.listen(0, '127.0.0.1', resolve) })
  const { port } = site.address() as AddressInfo
  await expect(connect(desk, `http://127.0.0.1:${port}`)).rejects.toMatchObject({ code: 'province.not-jmap' })
  await new Promise<void>(resolve => { site.close(() => resolve()) })
  await expect(connect(desk, `http://127.0.0.1:${port}`)).rejects.toMatchObject({ code: 'province.no-answer', facts: { address: `127.0.0.1:${port}`, reason: 'ECONNREFUSED' } })
  await expect(connect(desk, 'http://vanban.tinh.gov.vn')).rejects.toMatchObject({ code: 'province.bad-address', facts: { reason: 'not-https' } })
  await expect(connect(desk, 'văn bản của tỉnh')).rejects.toMatchObject({ code: 'province.bad-address' })
  expect(await desk.handlers()['profile.get']({})).toMatchObject({ state: 'ready', serverUrl: ORIGIN, userName: LOGIN.user })
  expect(await outbox(desk)).toEqual([['comment', 'waiting', null]])
})

test('a wrong password says so and keeps the old one; one that was changed waits for the new one, and what was written then goes out', async () => {
  const { desk, line, office, ids } = await makeDesk()
  await desk.session.sync.pass()
  await expect(connect(desk, ORIGIN, 'sai')).rejects.toMatchObject({ code: 'province.wrong-password' })
  await comment(desk, ids[0] ?? '')
  line.send = async () => new Response('', { status: 401 })
  await expect(desk.session.sync.pass()).rejects.toMatchObject({ code: 'province.wrong-password' })
  expect(await syncState(desk)).toMatchObject({ kind: 'problem', problem: { code: 'province.wrong-password' } })
  expect(await outbox(desk)).toEqual([['comment', 'waiting', null]])
  line.send = request => office.province.fetch(request)
  await connect(desk, ORIGIN)
  await desk.core.signedIn()?.sync.pass()
  expect(await outbox(desk)).toEqual([['comment', 'done', null]])
})

test('a server that goes down in the middle of a page: what was whole is readable, nothing half is, and the next pass goes on there', async () => {
  const { desk, line, office, ids } = await makeDesk(30)
  const papers = () => cachedIds(desk.core.store.db, desk.session.desk.account, 'OfficialDocument').length
  const held = { answers: 0 }
  line.send = async request => {
    const answer = await office.province.fetch(request)
    const text = await answer.text()
    // The first page of tasks with their documents is whole; of the next one half arrives.
    if (!text.includes('"Officer/get"') || ++held.answers < 2) return new Response(text, answer)
    return new Response(new ReadableStream({ start: to => { to.enqueue(Buffer.from(text.slice(0, text.length / 2))); to.error(new TypeError('terminated')) } }), answer)
  }
  expect(await desk.session.sync.pass()).toMatchObject({ offline: true, problem: { code: 'province.unreachable' } })
  expect(await syncState(desk)).toMatchObject({ kind: 'offline' })
  expect([papers(), (await desk.handlers()['documents.list']({ box: 'inbox', view: 'all', after: null, limit: 200 })).rows.length, held.answers]).toEqual([30, 30, 2])
  line.send = request => office.province.fetch(request)
  expect(await desk.session.sync.pass()).toMatchObject({ offline: false })
  expect([papers(), (await desk.handlers()['documents.get']({ id: ids[0] ?? '' }))?.names['snv-chuyen-vien']]).toEqual([30, 'Chuyên viên Nguyễn Thị Hạnh'])
})

test('an answer that is no JMAP during a sync (a hotel’s login page) is said as such and touches nothing', async () => {
  const { desk, line, office, ids } = await makeDesk()
  await desk.session.sync.pass()
  await comment(desk, ids[0] ?? '')
  const pages = ['<html>Đăng nhập Wi-Fi</html>', '{"methodResponses":[["Task/changes",{"oldState":1},"Task.changes"]],"sessionState":"s"}', '[]', '']
  for (const page of pages) {
    line.send = async request => request.method === 'POST' ? new Response(page) : office.province.fetch(request)
    await expect(desk.session.sync.pass()).rejects.toMatchObject({ code: 'province.not-jmap' })
    expect(await syncState(desk)).toMatchObject({ kind: 'problem', problem: { code: 'province.not-jmap' } })
  }
  // JMAP, but not a word about what was asked.
  line.send = async request => request.method === 'POST' ? new Response('{"methodResponses":[],"sessionState":"s"}') : office.province.fetch(request)
  expect(await desk.session.sync.pass()).toMatchObject({ offline: true, problem: { code: 'province.server-failed' } })
  expect((await desk.handlers()['documents.get']({ id: ids[0] ?? '' }))?.document.subject).toBe('Tờ trình 0')
  line.send = request => office.province.fetch(request)
  line.now += 3_600_000 // what was tried in vain waits a while
  await desk.session.sync.pass()
  expect(await outbox(desk)).toEqual([['comment', 'done', null]])
  expect(await syncState(desk)).toMatchObject({ kind: 'idle', problem: null })
})
