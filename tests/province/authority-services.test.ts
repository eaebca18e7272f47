import { execFile, spawnSync } from 'node:child_process'
import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HOLDER, makeEllipticAuthority } from '../helpers/authority-server.ts'
import { authorityFromFiles, KEYS, readAuthorityFiles } from './authority/authority.ts'
import { certificatePem } from './authority/certificate.ts'
import type { Revoked } from './authority/crl.ts'
import { createAuthorityServices } from './authority/services.ts'
import { serveHttp, type Listening } from './http/serve-http.ts'
import { serviceAddresses, withAuthority } from './http/with-authority.ts'
import { makeProvince, makeRandom } from './make-province.ts'
import { seedTiny } from './seed-tiny.ts'

const hasOpenssl = spawnSync('openssl', ['version'], { stdio: 'ignore' }).error === undefined
const run = promisify(execFile)
const dir = mkdtempSync(join(tmpdir(), 'services-'))
const authority = makeEllipticAuthority()
const kept: Revoked[][] = []
const services = createAuthorityServices({ authority, now: () => Date.now(), random: makeRandom(), onRevoked: revoked => kept.push([...revoked]) })
const province = makeProvince({ seed: { ...seedTiny(), demo: true } })
const served = withAuthority(province, services)
const made = { listening: null as Listening | null }
const port = (): number => made.listening?.port ?? 0
const at = (path: string): string => `http://127.0.0.1:${port()}${path}`
const post = (path: string, body: unknown) => fetch(at(path), { method: 'POST', body: JSON.stringify(body) })
const file = (name: string, bytes: Uint8Array | string): string => { writeFileSync(join(dir, name), bytes); return join(dir, name) }

beforeAll(async () => { made.listening = await serveHttp(served, 0, null, () => { /* torn on purpose */ }) })
afterAll(async () => {
  await made.listening?.stop()
  province.close()
  rmSync(dir, { recursive: true })
})

describe('the authority beside the province', () => {
  test('says where it is, and answers there without a login', async () => {
    const { tsa, ocsp, crl, hostMap } = serviceAddresses(port())
    expect([tsa, ocsp, crl]).toEqual([at('/tsa'), at('/ocsp'), at('/crl/issuing.crl')])
    expect(hostMap).toContain(`ocsp.ca.lienthong.example=127.0.0.1:${port()}`)
    expect([(await fetch(tsa)).status, (await fetch(crl)).headers.get('content-type'), (await fetch(at('/aia/root.cer'))).status]).toEqual([403, 'application/pkix-crl', 200])
  })

  test('goes down with the province\'s network, and comes back with it', async () => {
    province.setDown(true)
    await expect(fetch(at('/crl/root.crl'))).rejects.toThrow(TypeError)
    province.setDown(false)
    expect((await fetch(at('/crl/root.crl'))).status).toBe(200)
  })

  test('misbehaves on request, as often as asked, and says what it does not know', async () => {
    expect((await post('/demo/authority', { service: 'crl', fault: 'error', times: 1 })).status).toBe(200)
    expect([(await fetch(at('/crl/root.crl'))).status, (await fetch(at('/crl/root.crl'))).status]).toEqual([500, 200])
    expect((await post('/demo/authority', { service: 'crl', fault: 'nonsense' })).status).toBe(400)
    expect((await post('/demo/authority', { service: 'ftp', fault: null })).status).toBe(400)
  })

  test('takes no such wishes where the province is no demo', async () => {
    const other = makeProvince({ seed: { ...seedTiny(), demo: false } })
    const answer = await withAuthority(other, services).fetch(new Request('http://x/demo/authority', { method: 'POST', body: '{"service":"tsa","fault":"torn"}' }))
    other.close()
    expect(answer.status).toBe(404)
  })

  test.skipIf(!hasOpenssl)('openssl asks it: good, and revoked after a revocation, which is told to be kept', async () => {
    const identity = authority.officer({ ...HOLDER, name: 'Người thôi việc' })
    const issuing = file('issuing.pem', certificatePem(authority.issuing.certificate))
    const args = ['ocsp', '-issuer', issuing, '-cert', file('leaf.pem', certificatePem(identity.certificate)), '-url', at('/ocsp'), '-CAfile', file('root.pem', certificatePem(authority.root.certificate)), '-verify_other', issuing]
    const before = await run('openssl', args)
    expect((await post('/demo/authority', { revoke: identity.serial, reason: 5 })).status).toBe(200)
    const after = await run('openssl', args)
    expect([before, after].map(({ stdout, stderr }) => [/: (good|revoked)/.exec(stdout)?.[1], /Response verify OK/.test(stderr)])).toEqual([['good', true], ['revoked', true]])
    expect(after.stdout).toContain('cessationOfOperation')
    expect(kept.at(-1)?.map(one => one.serial)).toEqual([identity.serial])
    const list = await run('openssl', ['crl', '-inform', 'DER', '-noout', '-text', '-in', file('list.crl', new Uint8Array(await (await fetch(at('/crl/issuing.crl'))).arrayBuffer()))])
    expect(list.stdout.toLowerCase()).toContain(identity.serial)
  })
})

test('an authority comes back out of its files as it was, and not at all where one is missing', () => {
  const folder = join(dir, 'authority')
  mkdirSync(join(folder, 'keys'), { recursive: true })
  writeFileSync(join(folder, 'made-at.txt'), String(Date.UTC(2026, 10, 24)))
  for (const name of KEYS) writeFileSync(join(folder, 'keys', `${name}.pem`), generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }))
  const files = readAuthorityFiles(folder)
  const again = authorityFromFiles(files)
  const certificate = new X509Certificate(again?.officer(HOLDER).certificate ?? '')
  expect([certificate.infoAccess, certificate.verify(new X509Certificate(again?.issuing.certificate ?? '').publicKey)])
    .toEqual(['OCSP - URI:http://ocsp.ca.lienthong.example/ocsp\nCA Issuers - URI:http://aia.ca.lienthong.example/aia/issuing.cer', true])
  expect(authorityFromFiles(files.slice(1))).toBeNull()
})
