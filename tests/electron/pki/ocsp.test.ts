import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseCertificate, type Certificate } from '../../../electron/pki/certificate.ts'
import type { RevocationStatus } from '../../../electron/pki/evidence.ts'
import { buildOcspRequest } from '../../../electron/pki/ocsp-request.ts'
import { parseOcspResponse, type OcspAnswer } from '../../../electron/pki/ocsp-response.ts'
import { ocspStatus } from '../../../electron/pki/ocsp-status.ts'
import { parseCertificateFile } from '../../../electron/pki/trust-store.ts'
import { checkRevocation, readEvidence } from '../../../electron/pki/revocation.ts'
import { HOLDER, makeEllipticAuthority } from '../../helpers/authority-server.ts'
import { NOW } from '../../helpers/make-store.ts'
import { makeRandom } from '../../province/make-province.ts'
import { makeCrl } from '../../province/authority/crl.ts'
import { answerOcsp, failOcsp, type OcspWish } from '../../province/authority/ocsp.ts'

const HOUR_MS = 3_600_000
const authority = makeEllipticAuthority()
const { serial } = authority.officer(HOLDER)
const certificate = parseCertificate(authority.officer(HOLDER).certificate)
const issuer = parseCertificate(authority.issuing.certificate)
const root = parseCertificate(authority.root.certificate)
const request = buildOcspRequest({ certificate, issuer, nonce: new Uint8Array(16).fill(9) })
const own = { serial, at: NOW - HOUR_MS, reason: 4 }

function answer(wish: Partial<OcspWish> = {}): Uint8Array {
  return answerOcsp(request, {
    issuer: authority.issuer, responder: { identity: authority.responder(), isDelegated: true }, revoked: [], thisUpdate: NOW, nextUpdate: NOW + HOUR_MS, fault: null, ...wish,
  })
}

function statusBy(ocsps: readonly Uint8Array[], at = NOW, crls: readonly Uint8Array[] = []): RevocationStatus {
  return checkRevocation({ certificate, issuer, evidence: readEvidence({ ocsps, crls, certificates: [] }), anchors: [root], at, now: Math.max(at, NOW) })
}

const said = (status: RevocationStatus): string => status.kind === 'unknown' ? status.why : status.kind
const direct = { identity: authority.issuing, isDelegated: false }

describe('an OCSP answer counts', () => {
  test.each<[string, Partial<OcspWish>, string]>([
    ['by a delegate of the CA', {}, 'good'], ['by the CA itself', { responder: direct }, 'good'], ['that says revoked', { revoked: [own] }, 'revoked'],
    ['that does not know the certificate: unknown', { fault: 'unknown' }, 'unknown'], ['about another certificate: not at all', { fault: 'other-certificate' }, 'absent'],
    ['with a wrong value: not', { fault: 'wrong-signature' }, 'refused'],
    ['by a certificate of the CA without the purpose: not', { responder: { identity: authority.tsa(), isDelegated: true } }, 'refused'],
    ['by an officer of the same CA: not', { responder: { identity: authority.officer({ ...HOLDER, key: 'colleague' }), isDelegated: true } }, 'refused'],
    ['by a delegate that has ended: not', { responder: { identity: authority.expiredResponder(), isDelegated: true } }, 'refused'],
    ['by a delegate of another CA: not', { responder: { identity: authority.foreignResponder(), isDelegated: true } }, 'refused'],
    ['by the root, which did not issue it: not', { responder: { identity: authority.root, isDelegated: true } }, 'refused'],
  ])('%s', (_, wish, wanted) => {
    expect(said(statusBy([answer(wish)]))).toBe(wanted)
  })

  test.each([['in its time', NOW + HOUR_MS / 2, 'good'], ['after its time: not', NOW + 3 * HOUR_MS, 'stale'], ['for a moment before it', NOW - 3 * HOUR_MS, 'good']])('%s', (_, at, wanted) => {
    expect(said(statusBy([answer()], at))).toBe(wanted)
  })

  test('for a signature made before the revocation it says good', () => {
    expect([NOW - 2 * HOUR_MS, NOW].map(at => said(statusBy([answer({ revoked: [own] })], at)))).toEqual(['good', 'revoked'])
  })

  test('no answer at all is no evidence', () => {
    expect(said(statusBy([failOcsp(3), Uint8Array.of(), Uint8Array.of(0x30, 0x80)]))).toBe('absent')
  })
})

/** What our own authority never says: an answer read, then changed where its signature has been checked already or is not asked. */
describe('an answer does not count', () => {
  const read = (wish: Partial<OcspWish> = {}): OcspAnswer => {
    const parsed = parseOcspResponse(answer(wish))
    if (parsed.kind !== 'answer') throw new Error(parsed.status)
    return parsed.answer
  }
  const status = (one: OcspAnswer, { at = NOW, isRevoked = false, of = certificate } = {}) => said(ocspStatus({ certificate: of, issuer, answers: [one], at, now: Math.max(at, NOW), isRevoked: () => isRevoked }))
  const withDelegate = (extensions: Partial<Certificate['extensions']>): OcspAnswer => {
    const one = read()
    return { ...one, certificates: one.certificates.map(each => ({ ...each, extensions: { ...each.extensions, ...extensions } })) }
  }
  const withSingle = (changes: Partial<OcspAnswer['singles'][number]>): OcspAnswer => {
    const one = read()
    return { ...one, singles: one.singles.map(each => ({ ...each, ...changes })) }
  }

  test('by a delegate that was revoked, unless nobody is asked about it', () => {
    expect([status(read(), { isRevoked: true }), status(withDelegate({ ocspNoCheck: false }), { isRevoked: true }), status(withDelegate({ ocspNoCheck: false }))]).toEqual(['good', 'refused', 'good'])
  })

  test('by a delegate that may not sign, or says something that we do not understand', () => {
    expect([status(withDelegate({ keyUsage: new Set(['keyEncipherment']) })), status(withDelegate({ unknownCritical: ['1.2.3'] })), status(withDelegate({ keyUsage: null }))]).toEqual(['refused', 'refused', 'good'])
  })

  test('for longer than a day where it names no end', () => {
    const open = withSingle({ nextUpdate: null })
    expect([status(open, { at: NOW + 23 * HOUR_MS }), status(open, { at: NOW + 25 * HOUR_MS })]).toEqual(['good', 'stale'])
  })

  test('about a certificate that had ended, unless it says how far it remembers', () => {
    const of = { ...certificate, notAfter: NOW - 2 * HOUR_MS }
    const at = NOW - 3 * HOUR_MS
    expect([status(read(), { of, at }), status(withSingle({ archiveCutoff: NOW - 24 * HOUR_MS }), { of, at }), status(withSingle({ archiveCutoff: NOW - HOUR_MS }), { of, at })]).toEqual(['stale', 'good', 'stale'])
  })
})

describe('answers and lists together', () => {
  const listed = (reason: number, thisUpdate = NOW) => makeCrl(authority.issuer, { revoked: [{ ...own, reason }], thisUpdate, nextUpdate: thisUpdate + 24 * HOUR_MS, number: 3 })

  test('a revocation in a list beats a good answer, but not a hold that a newer answer knows to be lifted', () => {
    expect([said(statusBy([answer()], NOW, [listed(1)])), said(statusBy([answer()], NOW, [listed(6, NOW - HOUR_MS)])), said(statusBy([answer({ thisUpdate: NOW - HOUR_MS / 2 })], NOW, [listed(6)]))])
      .toEqual(['revoked', 'good', 'revoked'])
  })

  test('a hold is lifted by whatever is newer, by another answer or by a list; another revocation by nothing', () => {
    const held = (reason: number) => answer({ revoked: [{ ...own, reason }], thisUpdate: NOW - HOUR_MS / 2, nextUpdate: NOW + HOUR_MS })
    const clean = (thisUpdate: number) => makeCrl(authority.issuer, { revoked: [], thisUpdate, nextUpdate: thisUpdate + 24 * HOUR_MS, number: 4 })
    expect([
      said(statusBy([held(6), answer()])), said(statusBy([held(4), answer()])), said(statusBy([answer({ thisUpdate: NOW - HOUR_MS * 0.75 }), held(6)])),
      said(statusBy([held(6)], NOW, [clean(NOW)])), said(statusBy([held(4)], NOW, [clean(NOW)])), said(statusBy([held(6)], NOW, [clean(NOW - HOUR_MS)])),
    ]).toEqual(['good', 'revoked', 'revoked', 'good', 'revoked', 'revoked'])
  })

  test('where the answer does not count the list does', () => {
    expect(said(statusBy([answer({ fault: 'wrong-signature' })], NOW, [makeCrl(authority.issuer, { revoked: [], thisUpdate: NOW, nextUpdate: NOW + HOUR_MS, number: 1 })]))).toBe('good')
  })
})

describe('an answer from anybody', () => {
  test('with any bit turned over it never clears a revoked certificate, and never throws', () => {
    const bytes = answer({ revoked: [own] })
    const random = makeRandom(7)
    const turned = Array.from({ length: 800 }, () => {
      const copy = Uint8Array.from(bytes)
      const at = ((random(1)[0] ?? 0) * 256 + (random(1)[0] ?? 0)) % copy.length
      copy[at] = (copy[at] ?? 0) ^ 1 << ((random(1)[0] ?? 0) & 7)
      return copy
    })
    expect(turned.map(one => said(statusBy([one]))).filter(one => one === 'good')).toEqual([])
  })
})

const FOLDER = join(import.meta.dirname, '../../../../shared/corpora/pyhanko-certvalidator')
describe.skipIf(!existsSync(FOLDER))('answers and lists of pyHanko', () => {
  const certificates = (path: string): Certificate => parseCertificateFile(readFileSync(join(FOLDER, path)))[0] ?? (() => { throw new Error(path) })()
  const bytes = (path: string): Uint8Array => Uint8Array.from(readFileSync(join(FOLDER, path)))

  test('a chain with a responder each: good', () => {
    const [alice, middle, top] = ['alice', 'interm', 'root'].map(name => certificates(`multitasking-ocsp/${name}.cert.pem`)) as [Certificate, Certificate, Certificate]
    const evidence = readEvidence({ ocsps: [bytes('multitasking-ocsp/ocsp-resp-alice.der'), bytes('multitasking-ocsp/ocsp-resp-interm.der')], crls: [], certificates: [] })
    const at = Date.parse('2021-08-19T12:20:22Z')
    expect([checkRevocation({ certificate: alice, issuer: middle, evidence, anchors: [top], at }).kind, checkRevocation({ certificate: middle, issuer: top, evidence, anchors: [top], at }).kind]).toEqual(['good', 'good'])
  })

  test('of answers of three days each counts in its ten minutes, and later ones for what was before', () => {
    const [alice, middle, top] = ['alice', 'interm', 'root'].map(name => certificates(`freshness/certs/${name}.crt`)) as [Certificate, Certificate, Certificate]
    const evidence = readEvidence({ ocsps: ['10-01', '11-29', '12-10'].map(day => bytes(`freshness/alice-2020-${day}.ors`)), crls: [], certificates: [] })
    const status = (at: string, now: string) => said(checkRevocation({ certificate: alice, issuer: middle, evidence, anchors: [top], at: Date.parse(at), now: Date.parse(now) }))
    expect([status('2020-11-29T00:05:00Z', '2020-11-29T00:05:00Z'), status('2020-11-30T00:00:00Z', '2020-11-30T00:00:00Z'), status('2020-11-30T00:00:00Z', '2020-12-10T00:05:00Z')]).toEqual(['good', 'stale', 'good'])
  })
})
