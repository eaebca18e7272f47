import { execFileSync, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTimestampClient, type TimestampInputs } from '../../../electron/trust-services/timestamps.ts'
import { readSignedData } from '../../../electron/pki/cms-read.ts'
import { readTstInfo } from '../../../electron/pki/tst-info.ts'
import { toProblem } from '../../../shared/problem.ts'
import { makeAuthorityServer, type AuthorityServer } from '../../helpers/authority-server.ts'
import { NOW } from '../../helpers/make-store.ts'
import { certificatePem } from '../../province/authority/certificate.ts'
import type { ServiceFault } from '../../province/authority/services.ts'

const DIGEST = createHash('sha256').update('nội dung văn bản').digest()
const hasOpenssl = spawnSync('openssl', ['version'], { stdio: 'ignore' }).error === undefined
const made = { server: null as AuthorityServer | null }
const server = (): AuthorityServer => made.server ?? (() => { throw new Error('not started') })()

beforeAll(async () => { made.server = await makeAuthorityServer() })
afterAll(() => server().stop())

/** A client of the authority's TSA that waits for nobody; `waited` notes how long it would have. */
function client(wish: Partial<TimestampInputs> = {}) {
  const waited: number[] = []
  const clock = { at: NOW }
  const inputs: TimestampInputs = {
    fetch: request => fetch(request), now: () => clock.at, random: size => randomBytes(size), tsas: [{ url: server().tsaUrl }], timeoutMs: 10_000,
    wait: ms => { waited.push(ms); return Promise.resolve() }, ...wish,
  }
  return { request: createTimestampClient(inputs), waited, clock }
}

async function problemOf(act: Promise<unknown>) {
  return act.then(() => null, (error: unknown) => toProblem(error))
}

async function withFault<T>(fault: ServiceFault, act: () => Promise<T>, times?: number): Promise<T> {
  server().services.misbehave('tsa', fault, times)
  try {
    return await act()
  } finally {
    server().services.misbehave('tsa', null)
  }
}

describe('a timestamp', () => {
  test.each([['sha256', 32], ['sha384', 48], ['sha512', 64]])('is given over a digest of %s and states it, the time and the policy', async algorithm => {
    const digest = createHash(algorithm).update('x').digest()
    const token = await client().request(digest)
    const stated = readTstInfo(readSignedData(token).content ?? new Uint8Array())
    expect({ imprint: Buffer.from(stated.imprint), at: stated.at }).toEqual({ imprint: digest, at: NOW })
  })

  test.skipIf(!hasOpenssl)('is verified by openssl', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'tsa-'))
    const token = await client().request(DIGEST)
    const file = (name: string, bytes: Uint8Array | string): string => { writeFileSync(join(dir, name), bytes); return join(dir, name) }
    const args = ['-in', file('token', token), '-token_in', '-digest', DIGEST.toString('hex'), '-CAfile', file('root.pem', certificatePem(server().anchor)), '-untrusted', file('issuing.pem', certificatePem(server().authority.issuing.certificate))]
    expect(execFileSync('openssl', ['ts', '-verify', ...args], { stdio: ['ignore', 'pipe', 'pipe'] }).toString()).toContain('Verification: OK')
    rmSync(dir, { recursive: true })
  })
})

describe('a TSA that misbehaves has its problem', () => {
  const service = () => new URL(server().url).host
  test.each<[ServiceFault, string, object]>([
    ['wrong-nonce', 'timestamp.nonce-mismatch', {}], ['wrong-imprint', 'timestamp.imprint-mismatch', {}], ['wrong-usage', 'timestamp.wrong-usage', {}],
    ['expired', 'timestamp.expired', {}], ['wrong-signature', 'timestamp.signature-wrong', {}], ['rejected', 'timestamp.rejected', { status: 2, failure: 'timeNotAvailable' }],
    ['html', 'timestamp.not-a-service', { status: 200, type: 'text/html' }], ['redirect', 'timestamp.not-a-service', { reason: 'redirect' }],
    ['empty', 'timestamp.malformed', {}], ['garbage', 'timestamp.malformed', {}], ['huge', 'timestamp.too-large', { limit: 262_144 }],
    ['torn', 'timestamp.unreachable', {}], ['error', 'timestamp.unreachable', { status: 500 }], ['busy', 'timestamp.busy', { status: 429, retryAfterMs: 120_000 }],
  ])('%s: %s', async (fault, code, facts) => {
    const problem = await withFault(fault, () => problemOf(client().request(DIGEST)))
    expect(problem).toMatchObject({ code, facts: { service: service(), ...facts } })
  })

  test('silence: timestamp.timeout after its time, and it is not asked again in the same request', async () => {
    const before = server().services.asked.tsa
    const problem = await withFault('timeout', () => problemOf(client({ timeoutMs: 500 }).request(DIGEST)))
    expect(problem).toEqual({ code: 'timestamp.timeout', facts: { service: service(), seconds: 1 } })
    expect(server().services.asked.tsa - before).toBe(1)
  })

  test('a port where nobody listens: timestamp.unreachable', async () => {
    const gone = await makeAuthorityServer()
    await gone.stop()
    expect(await problemOf(client({ tsas: [{ url: gone.tsaUrl }] }).request(DIGEST))).toMatchObject({ code: 'timestamp.unreachable', facts: { reason: 'ECONNREFUSED' } })
  })

  test('right bytes under a wrong content type are a timestamp all the same', async () => {
    expect(await withFault('wrong-type', () => client().request(DIGEST))).toBeInstanceOf(Uint8Array)
  })

  test('no TSA at all: timestamp.none-configured; a policy that is not accepted: timestamp.wrong-policy', async () => {
    expect(await problemOf(client({ tsas: [] }).request(DIGEST))).toEqual({ code: 'timestamp.none-configured', facts: {} })
    expect(await problemOf(client({ tsas: [{ url: server().tsaUrl, policies: ['1.2.3'] }] }).request(DIGEST))).toMatchObject({ code: 'timestamp.wrong-policy' })
  })

  test('who stops while it waits gets the stop, not a problem of the server', async () => {
    const stop = new AbortController()
    const asking = withFault('timeout', () => client().request(DIGEST, stop.signal))
    stop.abort(new DOMException('stopped', 'AbortError'))
    await expect(asking).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describe('the list of TSAs', () => {
  test('a passing failure is tried again after 2 and 4 seconds', async () => {
    const { request, waited } = client()
    expect(await withFault('torn', () => request(DIGEST), 2)).toBeInstanceOf(Uint8Array)
    expect(waited).toEqual([2_000, 4_000])
  })

  test('one that is busy costs one attempt: the next on the list answers, and later requests leave it out for as long as it asked', async () => {
    const other = await makeAuthorityServer()
    other.services.misbehave('tsa', 'busy', 1)
    const { request, clock } = client({ tsas: [{ url: other.tsaUrl }, { url: server().tsaUrl }] })
    for (let index = 0; index < 3; index += 1) expect(await request(DIGEST)).toBeInstanceOf(Uint8Array)
    expect(other.services.asked.tsa).toBe(1)
    clock.at += 120_000
    await request(DIGEST)
    expect(other.services.asked.tsa).toBe(2)
    await other.stop()
  })

  test('a silent one does not hold up the next: both are asked, the first token counts, and later requests go past the silent one', async () => {
    const silent = await makeAuthorityServer()
    silent.services.misbehave('tsa', 'timeout')
    const { request } = client({ tsas: [{ url: silent.tsaUrl }, { url: server().tsaUrl }], timeoutMs: 60_000, patienceMs: 200 })
    const started = performance.now()
    for (let index = 0; index < 3; index += 1) expect(await request(DIGEST)).toBeInstanceOf(Uint8Array)
    expect([silent.services.asked.tsa, performance.now() - started < 30_000]).toEqual([1, true])
    await silent.stop()
  })

  test('one that is slow and right counts when the other fails', async () => {
    const slow = await makeAuthorityServer()
    const gate = Promise.withResolvers<null>()
    server().services.misbehave('tsa', 'wrong-nonce')
    const held: TimestampInputs['fetch'] = async request => {
      if (request.url !== slow.tsaUrl) gate.resolve(null)
      else await gate.promise
      return fetch(request)
    }
    const { request } = client({ fetch: held, tsas: [{ url: slow.tsaUrl }, { url: server().tsaUrl }], patienceMs: 20 })
    expect(await request(DIGEST)).toBeInstanceOf(Uint8Array)
    server().services.misbehave('tsa', null)
    await slow.stop()
  })

  test('the only one, dead: the next documents of a batch are told so at once', async () => {
    const gone = await makeAuthorityServer()
    gone.services.misbehave('tsa', 'timeout')
    const { request } = client({ tsas: [{ url: gone.tsaUrl }], timeoutMs: 500 })
    const problems = [await problemOf(request(DIGEST)), await problemOf(request(DIGEST)), await problemOf(request(DIGEST))]
    expect(problems.map(problem => problem?.code)).toEqual(Array(3).fill('timestamp.timeout'))
    expect(gone.services.asked.tsa).toBe(1)
    await gone.stop()
  })

  test('one that says when to come back is not asked before, and then it is', async () => {
    const { request, clock } = client()
    const before = server().services.asked.tsa
    expect((await withFault('busy', () => problemOf(request(DIGEST)), 1))?.code).toBe('timestamp.busy')
    clock.at += 119_000
    expect([(await problemOf(request(DIGEST)))?.code, server().services.asked.tsa - before]).toEqual(['timestamp.busy', 1])
    clock.at += 2_000
    expect([await problemOf(request(DIGEST)), server().services.asked.tsa - before]).toEqual([null, 2])
  })

  test('a spent quota is kept until its time has passed', async () => {
    const { request, clock } = client({ tsas: [{ url: server().tsaUrl, quota: { requests: 2, perMs: 86_400_000 } }] })
    const codes = [await problemOf(request(DIGEST)), await problemOf(request(DIGEST)), await problemOf(request(DIGEST))].map(problem => problem?.code)
    expect(codes).toEqual([undefined, undefined, 'timestamp.quota'])
    clock.at += 86_400_001
    expect(await request(DIGEST)).toBeInstanceOf(Uint8Array)
  })

  test('never more than four run at once', async () => {
    const running = { now: 0, most: 0 }
    const counting: TimestampInputs['fetch'] = async request => {
      running.most = Math.max(running.most, running.now += 1)
      try {
        return await fetch(request)
      } finally {
        running.now -= 1
      }
    }
    const { request } = client({ fetch: counting })
    const tokens = await Promise.all(Array.from({ length: 20 }, (_, index) => request(createHash('sha256').update(String(index)).digest())))
    expect([tokens.length, running.most]).toEqual([20, 4])
  })
})
