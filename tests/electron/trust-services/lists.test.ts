import { expect, test } from 'vitest'
import { fetchList, type ListShelf } from '../../../electron/trust-services/lists.ts'
import { makeEllipticAuthority } from '../../helpers/authority-server.ts'
import { NOW } from '../../helpers/make-store.ts'
import { makeCrl } from '../../province/authority/crl.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const authority = makeEllipticAuthority()

/** One client's shelf over a server that answers with lists of its own time, as long as it works. */
function makeShelf(lastsMs = DAY_MS) {
  const held = { at: NOW, asked: [] as string[], isBroken: false }
  const shelf: ListShelf = new Map()
  const network = {
    now: () => held.at, random: () => new Uint8Array(), wait: async () => {},
    async fetch(request: Request) {
      held.asked.push(new URL(request.url).pathname)
      return held.isBroken ? new Response('', { status: 500 }) : new Response(Uint8Array.from(makeCrl(authority.issuer, { revoked: [], thisUpdate: held.at, nextUpdate: held.at + lastsMs, number: 1 })))
    },
  }
  return { held, fetch: (name: string) => fetchList(network, shelf, new URL(`http://crl.example/${name}`), { timeoutMs: 5_000, signal: undefined }) }
}

test('a list that could not be had is asked for again by the next: a failure is not kept', async () => {
  const { held, fetch } = makeShelf()
  held.isBroken = true
  await expect(fetch('a')).rejects.toMatchObject({ code: 'revocation.unreachable' })
  await expect(fetch('a')).rejects.toMatchObject({ code: 'revocation.unreachable' })
  held.isBroken = false
  expect([(await fetch('a')).nextUpdate, held.asked.length]).toEqual([NOW + DAY_MS, 3])
})

test.each([['that lasts for days is asked for anew after an hour', DAY_MS, HOUR_MS], ['that ends sooner, when it has ended', HOUR_MS / 4, HOUR_MS / 4]])('a list %s, and not before', async (_, lastsMs, afterMs) => {
  const { held, fetch } = makeShelf(lastsMs)
  await fetch('a')
  held.at = NOW + afterMs - 1_000
  await fetch('a')
  expect(held.asked.length).toBe(1)
  held.at = NOW + afterMs + 1_000
  await fetch('a')
  expect(held.asked.length).toBe(2)
})

test('of very many lists only the last dozen are kept: certificates of strangers must not fill the memory', async () => {
  const { held, fetch } = makeShelf()
  for (let name = 1; name <= 13; name += 1) await fetch(String(name))
  for (let name = 13; name >= 2; name -= 1) await fetch(String(name))
  expect(held.asked.length).toBe(13)
  await fetch('1')
  expect(held.asked.length).toBe(14)
})
