import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { makeCertificate } from '../../helpers/certificates.ts'
import { problemOf } from '../../helpers/cli-office.ts'
import { hasCompiler, makeFaultyModule } from '../../helpers/faulty-module.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { runCommand } from '../../helpers/run-command.ts'
import { makeSoftHsm, type SoftHsm, softHsmModule } from '../../helpers/softhsm.ts'
import { makePkcs12 } from '../../province/authority/pkcs12.ts'

// Processes are started here: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 })

/** What the contract says of keys, secrets and outputs, whichever act is signed. */

const SOURCE = join(import.meta.dirname, '..', '..', '..', 'electron', 'cli', 'main.ts')
const PASSWORD = ' mật khẩu có dấu cách '
const folder = mkdtempSync(join(tmpdir(), 'cli-key-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const run = (...args: string[]) => runCommand(folder, [...args, '--json'])
const KEY = ['--p12', 'key.p12', '--password-file', 'password']
const names = (path: string): string[] => readdirSync(join(folder, path)).toSorted()

beforeAll(async () => {
  const { certificate, privateKey } = await makeCertificate({ subject: 'C=VN, CN=Trần Văn Minh', key: 'p-256' })
  writeFileSync(join(folder, 'key.p12'), makePkcs12({ commonName: 'key', certificate: Buffer.from(certificate), chain: [], privateKey, serial: '', issuerAndSerial: Buffer.alloc(0) }, PASSWORD, randomBytes))
  writeFileSync(join(folder, 'password'), `${PASSWORD}\n`)
  writeFileSync(join(folder, 'wrong'), 'wrong\n')
  for (const name of ['a.pdf', 'b.pdf', 'c.pdf']) writeFileSync(join(folder, name), makePdf())
  mkdirSync(join(folder, 'sub'))
  writeFileSync(join(folder, 'sub', 'a.pdf'), makePdf())
  writeFileSync(join(folder, 'no.pdf'), 'not a PDF')
})

/** A command in a process of its own with something in its standard input. */
async function runWithInput(input: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', SOURCE, ...args, '--json'], { cwd: folder, env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'inherit'] })
  const pieces: string[] = []
  child.stdout.on('data', piece => pieces.push(String(piece)))
  child.stdin.end(input)
  const [code] = await once(child, 'close') as [number]
  return { code, lines: pieces.join('').trim().split('\n').filter(line => line !== '').map(line => JSON.parse(line) as Record<string, unknown>) }
}

test('a certificate is named by its fingerprint, however other programs write it', async () => {
  const sha256 = String((await run('token', 'certificates', ...KEY)).lines[0]?.['sha256'])
  const written = [sha256, sha256.toUpperCase(), sha256.toUpperCase().replace(/..(?=.)/g, '$&:'), sha256.replace(/..(?=.)/g, '$& ')]
  const codes = []
  for (const [index, cert] of written.entries()) codes.push((await run('sign', 'a.pdf', '--out', `named/${index}.pdf`, '--cert', cert, ...KEY)).code)
  const other = await run('sign', 'a.pdf', '--out', 'named/other.pdf', '--cert', '00', ...KEY)
  expect([codes, problemOf(other)?.code, names('named')]).toEqual([[0, 0, 0, 0], 'token.no-certificate', ['0.pdf', '1.pdf', '2.pdf', '3.pdf']])
})

describe('a secret’s file', () => {
  test('loses one final newline and nothing else; standard input is "-"', async () => {
    expect((await run('sign', 'a.pdf', '--out', 'secret/1.pdf', ...KEY)).code).toBe(0)
    writeFileSync(join(folder, 'two-lines'), `${PASSWORD}\n\n`)
    expect(problemOf(await run('sign', 'a.pdf', '--out', 'secret/2.pdf', '--p12', 'key.p12', '--password-file', 'two-lines'))?.code).toBe('token.p12-password')
    expect((await runWithInput(`${PASSWORD}\n`, ['sign', 'a.pdf', '--out', 'secret/3.pdf', '--p12', 'key.p12', '--password-file', '-'])).code).toBe(0)
  })

  test.skipIf(process.platform !== 'linux' || spawnSync('script', ['--version']).status !== 0)('at a terminal, without a file, it is asked for and not shown', async () => {
    const command = `'${process.execPath}' --disable-warning=ExperimentalWarning '${SOURCE}' sign a.pdf --out typed/ --p12 key.p12 --lang en --json`
    const child = spawn('script', ['-qec', command, '/dev/null'], { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] })
    const held = { text: '' }
    child.stdout.on('data', piece => {
      const isFirst = !held.text.includes('Password of the certificate file: ')
      held.text += String(piece)
      if (isFirst && held.text.includes('Password of the certificate file: ')) child.stdin.write(`${PASSWORD}\n`)
    })
    const [code] = await once(child, 'close') as [number]
    expect([code, held.text.includes(PASSWORD.trim()), names('typed')]).toEqual([0, false, ['a.pdf']])
  })

  test('that is missing names the argument', async () => {
    expect((await run('sign', 'a.pdf', '--out', 'x.pdf', '--p12', 'key.p12', '--password-file', 'no/file')).lines).toMatchObject([{ problem: { code: 'file.not-found' } }])
  })
})

describe('--out', () => {
  test('is a file for one input, its parents made; an existing one is kept without --force', async () => {
    const first = await run('sign', 'a.pdf', '--out', 'deep/er/signed.pdf', ...KEY)
    expect([first.code, first.lines.map(line => Object.keys(line).slice(0, 3)), first.lines[0]?.['bytes']]).toEqual([0, [['file', 'out', 'field']], readFileSync(join(folder, 'deep/er/signed.pdf')).length])
    writeFileSync(join(folder, 'deep/er/signed.pdf'), 'mine')
    const kept = await run('sign', 'a.pdf', '--out', 'deep/er/signed.pdf', ...KEY)
    expect([kept.code, problemOf(kept)?.code, readFileSync(join(folder, 'deep/er/signed.pdf'), 'utf8')]).toEqual([1, 'file.exists', 'mine'])
    expect([(await run('sign', 'a.pdf', '--out', 'deep/er/signed.pdf', '--force', ...KEY)).code, names('deep/er')]).toEqual([0, ['signed.pdf']])
  })

  test('is a folder for several, by its slash, or where it is one; a name that is taken becomes "(2)"', async () => {
    const several = await run('sign', 'a.pdf', 'sub/a.pdf', 'b.pdf', '--out', 'many', ...KEY)
    expect([several.code, several.lines.map(line => line['file']), names('many')]).toEqual([0, ['a.pdf', 'sub/a.pdf', 'b.pdf'], ['a (2).pdf', 'a.pdf', 'b.pdf']])
    await run('sign', 'a.pdf', '--out', 'many', ...KEY)
    await run('sign', 'a.pdf', '--out', 'slash/', ...KEY)
    expect([names('many'), names('slash')]).toEqual([['a (2).pdf', 'a (3).pdf', 'a.pdf', 'b.pdf'], ['a.pdf']])
    await run('sign', 'a.pdf', 'b.pdf', '--out', 'many', '--force', ...KEY)
    expect(names('many')).toEqual(['a (2).pdf', 'a (3).pdf', 'a.pdf', 'b.pdf'])
  })

  test('lines stand in the order of the arguments, however long each takes', async () => {
    writeFileSync(join(folder, 'large.pdf'), makePdf({ extra: { 100: `<</Length 12000000>>\nstream\n${'x'.repeat(12_000_000)}\nendstream` } }))
    const ran = await run('sign', 'large.pdf', 'no.pdf', 'a.pdf', 'b.pdf', '--out', 'ordered/', ...KEY)
    expect([ran.code, ran.lines.map(line => line['file'])]).toEqual([1, ['large.pdf', 'no.pdf', 'a.pdf', 'b.pdf']])
  })

  test('over the input itself, forced, leaves a signed file that still begins with it', async () => {
    const before = readFileSync(join(folder, 'c.pdf'))
    expect((await run('sign', 'c.pdf', '--out', 'c.pdf', '--force', ...KEY)).code).toBe(0)
    expect(readFileSync(join(folder, 'c.pdf')).subarray(0, before.length).equals(before)).toBe(true)
  })
})

describe('several files', () => {
  test('one that fails has its line with the argument as given and does not stop the rest; nothing is left of it', async () => {
    const ran = await run('sign', './a.pdf', 'no.pdf', 'not-there.pdf', 'b.pdf', '--out', 'mixed', ...KEY)
    expect([ran.code, ran.lines.map(line => [line['file'], (line['problem'] as { code: string } | undefined)?.code ?? 'signed']), names('mixed')]).toEqual([
      1, [['./a.pdf', 'signed'], ['no.pdf', 'pdf.not-pdf'], ['not-there.pdf', 'file.not-found'], ['b.pdf', 'signed']], ['a.pdf', 'b.pdf'],
    ])
  })

  test('a wrong password prints one line, ends the command and leaves no file', async () => {
    const ran = await run('sign', 'a.pdf', 'b.pdf', '--out', 'none/', '--p12', 'key.p12', '--password-file', 'wrong')
    expect([ran.code, ran.lines.length, problemOf(ran)?.code, names('none')]).toEqual([1, 1, 'token.p12-password', []])
  })

  test('verify: the first that applies of 1, 3, 4, 0, and a line each as it is given', async () => {
    await run('sign', 'a.pdf', '--out', 'judged.pdf', ...KEY)
    const code = async (...files: string[]) => (await run('verify', ...files)).code
    expect([await code('judged.pdf'), await code('a.pdf'), await code('no.pdf'), await code('a.pdf', 'judged.pdf'), await code('a.pdf', 'judged.pdf', 'not-there.pdf'), (await run('verify', 'judged.pdf', '--trust-embedded')).code]).toEqual([3, 4, 4, 3, 1, 0])
    expect((await run('verify', './a.pdf', 'no.pdf', 'not-there.pdf')).lines.map(line => [line['file'], line['verdict'] ?? (line['problem'] as { code: string }).code])).toEqual([['./a.pdf', 'unsigned'], ['no.pdf', 'unreadable'], ['not-there.pdf', 'file.not-found']])
  })

  test('verify --trust-embedded warns on standard error', async () => {
    const ran = await runCommand(folder, ['verify', 'a.pdf', '--trust-embedded', '--lang', 'en'])
    expect(ran.err).toContain('Warning')
  })
})

describe.skipIf(softHsmModule() === null)('a card', { timeout: 60_000 }, () => {
  let hsm: SoftHsm
  beforeAll(async () => {
    const { certificate, privateKey } = await makeCertificate({ subject: 'C=VN, CN=Lê Thị Lan', key: 'p-256' })
    hsm = makeSoftHsm([{ certificate, privateKey }])
  })
  afterAll(() => hsm.remove())
  const card = () => ['--module', hsm.module, '--pin-file', hsm.pinFile]
  const withCard = (...args: string[]) => runCommand(folder, [...args, '--json'], null, { ...process.env, ...hsm.env })

  test('is configured by the environment, which reaches the token process', async () => {
    const listed = await withCard('token', 'list', '--module', hsm.module)
    const line = listed.lines.find(each => each['module'] === hsm.module) as { tokens: { label: string, certificates: { canSign: boolean }[] }[] } | undefined
    expect(line?.tokens.map(token => [token.label, token.certificates.map(each => each.canSign)])).toEqual([[hsm.label, [true]]])
    expect((await withCard('token', 'certificates', '--module', hsm.module)).lines).toMatchObject([{ token: hsm.label, canSign: true, reasons: [] }])
    const elsewhere = await runCommand(folder, ['token', 'certificates', '--module', hsm.module, '--token', hsm.label, '--json'], null, { ...process.env, SOFTHSM2_CONF: join(folder, 'nowhere.conf') })
    expect(elsewhere.code).toBe(1)
  })

  test('signs several files with one PIN from standard input', async () => {
    const ran = await runWithInput(`${hsm.pin}\n`, ['sign', 'a.pdf', 'b.pdf', '--out', 'card', '--module', hsm.module, '--token', hsm.label, '--pin-file', '-'], hsm.env)
    expect([ran.code, ran.lines.map(line => line['file']), names('card')]).toEqual([0, ['a.pdf', 'b.pdf'], ['a.pdf', 'b.pdf']])
  })

  test('a wrong PIN prints one line and ends the command', async () => {
    writeFileSync(join(folder, 'wrong-pin'), '00000000')
    const ran = await withCard('sign', 'a.pdf', 'b.pdf', 'c.pdf', '--out', 'refused/', '--module', hsm.module, '--pin-file', 'wrong-pin')
    expect([ran.code, ran.lines.length, problemOf(ran)?.code, names('refused')]).toEqual([1, 1, 'token.pin-incorrect', []])
    expect((await withCard('sign', 'a.pdf', '--out', 'right/', ...card())).code).toBe(0)
  })

  test.skipIf(!hasCompiler())('a reader with a pad wants no PIN file: its own keys are asked; one without wants it', async () => {
    const faulty = makeFaultyModule(hsm)
    faulty.set({ pinPad: true })
    const ran = await runWithInput('', ['sign', 'a.pdf', 'b.pdf', '--out', 'pad/', '--module', faulty.module], faulty.env)
    expect([ran.code, ran.lines.length, names('pad')]).toEqual([0, 2, ['a.pdf', 'b.pdf']])
    faulty.set({})
    const none = await runWithInput('', ['sign', 'a.pdf', '--out', 'none/', '--module', faulty.module], faulty.env)
    expect(problemOf({ ...none, out: '', err: '' })?.code).toBe('token.pin-wanted')
  })

  test.skipIf(!hasCompiler())('a PIN that fails within a batch prints one line and ends it: the card wants one at each signature, the pipe holds one', async () => {
    const faulty = makeFaultyModule(hsm)
    faulty.set({ always: true })
    const ran = await runWithInput(`${hsm.pin}\n`, ['sign', 'a.pdf', 'b.pdf', 'c.pdf', '--out', 'always/', '--module', faulty.module, '--pin-file', '-'], faulty.env)
    expect([ran.code, ran.lines.length <= 2, String(problemOf({ ...ran, out: '', err: '' })?.code).startsWith('token.pin-'), existsSync(join(folder, 'always', 'c.pdf'))]).toEqual([1, true, true, false])
  })
})
