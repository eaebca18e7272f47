import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { silentLog } from '../../../electron/core/log.ts'
import { createTrustLists } from '../../../electron/core/trust-list.ts'
import { makeEllipticAuthority } from '../../helpers/authority-server.ts'
import { makeFolder, makeStore, NOW } from '../../helpers/make-store.ts'
import { certificatePem } from '../../province/authority/certificate.ts'
import { makeTrustList, type TrustListWish } from '../../province/authority/trust-list.ts'

const HOUR_MS = 3_600_000
const { root, untrustedRoot, issuing } = makeEllipticAuthority()

/** A machine whose policy pins `root`, and a province that answers with what `serve` holds. */
function makeLists(pins = [root], url = 'http://localhost:1') {
  const folder = makeFolder()
  mkdirSync(join(folder, 'list-signers'))
  for (const [index, pin] of pins.entries()) writeFileSync(join(folder, 'list-signers', `${index}.pem`), certificatePem(pin.certificate))
  const held = { body: '', at: NOW, asked: 0, url: '' }
  const store = makeStore()
  const lists = createTrustLists({
    store, url, folders: [folder], now: () => held.at, log: silentLog,
    fetch: async request => {
      Object.assign(held, { asked: held.asked + 1, url: request.url })
      return held.body === '' ? new Response('', { status: 404 }) : new Response(held.body)
    },
  })
  return {
    held, lists,
    async serve(signer: typeof root, wish: Partial<TrustListWish> = {}) {
      held.body = makeTrustList(signer, { sequence: 1, issuedAt: NOW, anchors: [{ name: 'Gốc', certificate: untrustedRoot.certificate }], ...wish })
      held.at += HOUR_MS
      return lists.refresh()
    },
    sequence: async () => (await lists.kept())?.sequence ?? null,
  }
}

test('a list that the pinned signer signed is kept, newer ones take its place, older ones never again', async () => {
  const { serve, sequence, lists } = makeLists()
  expect([await serve(root, { sequence: 5 }), await sequence()]).toEqual([true, 5])
  expect([await serve(root, { sequence: 4 }), await serve(root, { sequence: 5 }), await sequence()]).toEqual([false, false, 5])
  expect([await serve(root, { sequence: 6, anchors: [] }), await sequence(), (await lists.kept())?.anchors.length]).toEqual([true, 6, 0])
})

test.each([
  ['signed by somebody else', () => makeTrustList(issuing, { sequence: 9, issuedAt: NOW, anchors: [] })],
  ['changed on its way', () => {
    const body = JSON.parse(makeTrustList(root, { sequence: 9, issuedAt: NOW, anchors: [] })) as { list: string, signature: string }
    return JSON.stringify({ ...body, list: Buffer.from(Buffer.from(body.list, 'base64').toString().replace('"sequence":9', '"sequence":8')).toString('base64') })
  }],
  ['run out before it came', () => makeTrustList(root, { sequence: 9, issuedAt: NOW - 40 * 24 * HOUR_MS, anchors: [] })],
  ['no JSON', () => '<html>'], ['not a list', () => '{"list":"e30=","signature":"AA=="}'],
])('a list that is %s is not taken', async (_, body) => {
  const { held, lists, sequence } = makeLists()
  held.body = body()
  expect([await lists.refresh(), await sequence()]).toEqual([false, null])
})

test('a root that was withdrawn is no anchor from then on; the list goes on when it has run out, and says so by its date', async () => {
  const { serve, lists, held } = makeLists()
  await serve(root, { anchors: [{ name: 'Cũ', certificate: issuing.certificate, withdrawnAt: NOW + 2 * HOUR_MS }, { name: 'Mới', certificate: untrustedRoot.certificate }] })
  expect((await lists.kept())?.anchors.length).toBe(2)
  held.at = NOW + 60 * 24 * HOUR_MS
  const kept = await lists.kept()
  expect([kept?.anchors.length, (kept?.nextUpdate ?? 0) < held.at]).toEqual([1, true])
})

test('where policy pins nobody the province is not even asked; else once an hour at most', async () => {
  const nobody = makeLists([])
  await nobody.serve(root)
  const pinned = makeLists()
  await pinned.serve(root)
  await pinned.lists.refresh()
  expect([nobody.held.asked, await nobody.sequence(), pinned.held.asked]).toEqual([0, null, 1])
})

test.each(['tinh.example', 'https://tinh.example/jmap', ' https://tinh.example '])('the province is asked by the address as the officer typed it: %j', async url => {
  const { serve, held } = makeLists([root], url)
  expect([await serve(root), held.url]).toEqual([true, 'https://tinh.example/.well-known/lien-thong/trust-list'])
})
