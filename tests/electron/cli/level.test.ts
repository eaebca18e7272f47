import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeAuthorityServer, type AuthorityServer } from '../../helpers/authority-server.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { runCommand } from '../../helpers/run-command.ts'
import { certificatePem } from '../../province/authority/certificate.ts'
import { makePkcs12 } from '../../province/authority/pkcs12.ts'

const folder = mkdtempSync(join(tmpdir(), 'cli-level-'))
const made = { server: null as AuthorityServer | null }
const server = (): AuthorityServer => made.server ?? (() => { throw new Error('not started') })()

beforeAll(async () => {
  made.server = await makeAuthorityServer({ now: () => Date.now() })
  mkdirSync(join(folder, 'trust'))
  writeFileSync(join(folder, 'trust', 'root.pem'), certificatePem(server().authority.root.certificate))
  writeFileSync(join(folder, 'key.p12'), makePkcs12(server().officer, '24681357', randomBytes))
  writeFileSync(join(folder, 'password'), '24681357\n')
  writeFileSync(join(folder, 'in.pdf'), makePdf())
})
beforeEach(() => { for (const service of ['tsa', 'ocsp', 'crl'] as const) server().services.misbehave(service, null) })
afterAll(async () => {
  await server().stop()
  rmSync(folder, { recursive: true, force: true })
})

const SIGN = ['sign', 'in.pdf', '--p12', 'key.p12', '--password-file', 'password', '--json', '--force']
const network = (): string[] => ['--tsa', server().tsaUrl, '--trust', 'trust', ...server().hostMap.flatMap(({ from, to }) => ['--host-map', `${from}=${to}`])]

test.each(['B-B', 'B-T', 'B-LT', 'B-LTA'])('sign reaches %s, and the line says so', async level => {
  const { code, lines } = await runCommand(folder, [...SIGN, '--out', `${level}.pdf`, '--level', level, ...network()])
  expect({ code, line: lines[0] }).toMatchObject({ code: 0, line: { file: 'in.pdf', level, wanted: level, waiting: false, bytes: readFileSync(join(folder, `${level}.pdf`)).length } })
  const seen = await runCommand(folder, ['verify', `${level}.pdf`, '--trust', 'trust', '--offline', '--json'])
  // Below B-LT the document does not bring what it takes to be sure offline.
  const [exit, verdict, subIndication] = level.startsWith('B-LT') ? [0, 'valid', null] : [3, 'indeterminate', 'TRY_LATER']
  expect({ code: seen.code, verdict: seen.lines[0]?.['verdict'], signature: (seen.lines[0]?.['signatures'] as object[] | undefined)?.[0] }).toMatchObject({ code: exit, verdict, signature: { field: 'Signature1', level, subIndication } })
})

test('verify asks the services that the certificates name: good is valid, silence indeterminate, revoked invalid', async () => {
  await runCommand(folder, [...SIGN, '--out', 'asked.pdf', '--level', 'B-B'])
  const verify = async (...more: string[]) => {
    const { code, lines } = await runCommand(folder, ['verify', 'asked.pdf', '--trust', 'trust', '--json', ...more])
    const signatures = lines[0]?.['signatures'] as readonly { subIndication: string | null, revocation: { source: string } }[] | undefined
    return [code, signatures?.[0]?.subIndication, signatures?.[0]?.revocation.source]
  }
  const map = server().hostMap.flatMap(({ from, to }) => ['--host-map', `${from}=${to}`])
  expect(await verify(...map)).toEqual([0, null, 'ocsp'])
  server().services.misbehave('ocsp', 'error')
  expect(await verify(...map)).toEqual([0, null, 'crl'])
  server().services.misbehave('crl', 'html')
  expect(await verify(...map)).toEqual([3, 'TRY_LATER', 'none'])
  writeFileSync(join(folder, 'trust', 'hosts.map'), server().hostMap.map(({ from, to }) => `${from}=${to}\n`).join(''))
  server().services.misbehave('ocsp', 'timeout')
  const before = performance.now()
  expect(await verify()).toEqual([3, 'TRY_LATER', 'none'])
  expect(performance.now() - before).toBeLessThan(10_000)
  for (const service of ['ocsp', 'crl'] as const) server().services.misbehave(service, null)
  expect(await verify()).toEqual([0, null, 'ocsp'])
  server().services.revoke(server().officer.serial, { reason: 1, at: 0 })
  expect(await verify()).toEqual([1, 'REVOKED', 'ocsp'])
  expect(await verify('--offline')).toEqual([3, 'TRY_LATER', 'none'])
})

test('a TSA that is down does not stop the signature: the level reached, waiting, exit 3; later upgrade brings it up', async () => {
  server().services.misbehave('tsa', 'html')
  const down = await runCommand(folder, [...SIGN, '--out', 'waiting.pdf', '--level', 'B-LTA', ...network()])
  expect({ code: down.code, line: down.lines[0], count: down.lines.length }).toMatchObject({ code: 3, line: { level: 'B-B', wanted: 'B-LTA', waiting: true }, count: 1 })
  expect(down.err).toContain('timestamp.not-a-service')
  server().services.misbehave('tsa', null)
  server().services.misbehave('ocsp', 'error')
  server().services.misbehave('crl', 'error')
  const half = await runCommand(folder, ['upgrade', 'waiting.pdf', '--out', 'half.pdf', '--level', 'B-LTA', '--json', '--force', ...network()])
  expect({ code: half.code, line: half.lines[0] }).toMatchObject({ code: 3, line: { level: 'B-T', wanted: 'B-LTA', waiting: true, signatures: [{ field: 'Signature1', level: 'B-T' }] } })
  server().services.misbehave('ocsp', null)
  server().services.misbehave('crl', null)
  const whole = await runCommand(folder, ['upgrade', 'half.pdf', '--out', 'whole.pdf', '--level', 'B-LTA', '--json', '--force', ...network()])
  expect({ code: whole.code, line: whole.lines[0] }).toMatchObject({ code: 0, line: { level: 'B-LTA', waiting: false } })
  const [before, after] = [readFileSync(join(folder, 'waiting.pdf')), readFileSync(join(folder, 'whole.pdf'))]
  expect(Buffer.compare(before, after.subarray(0, before.length))).toBe(0)
})

test('without any TSA the document is signed and waits', async () => {
  const { code, lines, err } = await runCommand(folder, [...SIGN, '--out', 'none.pdf', '--level', 'B-T'])
  expect({ code, line: lines[0] }).toMatchObject({ code: 3, line: { level: 'B-B', wanted: 'B-T', waiting: true } })
  expect(err).toContain('timestamp.none-configured')
})

test('upgrade of a file without signatures is refused, and nothing is written', async () => {
  const { code, lines } = await runCommand(folder, ['upgrade', 'in.pdf', '--out', 'unsigned.pdf', '--level', 'B-T', '--json', ...network()])
  expect({ code, line: lines[0] }).toMatchObject({ code: 1, line: { file: 'in.pdf', problem: { code: 'signing.nothing-to-raise' } } })
  expect(() => readFileSync(join(folder, 'unsigned.pdf'))).toThrow()
})

test.each([
  [['--level', 'B-X']], [['--level', 'B-B']], [['--level', 'B-T', '--tsa', 'ftp://x']], [['--level', 'B-T', '--host-map', 'nothing']], [[]],
])('usage: upgrade %s is refused with exit 2', async args => {
  expect((await runCommand(folder, ['upgrade', 'in.pdf', '--out', 'x.pdf', '--json', ...args])).code).toBe(2)
})
