import { execFileSync, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, afterAll, describe, expect, test, vi } from 'vitest'
import { createRevocationClient, type RevocationInputs } from '../../../electron/trust-services/revocation.ts'
import { parseCertificate } from '../../../electron/pki/certificate.ts'
import { checkRevocation, readEvidence } from '../../../electron/pki/revocation.ts'
import type { GatheredRevocation } from '../../../electron/pki/evidence.ts'
import { HOLDER, makeAuthorityServer, type AuthorityServer } from '../../helpers/authority-server.ts'
import { NOW } from '../../helpers/make-store.ts'
import { certificatePem } from '../../province/authority/certificate.ts'
import { SERVICE_PATHS, type Service, type ServiceFault } from '../../province/authority/services.ts'

const HOUR_MS = 3_600_000
const hasOpenssl = spawnSync('openssl', ['version'], { stdio: 'ignore' }).error === undefined
const made = { server: null as AuthorityServer | null }
const server = (): AuthorityServer => made.server ?? (() => { throw new Error('not started') })()

beforeAll(async () => { made.server = await makeAuthorityServer() })
afterAll(() => server().stop())
afterEach(() => { for (const service of Object.keys(SERVICE_PATHS) as Service[]) server().services.misbehave(service, null) })

function client(wish: Partial<RevocationInputs> = {}) {
  return createRevocationClient({
    fetch: request => fetch(request), now: () => NOW, random: size => randomBytes(size), wait: () => Promise.resolve(),
    hostMap: server().hostMap, anchors: [server().anchor], timeoutMs: 10_000, ...wish,
  })
}

const chain = (): Uint8Array[] => [server().officer.certificate, ...server().officer.chain]
const kinds = ({ statuses }: GatheredRevocation) => statuses.map(({ status, problem }) => [status.kind, problem?.code ?? ('source' in status ? status.source : null)])

describe('evidence of a chain', () => {
  test('is an OCSP answer for the signer and a list for the CA, whose responder the certificates do not name', async () => {
    const found = await client()(chain())
    expect(kinds(found)).toEqual([['good', 'ocsp'], ['good', 'crl']])
    expect([found.ocsps.length, found.crls.length]).toEqual([1, 1])
  })

  test('convinces without a network, by the judging code alone', async () => {
    const found = await client()(chain())
    const [certificate, issuer, root] = chain().map(der => parseCertificate(der)) as [ReturnType<typeof parseCertificate>, ReturnType<typeof parseCertificate>, ReturnType<typeof parseCertificate>]
    const inputs = { evidence: readEvidence(found), anchors: [root], at: NOW }
    expect([checkRevocation({ ...inputs, certificate, issuer }).kind, checkRevocation({ ...inputs, certificate: issuer, issuer: root }).kind]).toEqual(['good', 'good'])
    // An hour and a bit later the answer has run out.
    expect(checkRevocation({ ...inputs, at: NOW + 2 * HOUR_MS, certificate, issuer })).toEqual({ kind: 'unknown', why: 'stale' })
  })

  test('issuers that the signer does not bring are fetched by their address and come back', async () => {
    const found = await client({ anchors: [] })([server().officer.certificate])
    expect(kinds(found)).toEqual([['good', 'ocsp'], ['good', 'crl']])
    const names = new Set(found.certificates.map(der => parseCertificate(der).sha256))
    expect(chain().every(der => names.has(parseCertificate(der).sha256))).toBe(true)
  })

  test('a revocation is told with its time and reason, by OCSP and by list', async () => {
    const identity = server().authority.officer({ ...HOLDER, name: 'Người bị thu hồi' })
    server().services.revoke(identity.serial, { at: NOW - HOUR_MS, reason: 1 })
    const revoked = { kind: 'revoked', at: NOW - HOUR_MS, reason: 'keyCompromise', producedAt: NOW }
    const [byOcsp] = (await client()([identity.certificate])).statuses
    server().services.misbehave('ocsp', 'torn')
    const [byList] = (await client()([identity.certificate])).statuses
    expect([byOcsp?.status, byList?.status]).toEqual([{ ...revoked, source: 'ocsp' }, { ...revoked, source: 'crl' }])
  })

  test('a revoked CA is told too', async () => {
    const other = await makeAuthorityServer()
    other.services.revoke(parseCertificate(other.authority.issuing.certificate).serial)
    const found = await client({ hostMap: other.hostMap, anchors: [other.anchor] })([other.officer.certificate])
    expect(kinds(found).map(([kind]) => kind)).toEqual(['good', 'revoked'])
    await other.stop()
  })

  test('a batch fetches one list, not one a document', async () => {
    const gather = client()
    server().services.misbehave('ocsp', 'torn')
    const before = server().services.asked.crl
    await Promise.all(Array.from({ length: 5 }, () => gather(chain())))
    expect(server().services.asked.crl - before).toBe(2)
  })

  test('who stops waiting for a list does not stop the others who wait for it', async () => {
    const gather = client()
    server().services.misbehave('ocsp', 'torn')
    server().services.misbehave('crl', 'timeout', 2)
    const before = server().services.asked.crl
    const stop = new AbortController()
    const [stopped, other] = [gather(chain(), stop.signal), gather(chain())]
    await vi.waitFor(() => { expect(server().services.asked.crl - before).toBe(2) })
    stop.abort(new DOMException('stopped', 'AbortError'))
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' })
    expect(kinds(await other)).toEqual([['good', 'crl'], ['good', 'crl']])
  })

  test('the CA itself may answer instead of its delegate', async () => {
    server().services.misbehave('ocsp', 'direct')
    expect(kinds(await client()(chain()))[0]).toEqual(['good', 'ocsp'])
  })

  test('an answer from stock, without a nonce, counts while it is fresh', async () => {
    server().services.misbehave('ocsp', 'no-nonce')
    expect(kinds(await client()(chain()))[0]).toEqual(['good', 'ocsp'])
  })

  test.skipIf(!hasOpenssl)('is what openssl accepts: the answer by -respin, the list by -verify', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'revocation-'))
    const file = (name: string, bytes: Uint8Array | string): string => { writeFileSync(join(dir, name), bytes); return join(dir, name) }
    const found = await client()(chain())
    const issuing = file('issuing.pem', certificatePem(server().authority.issuing.certificate))
    const root = file('root.pem', certificatePem(server().anchor))
    const ocsp = spawnSync('openssl', ['ocsp', '-respin', file('answer', found.ocsps[0] ?? ''), '-issuer', issuing, '-serial', `0x${server().officer.serial}`, '-CAfile', root, '-verify_other', issuing, '-no_nonce', '-attime', String(NOW / 1000), '-validity_period', String(10 ** 9)])
    expect(`${ocsp.stdout.toString()}${ocsp.stderr.toString()}`).toMatch(/Response verify OK[\s\S]*good|good[\s\S]*Response verify OK/)
    expect(execFileSync('openssl', ['crl', '-inform', 'DER', '-noout', '-in', file('list', found.crls[0] ?? ''), '-CAfile', root], { stdio: ['ignore', 'pipe', 'pipe'] }).toString()).toBe('')
    rmSync(dir, { recursive: true })
  })
})

describe('a responder that misbehaves: its list is asked instead; where the list fails too, the problem is the responder\'s', () => {
  test.each<[ServiceFault, string]>([
    ['torn', 'revocation.unreachable'], ['error', 'revocation.unreachable'], ['html', 'revocation.not-a-service'], ['redirect', 'revocation.not-a-service'],
    ['huge', 'revocation.too-large'], ['empty', 'revocation.malformed'], ['garbage', 'revocation.malformed'], ['busy', 'revocation.busy'],
    ['wrong-nonce', 'revocation.other-question'], ['other-certificate', 'revocation.other-question'], ['unknown', 'revocation.unknown-certificate'],
    ['stale', 'revocation.stale'], ['wrong-signature', 'revocation.untrusted-answer'], ['wrong-usage', 'revocation.untrusted-answer'],
    ['expired', 'revocation.untrusted-answer'], ['foreign', 'revocation.untrusted-answer'], ['try-later', 'revocation.refused'], ['unauthorized', 'revocation.refused'],
  ])('%s: %s', async (fault, code) => {
    server().services.misbehave('ocsp', fault)
    expect(kinds(await client()(chain()))[0]).toEqual(['good', 'crl'])
    server().services.misbehave('crl', 'torn')
    const [signer] = (await client()(chain())).statuses
    expect(signer).toMatchObject({ status: { kind: 'unknown' }, problem: { code, facts: { service: 'ocsp.ca.lienthong.example' } } })
  })

  test('silence: revocation.timeout', async () => {
    server().services.misbehave('ocsp', 'timeout')
    server().services.misbehave('crl', 'torn')
    const [signer] = (await client({ timeoutMs: 300 })(chain())).statuses
    expect(signer?.problem).toEqual({ code: 'revocation.timeout', facts: { service: 'ocsp.ca.lienthong.example', seconds: 1 } })
  })
})

describe('a list that misbehaves has its problem', () => {
  test.each<[ServiceFault, string]>([
    ['torn', 'revocation.unreachable'], ['html', 'revocation.not-a-service'], ['huge', 'revocation.too-large'], ['garbage', 'revocation.malformed'],
    ['stale', 'revocation.stale'], ['wrong-signature', 'revocation.untrusted-answer'], ['foreign', 'revocation.untrusted-answer'], ['busy', 'revocation.busy'],
  ])('%s: %s', async (fault, code) => {
    server().services.misbehave('crl', fault)
    const [, authority] = (await client()(chain())).statuses
    expect(authority).toMatchObject({ status: { kind: 'unknown' }, problem: { code, facts: { service: 'crl.ca.lienthong.example' } } })
  }, 20_000)

  test('a revocation counts even in a list that has run out', async () => {
    const identity = server().authority.officer({ ...HOLDER, name: 'Người bị thu hồi từ lâu' })
    server().services.revoke(identity.serial, { at: NOW - 60 * 24 * HOUR_MS })
    server().services.misbehave('ocsp', 'torn')
    server().services.misbehave('crl', 'stale')
    expect(kinds(await client()([identity.certificate]))[0]?.[0]).toBe('revoked')
  })
})

describe('an issuer that cannot be had', () => {
  test.each<[ServiceFault, string]>([['torn', 'revocation.unreachable'], ['html', 'revocation.not-a-service'], ['huge', 'revocation.too-large'], ['foreign', 'revocation.issuer-missing']])('%s: %s', async (fault, code) => {
    server().services.misbehave('aia', fault)
    const { statuses } = await client()([server().officer.certificate])
    expect(statuses).toMatchObject([{ status: { kind: 'unknown', why: 'absent' }, problem: { code } }])
  })

  test('for a chain to a root that is not trusted nobody is asked', async () => {
    const other = await makeAuthorityServer()
    const { statuses } = await client({ hostMap: other.hostMap })([other.officer.certificate, ...other.officer.chain])
    expect(statuses).toMatchObject(Array(2).fill({ status: { kind: 'unknown' }, problem: { code: 'certificate.no-path' } }))
    expect(other.services.asked).toEqual({ tsa: 0, ocsp: 0, crl: 0, aia: 0 })
    await other.stop()
  })

  test('a certificate that names no service at all: revocation.no-address', async () => {
    const { statuses } = await client({ anchors: [] })([server().authority.untrusted(HOLDER).certificate, server().authority.untrustedRoot.certificate])
    expect(statuses).toMatchObject([{ status: { kind: 'unknown' }, problem: { code: 'revocation.no-address' } }])
  })
})
