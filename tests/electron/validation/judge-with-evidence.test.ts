import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { RevocationEvidence } from '../../../electron/pki/evidence.ts'
import { joinEvidence, type Chain } from '../../../electron/validation/examination.ts'
import { createJudge } from '../../../electron/validation/judge.ts'
import { judgeWithEvidence } from '../../../electron/validation/judge-with-evidence.ts'
import { spawnNodeWorker } from '../../../electron/validation/spawn-worker.ts'
import { HOLDER, makeAuthorityServer, type AuthorityServer } from '../../helpers/authority-server.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { makeSignedPdf } from '../../helpers/make-signed-pdf.ts'
import { NOW } from '../../helpers/make-store.ts'
import { makeTrust, signerOf } from '../../helpers/make-trust.ts'

const judge = createJudge({ spawnWorker: spawnNodeWorker(new URL('../../../electron/validation/worker.ts', import.meta.url)) })
const made = { server: null as AuthorityServer | null, clock: NOW }
const server = (): AuthorityServer => made.server ?? (() => { throw new Error('not started') })()
beforeAll(async () => { made.server = await makeAuthorityServer({ now: () => made.clock }) })
beforeEach(() => { made.clock = NOW })
afterAll(() => server().stop())

const DAY_MS = 86_400_000
const network = async (open: readonly Chain[]): Promise<RevocationEvidence> => joinEvidence(await Promise.all(open.map(chain => makeTrust(server(), () => made.clock).gatherRevocation(chain))))
const nothing = (): RevocationEvidence => ({ ocsps: [], crls: [], certificates: [] })

async function signed(identity = server().officer): Promise<Uint8Array> {
  return makeSignedPdf(makePdf(), signerOf(identity), { atMs: NOW })
}
async function settle(bytes: Uint8Array, sources: Parameters<typeof judgeWithEvidence>[2], wish: { readonly evidence?: RevocationEvidence; readonly knownSince?: number } = {}) {
  const settled = await judgeWithEvidence(judge, { document: { kind: 'bytes', bytes }, trust: [server().anchor], at: made.clock, ...wish }, sources)
  const [one] = settled.report.signatures
  return { ...settled, short: [settled.report.verdict, one?.subIndication, one?.revocation.source, one?.level] }
}

describe('revocation beyond the document', () => {
  test('nobody answers: indeterminate for that alone; the network answers: valid, and the level stays the document’s own', async () => {
    const bytes = await signed()
    expect((await settle(bytes, [nothing])).short).toEqual(['indeterminate', 'TRY_LATER', 'none', 'B-B'])
    const { short, open, evidence, chains } = await settle(bytes, [nothing, network])
    expect({ short, open }).toEqual({ short: ['valid', null, 'ocsp', 'B-B'], open: [] })
    expect([evidence.ocsps.length, evidence.crls.length, chains[0]?.length]).toEqual([1, 1, 3])
  })

  test('a source is not asked for what the one before it has settled', async () => {
    const bytes = await signed()
    const first = await settle(bytes, [network])
    const asked = { ...server().services.asked }
    const kept = (): RevocationEvidence => first.evidence
    expect((await settle(bytes, [kept, network])).short).toEqual(['valid', null, 'ocsp', 'B-B'])
    expect(server().services.asked).toEqual(asked)
  })

  test('a revoked signer is invalid, by the network or by what was kept', async () => {
    const identity = server().authority.officer({ ...HOLDER, name: 'Người bị thu hồi' })
    server().services.revoke(identity.serial, { at: NOW - DAY_MS, reason: 1 })
    const found = await settle(await signed(identity), [network])
    expect(found.short).toEqual(['invalid', 'REVOKED', 'ocsp', 'B-B'])
    expect((await settle(await signed(identity), [], { evidence: found.evidence })).report.verdict).toBe('invalid')
  })

  test('lists that have run out leave it open and tell their date', async () => {
    const bytes = await signed()
    server().services.misbehave('ocsp', 'error')
    const { evidence } = await settle(bytes, [network])
    server().services.misbehave('ocsp', null)
    made.clock = NOW + 10 * DAY_MS
    const { short, report } = await settle(bytes, [() => evidence])
    expect({ short, at: report.signatures[0]?.revocation.producedAt }).toEqual({ short: ['indeterminate', 'TRY_LATER', 'none', 'B-B'], at: '2026-11-24T09:00:00+07:00' })
  })
})

describe('our own verdict on arrival as proof of existence', () => {
  test('a B-B signature stays valid after its certificate has ended, with what was kept; without it is out of bounds', async () => {
    const bytes = await signed()
    const { evidence } = await settle(bytes, [network])
    made.clock = NOW + 40 * 365 * DAY_MS
    expect((await settle(bytes, [])).short).toEqual(['indeterminate', 'OUT_OF_BOUNDS_NO_POE', 'none', 'B-B'])
    expect((await settle(bytes, [], { evidence, knownSince: NOW })).short).toEqual(['valid', null, 'ocsp', 'B-B'])
  })

  test('a certificate revoked afterwards does not harm it, one revoked before does', async () => {
    const identity = server().authority.officer({ ...HOLDER, name: 'Người nghỉ việc' })
    const bytes = await signed(identity)
    server().services.revoke(identity.serial, { at: NOW + DAY_MS, reason: 5 })
    made.clock = NOW + 2 * DAY_MS
    expect((await settle(bytes, [network], { knownSince: NOW + 2 * DAY_MS })).report.verdict).toBe('invalid')
    expect((await settle(bytes, [network], { knownSince: NOW })).report.verdict).toBe('valid')
  })
})
