import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { makeProvinceClient } from '../../../electron/province/province.ts'
import type { Fetch } from '../../../electron/province/http.ts'
import { fromNetwork } from '../../../electron/province/status.ts'
import { decideDelta } from '../../../electron/sync/decide-delta.ts'
import { makeProvince } from '../../province/make-province.ts'
import { ORIGIN } from '../../helpers/make-client.ts'

const LOGIN = { url: ORIGIN, user: 'lanh-dao@snv', password: 'lanh-dao@snv' }
const client = (fetch: Fetch, login = LOGIN) => makeProvinceClient({ fetch, now: () => 0 }, login)
const json = (value: unknown): Response => new Response(JSON.stringify(value), { headers: { 'content-type': 'application/json' } })

/** The reference province with its answers changed on the way. */
function changed(change: (request: Request, response: Response) => Promise<Response> | Response): Fetch {
  const province = makeProvince()
  return async request => change(request, await province.fetch(request))
}

test('relative URLs in the session are read against the session’s own', async () => {
  const fetch = changed(async (request, response) => request.url.endsWith('/session') ? json({ ...await response.json() as object, apiUrl: '/jmap/api', uploadUrl: 'upload/{accountId}/' }) : response)
  const session = await client(fetch).session()
  expect([session.apiUrl, session.uploadUrl]).toEqual([`${ORIGIN}/jmap/api`, `${ORIGIN}/jmap/upload/{accountId}/`])
})

test('a redirect within the origin is followed; one that leaves it never sees the password', async () => {
  await expect(client(changed((_, response) => response)).session()).resolves.toBeDefined()
  const seen: string[] = []
  const fetch: Fetch = request => {
    seen.push(new URL(request.url).host)
    return Promise.resolve(Response.redirect('https://elsewhere.example/jmap', 307))
  }
  await expect(client(fetch).session()).rejects.toMatchObject({ code: 'province.bad-address' })
  expect(new Set(seen)).toEqual(new Set(['127.0.0.1:1']))
})

test.each([
  [401, 'province.wrong-password'], [404, 'province.not-jmap'], [403, 'province.refused'], [413, 'province.too-large'], [429, 'province.rate-limited'], [500, 'province.server-failed'], [503, 'province.server-failed'],
])('HTTP %i is %s', async (status, code) => {
  await expect(client(() => Promise.resolve(new Response('x', { status }))).session()).rejects.toMatchObject({ code })
})

test('an answer that is no JMAP is said as such, however deep or long', async () => {
  for (const body of ['<html>', '{}', '['.repeat(100_000), '{"accounts":3}']) await expect(client(() => Promise.resolve(new Response(body))).session()).rejects.toMatchObject({ code: 'province.not-jmap' })
})

test('TLS failures are certificates, everything else of the network passes', () => {
  const failed = (code: string): Error => new TypeError('fetch failed', { cause: Object.assign(new Error(), { code }) })
  expect(['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_TLS_CERT_ALTNAME_INVALID', 'ECONNREFUSED', 'ENOTFOUND', 'ECONNRESET'].map(code => fromNetwork(failed(code)).code))
    .toEqual(['province.certificate', 'province.certificate', 'province.certificate', 'province.unreachable', 'province.unreachable', 'province.unreachable'])
})

test('plain HTTP leaves this machine never, and an address holds no password', async () => {
  for (const url of ['http://h31.gov.vn', 'https://a:b@h31.gov.vn', '', 'ftp://x']) await expect(client(() => Promise.resolve(json({})), { ...LOGIN, url }).session()).rejects.toMatchObject({ code: 'province.bad-address' })
})

test('204 on the event stream, or no stream at all, means poll', async () => {
  for (const answer of [() => new Response(null, { status: 204 }), () => new Response('x', { headers: { 'content-type': 'text/html' } })]) {
    const province = client(changed((request, response) => request.url.includes('/events') ? answer() : response))
    expect(await province.events(['Task'], null, new AbortController().signal)).toEqual({ kind: 'poll' })
  }
})

test('a stream mislabelled as gzip is read as it is; one that really is and breaks ends as unreachable', async () => {
  const text = 'event: state\ndata: {"changed":{"a":{"Task":"1"}}}\nid: 7\n\n'
  const headers = { 'content-type': 'text/event-stream', 'content-encoding': 'gzip' }
  const channel = await client(changed((request, response) => request.url.includes('/events') ? new Response(text, { headers }) : response)).events(['Task'], null, new AbortController().signal)
  expect(channel.kind === 'stream' ? (await channel.pushes.next()).value : null).toEqual({ kind: 'changed', changed: { a: { Task: '1' } }, id: '7' })
  const broken = new ReadableStream({ start: controller => { controller.enqueue(gzipSync('x')); controller.error(new TypeError('terminated')) } })
  const other = await client(changed((request, response) => request.url.includes('/events') ? new Response(broken, { headers }) : response)).events(['Task'], null, new AbortController().signal)
  await expect(other.kind === 'stream' ? other.pushes.next().then(() => other.pushes.next()) : null).rejects.toMatchObject({ code: 'province.unreachable' })
})

test('a range that is ignored brings the whole file from its beginning', async () => {
  const fetch = changed((request, response) => request.url.includes('/download/') ? new Response('whole file', { status: 200 }) : response)
  expect(await client(fetch).download('p', { blobId: 'B1', name: '../a', type: 'application/pdf' }, 4)).toMatchObject({ from: 0 })
})

const delta = (newState: string, more = false) => ({ ok: true, value: { accountId: 'a', oldState: 'x', newState, hasMoreChanges: more, created: [], updated: [], destroyed: [] } }) as const
test.each([
  ['e.10', delta('e.12'), 'apply'], ['e.10', delta('e.10'), 'apply'], ['e.10', delta('e.7'), 'resync'], ['e.10', delta('e.10', true), 'resync'],
  ['e.10', { ok: false, type: 'cannotCalculateChanges' }, 'resync'], ['e.10', { ok: false, type: 'invalidArguments' }, 'resync'], ['e.10', { ok: false, type: 'tooManyChanges' }, 'resync'],
  ['e.10', { ok: false, type: 'unknownMethod' }, 'skip'], ['e.10', { ok: false, type: 'serverUnavailable' }, 'later'],
] as const)('since %s, %j means %s', (since, answer, verdict) => {
  expect(decideDelta(since, answer as Parameters<typeof decideDelta>[1])).toBe(verdict)
})
