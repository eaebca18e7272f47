import { describe, expect, test } from 'vitest'
import { parseCertificate } from '../../../electron/pki/certificate.ts'
import { findEntry } from '../../../electron/pki/crl-entries.ts'
import { parseCrl } from '../../../electron/pki/crl.ts'
import type { RevocationStatus } from '../../../electron/pki/evidence.ts'
import { checkRevocation, readEvidence } from '../../../electron/pki/revocation.ts'
import { HOLDER, makeEllipticAuthority } from '../../helpers/authority-server.ts'
import { NOW } from '../../helpers/make-store.ts'
import { makeRandom } from '../../province/make-province.ts'
import { makeCrl, manyRevoked, type CrlWish } from '../../province/authority/crl.ts'
import { AUTHORITY_HOSTS, type Issuer } from '../../province/authority/authority.ts'

const DAY_MS = 86_400_000
const BULK = 100_000

const authority = makeEllipticAuthority()
const { serial } = authority.officer(HOLDER)
const certificate = parseCertificate(authority.officer(HOLDER).certificate)
const issuer = parseCertificate(authority.issuing.certificate)
const root = parseCertificate(authority.root.certificate)

function list(wish: Partial<CrlWish> = {}, by: Issuer = authority.issuer): Uint8Array {
  return makeCrl(by, { revoked: [], thisUpdate: NOW, nextUpdate: NOW + 7 * DAY_MS, number: 10, ...wish })
}

function statusBy(crls: readonly Uint8Array[], at = NOW, now = at): RevocationStatus {
  return checkRevocation({ certificate, issuer, evidence: readEvidence({ ocsps: [], crls, certificates: [] }), anchors: [root], at, now })
}

const said = (status: RevocationStatus): string => status.kind === 'unknown' ? status.why : status.kind
const own = { serial, at: NOW - DAY_MS, reason: 1 }

describe('a list in bulk', () => {
  const bulk = list({ revoked: [...manyRevoked(BULK, NOW - DAY_MS), own] })

  // What it may cost is measured by `npm run bench -- --only revocation-list`.
  test('of 100,000 entries is read, its value checked and searched', () => {
    expect(statusBy([bulk])).toMatchObject({ kind: 'revoked', reason: 'keyCompromise' })
  })

  test('every entry of it is found, and none that is not there', () => {
    const crl = parseCrl(bulk)
    const issuerKey = issuer.subject.key
    const find = (hex: string) => findEntry(crl, { serial: Buffer.from(`0210${hex}`, 'hex'), issuerKey })
    for (const index of [0, 1, 4_711, BULK - 1]) expect(find(manyRevoked(index + 1, 0)[index]?.serial ?? '')?.at).toBe(NOW - DAY_MS)
    expect([find(`71${'0'.repeat(30)}`), findEntry(crl, { serial: certificate.serialEncoded, issuerKey: root.subject.key })]).toEqual([null, null])
  })
})

describe('what a list says depends on its time', () => {
  test.each([
    ['in its time', 0, NOW, 'good'], ['after its time', 0, NOW + 8 * DAY_MS, 'stale'], ['made after the moment that is asked', 0, NOW - DAY_MS, 'good'],
    ['from the future', 2 * DAY_MS, NOW, 'absent'],
  ])('%s', (_, later, at, wanted) => {
    expect(said(statusBy([list({ thisUpdate: NOW + later, nextUpdate: NOW + later + 7 * DAY_MS })], at, Math.max(at, NOW)))).toBe(wanted)
  })

  test('a signature made before the revocation is not touched by it; after it, it is, also by a list that has run out', () => {
    const crls = [list({ revoked: [own] })]
    expect([NOW - 2 * DAY_MS, NOW - DAY_MS, NOW, NOW + 300 * DAY_MS].map(at => said(statusBy(crls, at, Math.max(at, NOW))))).toEqual(['good', 'revoked', 'revoked', 'revoked'])
  })

  test('the newest of two lists counts: a hold that was lifted is gone', () => {
    const held = list({ revoked: [{ ...own, reason: 6 }], thisUpdate: NOW - 2 * DAY_MS, number: 8 })
    expect([said(statusBy([held])), said(statusBy([held, list()])), said(statusBy([list(), held]))]).toEqual(['revoked', 'good', 'good'])
  })

  test('of a certificate that has ended nothing is known any more: it may be gone from the list', () => {
    const after = certificate.notAfter + DAY_MS
    expect(said(statusBy([list({ thisUpdate: after, nextUpdate: after + DAY_MS })], NOW, after))).toBe('stale')
  })
})

describe('deltas', () => {
  const base = list({ number: 10, thisUpdate: NOW - 9 * DAY_MS, nextUpdate: NOW - 2 * DAY_MS, revoked: [{ ...own, reason: 6 }] })
  test.each<[string, Partial<CrlWish>, string]>([
    ['a delta lifts a hold and makes its complete list last', { number: 12, baseNumber: 10, revoked: [{ ...own, reason: 8 }] }, 'good'],
    ['a delta over a later list than ours is not used', { number: 12, baseNumber: 11, revoked: [{ ...own, reason: 8 }] }, 'revoked'],
    ['a delta of another scope is not used', { number: 12, baseNumber: 10, scope: { only: 'users' }, revoked: [{ ...own, reason: 8 }] }, 'revoked'],
    ['a delta that is older than the list is not used', { number: 10, baseNumber: 9, revoked: [{ ...own, reason: 8 }] }, 'revoked'],
  ])('%s', (_, wish, wanted) => {
    expect(said(statusBy([base, list(wish)]))).toBe(wanted)
  })

  test('a delta adds a revocation, and alone proves nothing', () => {
    const delta = list({ number: 12, baseNumber: 10, revoked: [own] })
    expect([said(statusBy([list({ number: 11 }), delta])), said(statusBy([list({ number: 12, baseNumber: 10 })]))]).toEqual(['revoked', 'absent'])
  })
})

describe('a list speaks only for its part', () => {
  const url = `http://${AUTHORITY_HOSTS.crl}/crl/issuing.crl`
  test.each<[string, NonNullable<CrlWish['scope']>, string]>([
    ['users', { only: 'users' }, 'good'], ['authorities', { only: 'authorities' }, 'absent'], ['the point that the certificate names', { url }, 'good'],
    ['another point', { url: `${url}2` }, 'absent'], ['users at the point', { url, only: 'users' }, 'good'],
  ])('%s', (_, scope, wanted) => {
    expect(said(statusBy([list({ scope })]))).toBe(wanted)
  })

  test('a CA of the same name under a root that is not ours has no say', () => {
    const other = makeEllipticAuthority()
    const lying = list({ revoked: [own] }, other.issuer)
    const evidence = readEvidence({ ocsps: [], crls: [lying], certificates: [other.issuing.certificate, other.root.certificate] })
    expect(checkRevocation({ certificate, issuer, evidence, anchors: [root], at: NOW })).toEqual({ kind: 'unknown', why: 'refused' })
  })
})

describe('a list from anybody', () => {
  const bytes = list({ revoked: [...manyRevoked(20, NOW), own] })

  test('cut anywhere or with any bit turned over it never clears a revoked certificate, and never throws', () => {
    const random = makeRandom(42)
    const turned = Array.from({ length: 600 }, () => {
      const copy = Uint8Array.from(bytes)
      const at = ((random(1)[0] ?? 0) * 256 + (random(1)[0] ?? 0)) % copy.length
      copy[at] = (copy[at] ?? 0) ^ 1 << ((random(1)[0] ?? 0) & 7)
      return copy
    })
    const cut = Array.from({ length: bytes.length }, (_, length) => bytes.subarray(0, length))
    expect([...turned, ...cut].map(one => said(statusBy([one]))).filter(one => one === 'good')).toEqual([])
  })

  test('lists by the hundred, signed by a CA of the same name without an anchor, neither keep us busy nor hide the right one', () => {
    const other = makeEllipticAuthority()
    const many = Array.from({ length: 300 }, (_, index) => list({ thisUpdate: NOW - index * 1_000, revoked: [own] }, other.issuer))
    const evidence = readEvidence({ ocsps: [], crls: [...many, list()], certificates: [other.issuing.certificate, other.root.certificate] })
    const started = performance.now()
    expect(checkRevocation({ certificate, issuer, evidence, anchors: [root], at: NOW }).kind).toBe('good')
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})
