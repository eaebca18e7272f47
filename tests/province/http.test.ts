import { afterEach, describe, expect, test } from 'vitest'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readEvents, type ServerEvent } from '../../shared/protocol/push.ts'
import { Session } from '../../shared/protocol/session.ts'
import { serveHttp } from './http/serve-http.ts'
import { basic, makeProvince, signIn, TEST_ORIGIN } from './make-province.ts'
import { seedPlain } from './seed-plain.ts'

const USER = 'chuyen-vien@snv'
const folders: string[] = []
afterEach(() => folders.splice(0).forEach(folder => rmSync(folder, { recursive: true, force: true })))
function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'province-test-'))
  folders.push(folder)
  return folder
}

describe('the session', () => {
  test('is behind a redirect, names every account, and reads by the shared schema', async () => {
    const me = signIn(makeProvince(), 'lanh-dao@snv')
    const redirect = await me.http('/.well-known/jmap')
    expect(redirect.status).toBe(307)
    const session = Session.parse(await (await me.http(new URL(redirect.headers.get('location') ?? '').pathname)).json())
    expect(Object.keys(session.accounts)).toEqual(['p-snv-lanh-dao', 'a-snv', 'directory'])
    expect(session.accounts['directory']?.isReadOnly).toBe(true)
  })

  test('is for those who sign in', async () => {
    const province = makeProvince()
    for (const authorization of ['', 'Basic', basic(USER, 'wrong'), basic('nobody'), 'Bearer x']) {
      const response = await province.fetch(new Request(`${TEST_ORIGIN}/jmap/session`, { headers: { authorization } }))
      expect(response.status).toBe(401)
      expect(response.headers.get('www-authenticate')).toContain('Basic')
    }
  })
})

describe('requests as a whole', () => {
  const body = (value: unknown) => typeof value === 'string' ? value : JSON.stringify(value)
  test.each([
    ['notJSON', '{', 'application/json'], ['notJSON', '{}', 'text/plain'], ['notJSON', '['.repeat(100_000), 'application/json'], ['notRequest', { using: [] }, 'application/json'],
    ['notRequest', { using: [], methodCalls: [['Core/echo', {}]] }, 'application/json'], ['unknownCapability', { using: ['urn:x'], methodCalls: [] }, 'application/json'],
    ['limit', { using: [], methodCalls: Array.from({ length: 40 }, () => ['Core/echo', {}, 'a']) }, 'application/json'], ['limit', ' '.repeat(11_000_000), 'application/json'],
  ])('%s', async (type, value, contentType) => {
    const me = signIn(makeProvince(), USER)
    const response = await me.http('/jmap/api', { method: 'POST', headers: { 'content-type': contentType }, body: body(value) })
    expect([response.status, response.headers.get('content-type'), (await response.json() as { type: string }).type]).toEqual([400, 'application/problem+json', `urn:ietf:params:jmap:error:${type}`])
  })
})

describe('blobs', () => {
  const path = (account: string, blob: string) => `/jmap/download/${account}/${blob}/a%20b.pdf?type=application%2Fpdf`

  test('have one name for one content and come back whole, in part, or not at all', async () => {
    const me = signIn(makeProvince(), USER)
    const id = await me.upload('0123456789')
    expect(await me.upload('0123456789', 'text/plain')).toBe(id)
    const get = (headers: Record<string, string>) => me.http(path(me.personal, id), { headers })
    const whole = await get({})
    expect([whole.status, whole.headers.get('etag'), whole.headers.get('cache-control'), await whole.text()]).toEqual([200, `"${id}"`, 'private, immutable, max-age=31536000', '0123456789'])
    const cases = [['bytes=2-4', 206, '234'], ['bytes=7-', 206, '789'], ['bytes=-2', 206, '89'], ['bytes=8-99', 206, '89'], ['bytes=0-1,3-4', 200, '0123456789'], ['lines=1-2', 200, '0123456789']] as const
    for (const [range, status, text] of cases) {
      const part = await get({ range })
      expect([range, part.status, await part.text()]).toEqual([range, status, text])
    }
    const beyond = await get({ range: 'bytes=10-' })
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */10'])
    expect((await get({ range: 'bytes=2-4', 'if-range': `"${id}"` })).status).toBe(206)
    expect((await get({ range: 'bytes=2-4', 'if-range': '"other"' })).status).toBe(200)
    expect((await get({ 'if-none-match': `"${id}"` })).status).toBe(304)
  })

  test('are joined from pieces, and the server tells which pieces it holds', async () => {
    const me = signIn(makeProvince(), USER)
    const pieces = [await me.upload('abc'), await me.upload('def')]
    expect(await me.call('Blob/get', { ids: [...pieces, 'Bx'], properties: ['size'] })).toMatchObject({ list: [{ id: pieces[0], size: 3 }, { id: pieces[1], size: 3 }], notFound: ['Bx'] })
    const joined = await me.call('Blob/upload', { create: { whole: { data: pieces.map(blobId => ({ blobId })), type: 'text/plain' }, broken: { data: [{ blobId: 'Bx' }] } } })
    expect(joined).toMatchObject({ created: { whole: { size: 6 } }, notCreated: { broken: { type: 'blobNotFound', notFound: ['Bx'] } } })
    expect(await (await me.http(path(me.personal, joined['created'].whole.id))).text()).toBe('abcdef')
  })

  test('are for those who uploaded them or see a document that names them', async () => {
    const province = makeProvince()
    const [me, other] = [signIn(province, USER), signIn(province, 'chuyen-vien-2@snv')]
    const blobId = await me.upload('%PDF secret')
    const id = await me.draft('V/v báo cáo', { attachments: [{ blobId, name: 'a.pdf' }] })
    expect((await other.http(path(other.personal, blobId))).status).toBe(404)
    expect((await other.http(path(me.personal, blobId))).status).toBe(404)
    expect(await other.call('OfficialDocument/set', { create: { d: { direction: 'draft', kind: 'Công văn', subject: 'x', attachments: [{ blobId, name: 'a.pdf' }] } } })).toMatchObject({ notCreated: { d: { type: 'blobNotFound' } } })
    province.entrust(id, other.officerId, 'know')
    expect((await other.http(path(other.personal, blobId))).status).toBe(200)
    province.withdraw(id, other.officerId)
    expect((await other.http(path(other.personal, blobId))).status).toBe(404)
  })

  test('that are too large are refused while they come', async () => {
    const me = signIn(makeProvince({ limits: { maxSizeUpload: 1_000 } }), USER)
    expect((await me.http(`/jmap/upload/${me.personal}/`, { method: 'POST', body: 'x'.repeat(1_001) })).status).toBe(413)
  })
})

describe('push', () => {
  async function open(province: ReturnType<typeof makeProvince>, query: string, headers: Record<string, string> = {}) {
    const response = await signIn(province, USER).http(`/jmap/events?${query}`, { headers })
    const reader = (response.body ?? new ReadableStream<Uint8Array>()).getReader()
    const decoder = new TextDecoder()
    const state = { rest: { text: '', lastId: null as string | null }, waiting: [] as ServerEvent[] }
    async function next(): Promise<ServerEvent | null> {
      for (;;) {
        const ready = state.waiting.shift()
        if (ready !== undefined) return ready
        const { done, value } = await reader.read()
        if (done) return null
        const read = readEvents(state.rest, decoder.decode(value, { stream: true }))
        if (read === null) throw new Error('an event of a test is short')
        state.rest = read.rest
        state.waiting.push(...read.events)
      }
    }
    return { response, next, stop: () => reader.cancel() }
  }

  test('says which types to ask, of the wanted ones only, with the state that /changes ends at', async () => {
    const province = makeProvince()
    const me = signIn(province, USER)
    const stream = await open(province, 'types=Task,Action&closeafter=no&ping=0')
    const id = await me.draft('V/v báo cáo')
    await me.move('comment', id, { text: 'x' })
    const event = await stream.next()
    expect([event?.event, JSON.parse(event?.data ?? '')]).toEqual(['state', { '@type': 'StateChange', changed: { [me.personal]: { Action: (await me.call('Action/get', { ids: [] }))['state'] } } }])
    await stream.stop()
    expect(province.store.listeners.size).toBe(0)
  })

  test('tells one who comes back with the last id what was missed, and nothing when nothing was', async () => {
    const province = makeProvince()
    const me = signIn(province, USER)
    const first = await open(province, 'types=*&closeafter=state&ping=0')
    await me.draft('một')
    const seen = await first.next()
    expect(await first.next()).toBeNull()
    await me.draft('hai')
    const second = await open(province, 'types=*&closeafter=state&ping=0', { 'last-event-id': seen?.id ?? '' })
    expect(JSON.parse((await second.next())?.data ?? '').changed[me.personal]).toEqual({ OfficialDocument: (await me.call('OfficialDocument/get', { ids: [] }))['state'] })
    const third = await open(province, 'types=*&closeafter=state&ping=0', { 'last-event-id': 'other-life.1.2' })
    expect(JSON.parse((await third.next())?.data ?? '').changed).toHaveProperty('directory')
  })

  test('pings at the wanted interval', async () => {
    const asked: number[] = []
    const province = makeProvince({ every: (ms, act) => {
      asked.push(ms)
      act()
      return () => {}
    } })
    const stream = await open(province, 'types=*&closeafter=no&ping=30')
    expect([await stream.next(), asked]).toEqual([{ event: 'ping', data: '{"interval":30}', id: null }, [30_000]])
  })
})

describe('the demo’s network', () => {
  const post = (url: string, body: object) => fetch(url, { method: 'POST', body: JSON.stringify(body) })

  test('while cut answers nobody, ends open streams, and is mended by the same door', async () => {
    const province = makeProvince({ seed: seedPlain(3, true) })
    const listening = await serveHttp(province, 0, null, error => { throw error })
    const url = `http://127.0.0.1:${listening.port}`
    const headers = { authorization: basic(USER) }
    const events = await fetch(`${url}/jmap/events?types=*&closeafter=no&ping=0`, { headers })
    expect(await (await post(`${url}/demo/network`, { down: true })).json()).toEqual({ down: true })
    await expect(fetch(`${url}/jmap/session`, { headers })).rejects.toThrow('fetch failed')
    await events.text()
    await post(`${url}/demo/network`, { down: false })
    expect((await fetch(`${url}/jmap/session`, { headers })).status).toBe(200)
    await listening.stop()
  })

  test('a document arrives for the officer of the demo', async () => {
    const province = makeProvince({ seed: seedPlain(3, true) })
    const me = signIn(province, USER)
    const response = await province.fetch(new Request(`${TEST_ORIGIN}/demo/arrive`, { method: 'POST' }))
    const { documentId } = await response.json() as { documentId: string }
    expect((await me.call('Task/query', { filter: { documentId } }))['ids']).toHaveLength(1)
    expect(await me.read('OfficialDocument', documentId)).toMatchObject({ state: 'arrived', direction: 'in' })
  })

  test('where it is no demo these doors are not there', async () => {
    const response = await makeProvince().fetch(new Request(`${TEST_ORIGIN}/demo/network`, { method: 'POST', body: '{"down":true}' }))
    expect(response.status).toBe(404)
  })
})

describe('over HTTP', () => {
  test('a client that goes away in the middle of a stream leaves no listener', async () => {
    const province = makeProvince()
    const listening = await serveHttp(province, 0, null, error => { throw error })
    await new Promise<void>(done => {
      const request = httpRequest({ port: listening.port, path: '/jmap/events?types=*&closeafter=no&ping=0', headers: { authorization: basic(USER) } }, response => response.once('data', () => request.destroy()))
      request.on('error', () => {})
      request.on('close', done)
      request.end()
    })
    await signIn(province, USER).draft('x')
    await expect.poll(() => province.store.listeners.size).toBe(0)
    await listening.stop()
  })
})

describe('a province on a file', () => {
  test('goes on after a stop, with the same states', async () => {
    const path = join(makeFolder(), 'province.db')
    const first = makeProvince({ storage: { kind: 'file', path } })
    const id = await signIn(first, USER).draft('V/v báo cáo')
    const { state } = await signIn(first, USER).call('OfficialDocument/get', { ids: [] })
    first.close()
    const second = makeProvince({ storage: { kind: 'file', path } })
    const me = signIn(second, USER)
    expect(await me.call('OfficialDocument/changes', { sinceState: state })).toMatchObject({ created: [], updated: [], destroyed: [] })
    expect(await me.read('OfficialDocument', id)).toMatchObject({ subject: 'V/v báo cáo' })
    second.close()
  })

  test.each(['beside it', 'over it'])('restored from a backup put %s refuses the states it gave out before', async where => {
    const folder = makeFolder()
    const path = join(folder, 'province.db')
    makeProvince({ storage: { kind: 'file', path } }).close()
    cpSync(path, join(folder, 'backup.db'))
    const first = makeProvince({ storage: { kind: 'file', path } })
    const { state } = await signIn(first, USER).call('OfficialDocument/get', { ids: [] })
    first.close()
    const restored = where === 'over it' ? path : join(folder, 'backup.db')
    if (where === 'over it') cpSync(join(folder, 'backup.db'), path)
    const second = makeProvince({ storage: { kind: 'file', path: restored }, random: bytes => new Uint8Array(bytes).fill(7) })
    expect(await signIn(second, USER).call('OfficialDocument/changes', { sinceState: state })).toMatchObject({ error: 'cannotCalculateChanges' })
    second.close()
  })
})
