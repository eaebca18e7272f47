import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCertificate } from '../../helpers/certificates.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { QPDF_HANDLERS, hasTool, rewriteWithQpdf } from '../../helpers/qpdf.ts'
import { runCommand } from '../../helpers/run-command.ts'
import { makePkcs12 } from '../../province/authority/pkcs12.ts'

const folder = mkdtempSync(join(tmpdir(), 'sign-encrypted-'))
afterAll(() => { rmSync(folder, { recursive: true, force: true }) })
const KEY = ['--p12', 'key.p12', '--password-file', 'key-password', '--json']

beforeAll(async () => {
  const { certificate, privateKey } = await makeCertificate({ subject: 'C=VN, CN=Trần Văn Minh', key: 'p-256' })
  writeFileSync(join(folder, 'key.p12'), makePkcs12({ commonName: 'key', certificate: Buffer.from(certificate), chain: [], privateKey, serial: '', issuerAndSerial: Buffer.alloc(0) }, '24681357', randomBytes))
  writeFileSync(join(folder, 'key-password'), '24681357\n')
  writeFileSync(join(folder, 'open'), 'mật khẩu\n')
  writeFileSync(join(folder, 'wrong'), 'mat khau\n')
})

test.skipIf(!hasTool('qpdf'))('an encrypted file is signed and verified with its password, refused with a code without it', async () => {
  writeFileSync(join(folder, 'in.pdf'), rewriteWithQpdf(makePdf(), ['--encrypt', 'mật khẩu', 'owner', ...QPDF_HANDLERS['AES-256 R6']]))
  const codeOf = (ran: Awaited<ReturnType<typeof runCommand>>): unknown => (ran.lines[0]?.['problem'] as { code?: string } | undefined)?.code
  const none = await runCommand(folder, ['sign', 'in.pdf', '--out', 'out.pdf', ...KEY])
  const wrong = await runCommand(folder, ['sign', 'in.pdf', '--out', 'out.pdf', '--open-password-file', 'wrong', ...KEY])
  expect([none.code, codeOf(none), wrong.code, codeOf(wrong), existsSync(join(folder, 'out.pdf'))]).toEqual([1, 'pdf.password-wanted', 1, 'pdf.password-wrong', false])

  const right = await runCommand(folder, ['sign', 'in.pdf', '--out', 'out.pdf', '--open-password-file', 'open', ...KEY])
  expect([right.code, readFileSync(join(folder, 'out.pdf')).subarray(0, 8).toString('latin1')]).toEqual([0, '%PDF-1.7'])
  const seen = await runCommand(folder, ['verify', 'out.pdf', '--open-password-file', 'open', '--json', '--trust-embedded'])
  const closed = await runCommand(folder, ['verify', 'out.pdf', '--json'])
  expect([seen.code, seen.lines[0]?.['verdict'], closed.code, closed.lines[0]?.['reasons']]).toEqual([0, 'valid', 4, ['file.password-wanted']])
})

test('standard input is one secret: two options that read it are refused as usage, and nothing is read or signed', async () => {
  const two = await runCommand(folder, ['sign', 'in.pdf', '--out', 'never.pdf', '--p12', 'key.p12', '--password-file', '-', '--open-password-file', '-', '--json'], '24681357')
  expect([two.code, two.lines[0]?.['problem'], existsSync(join(folder, 'never.pdf'))]).toEqual([2, { code: 'cli.stdin-twice', facts: { options: '--password-file -, --open-password-file -' } }, false])
  const words = await runCommand(folder, ['sign', 'in.pdf', '--out', 'never.pdf', '--p12', 'key.p12', '--pin-file', '-', '--password-file=-'], '24681357')
  expect([words.code, words.err]).toEqual([2, expect.stringContaining('Đầu vào chuẩn chỉ cấp được một bí mật')])
  const one = await runCommand(folder, ['verify', 'in.pdf', '--open-password-file', '-', '--json'], 'mật khẩu')
  expect(one.lines[0]?.['reasons']).not.toContain('file.password-wrong')
})
