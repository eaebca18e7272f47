import { expect, test } from 'vitest'
import { ask } from '../../../electron/trust-services/exchange.ts'
import { NOW } from '../../helpers/make-store.ts'

/** One question to a service that answers as it likes; answers and how often it was asked. */
async function asked(answer: (url: URL) => Response) {
  const urls: string[] = []
  const network = { now: () => NOW, random: () => new Uint8Array(), wait: async () => {}, fetch: async (request: Request) => { urls.push(request.url); return answer(new URL(request.url)) } }
  const outcome = await ask(network, { area: 'revocation', url: new URL('http://ca.example/a/list'), body: null, accept: 'application/pkix-crl', timeoutMs: 5_000, largest: 100 })
    .then(bytes => Buffer.from(bytes).toString('hex'), (error: { code: string, facts: object }) => ({ code: error.code, facts: error.facts }))
  return { outcome, urls }
}
const der = () => new Response(Uint8Array.of(0x30, 0))
const elsewhere = (location: string) => new Response(null, { status: 302, headers: { location } })

test('a list that has moved is followed, by a relative address too; one that moves on and on is no service', async () => {
  expect(await asked(({ pathname }) => pathname === '/a/new' ? der() : elsewhere('new'))).toEqual({ outcome: '3000', urls: ['http://ca.example/a/list', 'http://ca.example/a/new'] })
  const { outcome, urls } = await asked(({ pathname }) => elsewhere(`${pathname}x`))
  expect([outcome, urls.length]).toEqual([{ code: 'revocation.not-a-service', facts: { service: 'ca.example', reason: 'redirect' } }, 4])
})

test.each([
  ['in seconds', '120', 120_000], ['as a date', new Date(NOW + 60_000).toUTCString(), 60_000], ['in the past', new Date(NOW - 60_000).toUTCString(), 0],
  ['for days: an hour at most', '9999999', 3_600_000], ['in words that mean nothing', 'soon', null], ['not at all', null, null],
])('a busy service says when to come back %s', async (_, value, retryAfterMs) => {
  expect((await asked(() => new Response('', { status: 429, headers: value === null ? {} : { 'retry-after': value } }))).outcome).toEqual({ code: 'revocation.busy', facts: { service: 'ca.example', status: 429, retryAfterMs } })
})
