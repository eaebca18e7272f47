import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCertificate } from '../../helpers/certificates.ts'
import { wholeText } from '../../helpers/look-at-page.ts'
import { makePaper } from '../../helpers/make-paper.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { makeSignaturePng, makeSquarePng } from '../../helpers/make-png.ts'
import { hasTool } from '../../helpers/qpdf.ts'
import { type Ran, runCommand } from '../../helpers/run-command.ts'
import { makePkcs12 } from '../../province/authority/pkcs12.ts'

const folder = mkdtempSync(join(tmpdir(), 'cli-acts-'))
afterAll(() => { rmSync(folder, { recursive: true, force: true }) })
const KEY = ['--p12', 'key.p12', '--password-file', 'key-password', '--json']

beforeAll(async () => {
  const { certificate, privateKey } = await makeCertificate({ subject: 'C=VN, O=Sở Nội vụ, CN=Trần Văn Minh', key: 'p-256' })
  writeFileSync(join(folder, 'key.p12'), makePkcs12({ commonName: 'key', certificate: Buffer.from(certificate), chain: [], privateKey, serial: '', issuerAndSerial: Buffer.alloc(0) }, '24681357', randomBytes))
  writeFileSync(join(folder, 'key-password'), '24681357\n')
  writeFileSync(join(folder, 'draft.pdf'), makePaper())
  writeFileSync(join(folder, 'plain.pdf'), makePdf())
  writeFileSync(join(folder, 'hand.png'), makeSignaturePng())
  writeFileSync(join(folder, 'seal.png'), makeSquarePng())
})

const run = (...args: string[]): Promise<Ran> => runCommand(folder, args)
const sign = (from: string, to: string, ...more: string[]): Promise<Ran> => run('sign', from, '--out', to, ...KEY, ...more)
const problemOf = ({ lines }: Ran): unknown => (lines[0]?.['problem'] as { code?: string } | undefined)?.code

describe('prepare and the acts as scripts call them', () => {
  test('from draft to comment, each step by one command, and verify finds every signature intact and what followed allowed', async () => {
    const prepared = await run('prepare', 'draft.pdf', '--out', 'prepared.pdf', '--json')
    expect([prepared.code, ((prepared.lines[0]?.['fields'] ?? []) as { field: string; page: number }[]).map(({ field, page }) => `${field} ${page}`)])
      .toEqual([0, ['IssueNumber 1', 'IssueDate 1', 'LeaderSignature 1', 'IssueSeal 1']])
    const approved = await sign('prepared.pdf', 'approved.pdf', '--act', 'approve', '--image', 'hand.png')
    const issued = await sign('approved.pdf', 'issued.pdf', '--act', 'issue', '--number', '7', '--date', '2026-11-24', '--image', 'seal.png')
    const arrived = await sign('issued.pdf', 'arrived.pdf', '--act', 'incoming', '--number', '12', '--date', '2026-11-25')
    const commented = await sign('arrived.pdf', 'commented.pdf', '--act', 'comment', '--text', 'Giao Văn phòng.')
    expect([approved, issued, arrived, commented].map(({ code, lines, err }) => [code, lines[0]?.['field'], err]))
      .toEqual([[0, 'LeaderSignature', ''], [0, 'IssueSeal', ''], [0, 'Signature1', ''], [0, 'Signature2', '']])
    const seen = await run('verify', 'commented.pdf', '--json', '--trust-embedded')
    expect(((seen.lines[0]?.['signatures'] ?? []) as { intact: boolean; changesAfter: string; reasons: string[] }[]).map(({ intact, changesAfter }) => [intact, changesAfter])).toEqual([[true, 'allowed'], [true, 'allowed'], [true, 'allowed'], [true, 'none']])
    if (hasTool('pdftotext')) {
      const text = wholeText({ folder, pdf: readFileSync(join(folder, 'commented.pdf')) }, 'layout').replaceAll(/ +/g, ' ')
      for (const words of ['Số: 07/SNV-VP', 'ngày 24 tháng 11 năm 2026', 'Số: 12', 'Ngày: 25/11/2026', 'SỞ NỘI VỤ', 'Giao Văn phòng.']) expect(text).toContain(words)
    }
  })

  test('places in points of the page as displayed; appendix and copy', async () => {
    const prepared = await run('prepare', 'plain.pdf', '--out', 'placed.pdf', '--json', '--number-rect', '1,60,700,80,16', '--date-rect', '1,300,700,200,16', '--signature-rect', '1,350,200,120,60', '--seal-rect', '1,280,190,102,102')
    expect(((prepared.lines[0]?.['fields'] ?? []) as { rect: number[] }[]).map(({ rect }) => rect)).toEqual([[60, 700, 80, 16], [300, 700, 200, 16], [350, 200, 120, 60], [280, 190, 102, 102]])
    expect((await sign('plain.pdf', 'appendix.pdf', '--act', 'appendix', '--number', '7/SNV-VP')).code).toBe(0)
    expect((await sign('plain.pdf', 'copy.pdf', '--act', 'copy', '--copy-kind', 'trich-sao', '--rect', '300,780,200,50')).code).toBe(0)
    if (hasTool('pdftotext')) expect(wholeText({ folder, pdf: readFileSync(join(folder, 'copy.pdf')) })).toMatch(/TRÍCH SAO\nSở Nội vụ\n\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00/)
  })

  test('what is not printed is said on standard error, not lost', async () => {
    await sign('plain.pdf', 'signed.pdf')
    expect((await sign('signed.pdf', 'unprepared.pdf', '--act', 'issue', '--number', '7', '--date', '2026-11-24')).err).toMatch(/số, ngày không được in|not printed/)
    expect((await sign('plain.pdf', 'pictured.pdf', '--act', 'appendix', '--number', '7', '--image', 'seal.png')).err).toMatch(/chỉ in chữ|text alone/)
  })

  test.each([
    ['a number where none is printed', 2, 'command.bad-argument', ['--act', 'approve', '--number', '7']],
    ['a comment of an act that has none', 2, 'command.bad-argument', ['--act', 'issue', '--text', 'Đồng ý']],
    ['an unknown act', 2, 'command.bad-argument', ['--act', 'stamp']],
    ['an unknown kind of copy', 2, 'command.bad-argument', ['--act', 'copy', '--copy-kind', 'sao']],
    ['a day that is none', 2, 'command.bad-argument', ['--act', 'issue', '--number', '7', '--date', '2026-02-30']],
    ['a page without a place', 2, 'command.bad-argument', ['--page', '2']],
    ['a copy without its kind', 1, 'signing.copy-kind-missing', ['--act', 'copy']],
    ['a seal on what nobody signed', 1, 'signing.not-approved', ['--act', 'issue', '--number', '7', '--date', '2026-11-24']],
    ['a comment without words', 1, 'signing.text-missing', ['--act', 'comment']],
    ['words that do not fit', 1, 'signing.text-too-long', ['--act', 'comment', '--text', 'Giao các đơn vị thực hiện nghiêm túc', '--rect', '10,10,40,12']],
  ])('%s: exit %i, %s, and no file', async (_, exit, code, options) => {
    const ran = await sign('plain.pdf', 'refused.pdf', ...options)
    expect([ran.code, problemOf(ran), existsSync(join(folder, 'refused.pdf'))]).toEqual([exit, code, false])
  })

  test.each([
    ['a place that is none', 2, 'command.bad-argument', 'plain.pdf', ['--number-rect', '60,700,80,16']],
    ['a paper without those lines', 1, 'signing.place-not-found', 'plain.pdf', []],
    ['a page that is not there', 1, 'pdf.page-missing', 'draft.pdf', ['--seal-rect', '4,10,10,50,50']],
  ])('prepare refuses %s: exit %i, %s, and no file', async (_, exit, code, from, options) => {
    const ran = await run('prepare', from, '--out', 'refused.pdf', '--json', ...options)
    expect([ran.code, problemOf(ran), existsSync(join(folder, 'refused.pdf'))]).toEqual([exit, code, false])
  })
})
