import { spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { DoctorReport } from '../../../electron/cli/commands/doctor.ts'
import { doctorWords } from '../../../electron/cli/doctor-words.ts'
import { openLog } from '../../../electron/core/log.ts'
import { zip } from '../../../electron/diagnostics/zip.ts'
import { examineStore } from '../../../electron/diagnostics/profile.ts'
import { withFile } from '../../../electron/store/connect.ts'
import { appendEvidence } from '../../helpers/append-evidence.ts'
import { openStore } from '../../../electron/store/open.ts'
import { readKey } from '../../../electron/store/key.ts'
import { profileFiles } from '../../../electron/store/profile.ts'
import { withoutPassword } from '../../../electron/diagnostics/machine.ts'
import { ProblemError, toProblem } from '../../../shared/problem.ts'
import { type CliOffice, openCliOffice, problemOf } from '../../helpers/cli-office.ts'
import { runCommand } from '../../helpers/run-command.ts'

// Processes are started here: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 })

const SUBJECT = 'Về việc mật tuyệt đối không được lộ ra'
let office: CliOffice
let profile: readonly string[]
beforeAll(async () => {
  office = await openCliOffice('--seed', 'load:5')
  profile = await office.connect('profile')
  await office.run('sync', ...profile)
  writeFileSync(join(office.folder, 'paper.pdf'), '%PDF-1.4 paper')
  await office.run('draft', ...profile, '--subject', SUBJECT, '--kind', 'TTr', '--attach', 'paper.pdf')
}, 60_000)
afterAll(() => office.close())

/** Bytes turned over in the middle of a file, as a bad sector leaves them. */
function damage(path: string): void {
  const bytes = readFileSync(path)
  for (let at = bytes.length >> 1; at < (bytes.length >> 1) + 16; at++) bytes[at] = (bytes[at] ?? 0) ^ 0xff
  writeFileSync(path, bytes)
}

test('tells versions, clock, proxy, drivers, trust with its age; without a profile nothing of a store', async () => {
  const [line] = (await runCommand(office.folder, ['doctor', '--trust', office.province.line.trust, '--json'], null, { ...process.env, HTTPS_PROXY: 'http://officer:secret@proxy.example:3128' })).lines
  expect(line).toMatchObject({ versions: { app: '0.1.0', node: process.version, platform: process.platform }, proxy: 'proxy.example:3128', clock: { skewSeconds: null, ok: true }, trust: { anchors: 1, ageDays: 0 } })
  expect(line).toMatchObject({ modules: (line?.['modules'] as object[] | undefined)?.map(() => ({ path: expect.any(String) as string, readers: expect.any(Array) as [], tokens: expect.any(Array) as [] })) })
  expect('store' in (line ?? {})).toBe(false)
})

test('a sound profile: store, clock against the server, outbox by state, the last sync', async () => {
  const ran = await office.run('doctor', ...profile)
  expect([ran.code, ran.lines.length]).toEqual([0, 1])
  expect(ran.lines[0]).toMatchObject({ store: { cache: 'ok', work: 'ok' }, server: { demo: true, problem: null }, clock: { ok: true }, outbox: { states: { waiting: 1, parked: 0 } } })
  expect(Date.parse(String(ran.lines[0]?.['lastSyncAt']))).toBeGreaterThan(0)
})

test.each(['cache', 'work'] as const)('damage of %s.db is told and not mended: exit 1 with its code', async file => {
  const { folder } = office
  cpSync(join(folder, 'profile'), join(folder, 'hurt'), { recursive: true })
  const hurt = ['--profile', 'hurt', '--key-file', 'profile.key', '--json']
  damage(join(folder, 'hurt', `${file}.db`))
  const before = readFileSync(join(folder, 'hurt', `${file}.db`))
  const ran = await office.run('doctor', ...hurt)
  expect([ran.code, ran.lines.length, ran.lines[0]?.['store']]).toEqual([1, 1, { cache: 'ok', work: 'ok', [file]: 'damaged' }])
  expect(problemOf(ran)).toEqual({ code: 'store.damaged', facts: { file } })
  expect(readFileSync(join(folder, 'hurt', `${file}.db`)).equals(before)).toBe(true)
  rmSync(join(folder, 'hurt'), { recursive: true })
})

test('a database that is gone, empty or other bytes is damage too', async () => {
  const { folder } = office
  cpSync(join(folder, 'profile'), join(folder, 'hurt'), { recursive: true })
  const files = profileFiles(join(folder, 'hurt'))
  const store = async () => examineStore(files, await readKey(files, { keyFile: join(folder, 'profile.key') }))
  writeFileSync(join(folder, 'hurt', 'cache.db'), Buffer.alloc(8192, 1))
  expect(await store()).toEqual({ cache: 'damaged', work: 'ok' })
  writeFileSync(join(folder, 'hurt', 'cache.db'), '')
  expect(await store()).toEqual({ cache: 'damaged', work: 'ok' })
  rmSync(join(folder, 'hurt', 'work.db'))
  expect(await store()).toEqual({ cache: 'damaged', work: 'damaged' })
  expect(existsSync(join(folder, 'hurt', 'work.db'))).toBe(false)
  rmSync(join(folder, 'hurt'), { recursive: true })
})

test('a store that is sound but made by a newer version is told with the rest of the report', async () => {
  const { folder } = office
  cpSync(join(folder, 'profile'), join(folder, 'newer'), { recursive: true })
  const files = profileFiles(join(folder, 'newer'))
  withFile(files.work, await readKey(files, { keyFile: join(folder, 'profile.key') }), db => { db.pragma('user_version = 999') })
  const ran = await office.run('doctor', '--profile', 'newer', '--key-file', 'profile.key', '--json')
  expect([ran.code, ran.lines.length, ran.lines[0]?.['store'], problemOf(ran)?.code]).toEqual([1, 1, { cache: 'ok', work: 'ok' }, 'store.from-the-future'])
})

test('the chain of evidence is read whole: a row that was changed is told with exit 1', async () => {
  const { folder } = office
  cpSync(join(folder, 'profile'), join(folder, 'judged'), { recursive: true })
  const files = profileFiles(join(folder, 'judged'))
  const key = await readKey(files, { keyFile: join(folder, 'profile.key') })
  const store = openStore({ files, key, now: () => 0 })
  for (const sha256 of ['a', 'b', 'c']) await appendEvidence(store, { sha256, at: 1, clock: 'server', report: { verdict: 'valid', reasons: [], signatures: [] }, policy: '{}', items: [{ kind: 'crl', about: '', der: Buffer.from(sha256) }] }, 1)
  store.close()
  const doctor = () => office.run('doctor', '--profile', 'judged', '--key-file', 'profile.key', '--json')
  expect((await doctor()).lines[0]).toMatchObject({ evidence: { rows: 3, brokenAt: null } })
  withFile(files.work, key, db => { db.exec(`drop trigger evidence_stays; update evidence set verdict = 'invalid' where seq = 2`) })
  const ran = await doctor()
  expect([ran.code, ran.lines.length, ran.lines[0]?.['evidence'], problemOf(ran)]).toEqual([1, 1, { rows: 1, brokenAt: 2, missing: null }, { code: 'store.evidence-broken', facts: { row: 2 } }])
  withFile(files.work, key, db => { db.exec(`drop trigger evidence_remains; delete from evidence where seq >= 2`) })
  const cut = await doctor()
  expect([cut.code, cut.lines[0]?.['evidence'], problemOf(cut)]).toEqual([1, { rows: 1, brokenAt: null, missing: { from: 2, to: 3, at: null } }, { code: 'store.evidence-cut', facts: { from: 2, to: 3 } }])
})

test('the zip opens with other programs and holds neither secret nor document text', async () => {
  const { folder, province } = office
  openLog(join(folder, 'profile', 'logs'), () => 0).failure('request documents.get', toProblem(new ProblemError('blob.damaged')), new Error(`words of a foreign error:\n${SUBJECT}`))
  copyFileSync(join(folder, 'password'), join(folder, 'profile', 'logs', 'stray.txt'))
  expect((await office.run('doctor', ...profile, '--zip', 'out/of/here/d.zip', '--trust', province.line.trust)).code).toBe(0)
  const entries = readZip(readFileSync(join(folder, 'out/of/here/d.zip')))
  expect([...entries.keys()]).toEqual(['doctor.json', 'logs/core.log'])
  const text = [...entries.values()].join('\n')
  expect(entries.get('logs/core.log')).toContain('blob.damaged')
  const secrets = [province.line.accounts[0]?.password ?? '?', province.line.accounts[0]?.user ?? '?', readFileSync(join(folder, 'profile.key'), 'utf8').trim(), SUBJECT, 'mật tuyệt đối', '%PDF']
  const listed = (await office.run('list', ...profile, '--limit', '0')).lines.map(row => String(row['subject']))
  expect([listed.length, [...secrets, ...listed].filter(secret => new RegExp(`(?<!\\w)${secret.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}(?!\\w)`).test(text.replaceAll('"demo":', '')))]).toEqual([5, []])
  expect(spawnSync('unzip', ['-t', join(folder, 'out/of/here/d.zip')]).status ?? 0).toBe(0)
})

test('an existing zip is kept without --force', async () => {
  writeFileSync(join(office.folder, 'kept.zip'), 'kept')
  const ran = await office.run('doctor', '--zip', 'kept.zip', '--json')
  expect([ran.code, problemOf(ran), readFileSync(join(office.folder, 'kept.zip'), 'utf8')]).toEqual([1, { code: 'file.exists', facts: { file: 'kept.zip' } }, 'kept'])
  expect([(await office.run('doctor', '--zip', 'kept.zip', '--force', '--json')).code, readFileSync(join(office.folder, 'kept.zip')).subarray(0, 2).toString()]).toEqual([0, 'PK'])
})

test('words for a person, in both languages', async () => {
  const { lines: [line] } = await office.run('doctor', ...profile)
  const report = line as unknown as DoctorReport
  const [vi, en] = [doctorWords(report, 'vi'), doctorWords({ ...report, store: { cache: 'damaged', work: 'ok' } }, 'en')]
  expect([vi.includes('✓ Đồng hồ'), vi.includes('✓ Dữ liệu: bản lưu tạm tốt'), en.includes('✓ Clock'), en.includes('✗ Store: cache DAMAGED · work ok')]).toEqual([true, true, true, true])
})

test('offline is said of the server and is no failure of the doctor', async () => {
  await office.province.stop()
  const ran = await office.run('doctor', ...profile)
  expect([ran.code, ran.lines[0]?.['server'], ran.lines[0]?.['clock']]).toMatchObject([0, { problem: 'province.unreachable' }, { skewSeconds: null, ok: true }])
})

test('a zip keeps names in any script and bytes of any size', () => {
  const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 251))
  const entries = readZip(zip([{ name: 'nhật ký.log', bytes: Buffer.from('dòng 1\n') }, { name: 'b', bytes: new Uint8Array() }, { name: 'c', bytes }], new Date(0)))
  expect([entries.get('nhật ký.log'), entries.get('b'), entries.get('c')]).toEqual(['dòng 1\n', '', bytes.toString()])
})

test('a proxy is shown without its password', () => {
  expect([null, 'http://u:p@proxy:3128', 'u:p@proxy:3128', 'proxy:3128', 'http://[broken'].map(withoutPassword)).toEqual([null, 'proxy:3128', 'proxy:3128', 'proxy:3128', '?'])
})

/** By its central directory, as every reader does. */
function readZip(bytes: Buffer): Map<string, string> {
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  const entries = new Map<string, string>()
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [packed, nameLength, offset] = [bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt32LE(at + 42)]
    const from = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
    entries.set(bytes.subarray(at + 46, at + 46 + nameLength).toString(), inflateRawSync(bytes.subarray(from, from + packed)).toString())
    at += 46 + nameLength
  }
  return entries
}
