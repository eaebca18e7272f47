import { execFileSync, spawnSync } from 'node:child_process'
import { createHash, randomBytes, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openAuthority, type Authority } from './authority/authority.ts'
import { certificatePem } from './authority/certificate.ts'
import { makeCms } from './authority/cms.ts'
import { makePkcs12 } from './authority/pkcs12.ts'
import { findSoftHsm, makeSoftToken } from './authority/softhsm.ts'

const NOW = Date.UTC(2026, 10, 24, 2)
const dir = mkdtempSync(join(tmpdir(), 'authority-'))
const hasOpenssl = spawnSync('openssl', ['version'], { stdio: 'ignore' }).error === undefined
const holder = { name: 'Nguyễn Thị Ưng', agency: 'Sở Nội vụ tỉnh Hà Châu', title: 'Phó Giám đốc', key: 'demo' } as const
const made = { authority: null as Authority | null }
const authority = (): Authority => made.authority ?? (() => { throw new Error('not opened') })()
const file = (name: string, bytes: string | Uint8Array): string => {
  writeFileSync(join(dir, name), bytes)
  return join(dir, name)
}

beforeAll(async () => { made.authority = await openAuthority(join(dir, 'pki'), NOW) }, 30_000)
afterAll(() => rmSync(dir, { recursive: true, force: true }))

describe('the test authority', () => {
  test('gives the same certificates when its folder is opened again', async () => {
    const again = await openAuthority(join(dir, 'pki'), NOW + 86_400_000)
    expect(again.officer(holder).certificate.equals(authority().officer(holder).certificate)).toBe(true)
  })

  test('certifies a chain that node:crypto follows to the root', () => {
    const [leaf, issuing, root] = [authority().officer(holder).certificate, authority().issuing.certificate, authority().root.certificate].map(der => new X509Certificate(der))
    expect(leaf?.checkIssued(issuing as X509Certificate) && issuing?.checkIssued(root as X509Certificate)).toBe(true)
    expect(leaf?.verify((issuing as X509Certificate).publicKey)).toBe(true)
    expect(leaf?.subject.split('\n')).toContain('CN=Nguyễn Thị Ưng')
    expect(leaf?.serialNumber.toLowerCase().replace(/^0+/, '')).toBe(authority().officer(holder).serial)
  })

  test('its expired certificate has ended and its untrusted one leads elsewhere', () => {
    expect(new X509Certificate(authority().expired(holder).certificate).validToDate.getTime()).toBeLessThan(NOW)
    expect(authority().untrusted(holder).chain.at(-1)?.equals(authority().untrustedRoot.certificate)).toBe(true)
  })

  test.skipIf(!hasOpenssl)('openssl accepts path, CMS as CAdES and PKCS#12', () => {
    const identity = authority().officer(holder)
    const root = join(authority().trustDir, 'root.pem')
    const args = ['-CAfile', root, '-untrusted', file('issuing.pem', certificatePem(authority().issuing.certificate))]
    expect(execFileSync('openssl', ['verify', ...args, '-x509_strict', file('leaf.pem', certificatePem(identity.certificate))]).toString()).toContain('OK')
    const cms = file('content.p7s', makeCms(identity, createHash('sha256').update('nội dung').digest()))
    const cmsRun = spawnSync('openssl', ['cms', '-verify', '-binary', '-cades', '-purpose', 'any', '-in', cms, '-inform', 'DER', '-content', file('content', 'nội dung'), '-CAfile', root])
    expect(cmsRun.stderr.toString()).toMatch(/verification successful/i)
    const p12 = file('token.p12', makePkcs12(identity, 'mật khẩu', size => randomBytes(size)))
    const out = execFileSync('openssl', ['pkcs12', '-in', p12, '-passin', 'pass:mật khẩu', '-nodes'], { stdio: ['ignore', 'pipe', 'ignore'] }).toString()
    expect([out.match(/BEGIN CERTIFICATE/g)?.length, out.match(/BEGIN PRIVATE KEY/g)?.length]).toEqual([3, 1])
  })

  test.skipIf(!hasOpenssl)('its list of revoked certificates is read by openssl', () => {
    const identity = authority().officer(holder)
    const text = execFileSync('openssl', ['crl', '-inform', 'DER', '-noout', '-text', '-in', file('list.crl', authority().crl([{ serial: identity.serial, at: NOW }], NOW))]).toString()
    expect(text.toLowerCase()).toContain(identity.serial)
  })

  test.skipIf(findSoftHsm() === null)('puts key and certificate into SoftHSM2', () => {
    const token = makeSoftToken({ dir: join(dir, 'hsm'), module: findSoftHsm() ?? '', label: 'THU-NGHIEM', pin: '123456', identities: [authority().officer(holder)] })
    const objects = execFileSync('pkcs11-tool', ['--module', token.module, '--token-label', token.label, '--login', '--pin', token.pin, '-O'], { env: { ...process.env, ...token.environment }, stdio: ['ignore', 'pipe', 'ignore'] }).toString()
    expect([objects.includes('Certificate Object'), objects.includes('Private Key Object')]).toEqual([true, true])
  })

  test('keys are for their owner alone', () => {
    expect(readFileSync(join(dir, 'pki', 'keys', 'root.pem'), 'utf8')).toContain('BEGIN PRIVATE KEY')
    expect(spawnSync('stat', ['-c', '%a', join(dir, 'pki', 'keys', 'root.pem')]).stdout.toString().trim()).toBe('600')
  })
})
