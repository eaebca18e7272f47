import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { memorySource, type Source } from '../../../electron/pdf/source.ts'
import { prepareDocument } from '../../../electron/signing/prepare-document.ts'
import { signDocument, type SigningInputs } from '../../../electron/signing/sign-document.ts'
import { validatePdf } from '../../../electron/validation/validate.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { makeSignaturePng } from '../../helpers/make-png.ts'
import { makeSigner } from '../../helpers/make-signer.ts'
import { hasTool, QPDF_HANDLERS, rewriteWithQpdf } from '../../helpers/qpdf.ts'

const atMs = Date.parse('2026-11-24T02:00:00Z')
const password = Buffer.from('mở')
const folder = mkdtempSync(join(tmpdir(), 'encrypted-acts-'))
afterAll(() => { rmSync(folder, { recursive: true, force: true }) })

const PLACES = {
  number: { page: 1, rect: [100, 700, 140, 716] }, date: { page: 1, rect: [300, 700, 500, 716] },
  signature: { page: 1, rect: [350, 200, 500, 260] }, seal: { page: 1, rect: [290, 190, 390, 290] },
} as const

test.skipIf(!['qpdf', 'pdftotext', 'pdffonts'].every(hasTool)).each(['RC4-40', 'AES-128', 'AES-256 R6'] as const)('an encrypted document (%s) is prepared, approved and issued; fonts, texts and seals are enciphered like the rest', async handler => {
  const [leader, clerk] = [await makeSigner({ key: 'ec' }), await makeSigner({ key: 'ec', name: 'Văn thư' })]
  const judge = (source: Source) => validatePdf({ source, trust: [], at: atMs, password })
  let pdf: Uint8Array = rewriteWithQpdf(makePdf({ contents: [''] }), ['--object-streams=generate', '--encrypt', 'mở', 'owner', ...QPDF_HANDLERS[handler]])
  pdf = Buffer.concat([pdf, (await prepareDocument({ source: memorySource(pdf), places: PLACES, password })).tail])
  const sign = async (wish: Partial<SigningInputs> & Pick<SigningInputs, 'signer' | 'act'>): Promise<void> => {
    pdf = Buffer.concat([pdf, (await signDocument({ source: memorySource(pdf), atMs, image: makeSignaturePng(), password, judge, ...wish })).tail])
  }
  await sign({ signer: leader, act: 'approve' })
  await sign({ signer: clerk, act: 'issue', words: { number: '123', date: '2026-11-24' } })

  const report = await judge(memorySource(pdf))
  expect(report.signatures.map(({ field, intact, changesAfter }) => [field, intact, changesAfter])).toEqual([['LeaderSignature', true, 'allowed'], ['IssueSeal', true, 'none']])
  const path = join(folder, 'out.pdf')
  writeFileSync(path, pdf)
  const said = (tool: string, ...more: string[]): string => spawnSync(tool, ['-upw', 'mở', path, ...more], { encoding: 'utf8' }).stdout
  expect(said('pdftotext', '-').trim().split(/\s*\n\s*/)).toEqual(['123', 'ngày 24 tháng 11 năm 2026'])
  expect(said('pdffonts')).toMatch(/Tinos-Regular +CID TrueType +Identity-H +yes yes yes/)
  expect(spawnSync('qpdf', ['--password=mở', '--check', path]).status).toBe(0)
})
