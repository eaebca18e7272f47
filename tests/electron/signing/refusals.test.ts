import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signFile } from '../../../electron/signing/sign-file.ts'
import type { SigningInputs } from '../../../electron/signing/sign-document.ts'
import { validatePdf } from '../../../electron/validation/validate.ts'
import type { Signer } from '../../../shared/model/signer.ts'
import { isProblemCode, toProblem } from '../../../shared/problem.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { makeSigner } from '../../helpers/make-signer.ts'
import { makeSignedPdf } from '../../helpers/make-signed-pdf.ts'
import { hasTool, QPDF_HANDLERS, rewriteWithQpdf } from '../../helpers/qpdf.ts'

/** Acceptance check 12: a typed refusal, the input untouched, nothing left beside it, within the budget. */
const corpora = join(import.meta.dirname, '../../../../shared/corpora')
const listed = join(corpora, 'pdf-verdicts.json')
const atMs = Date.parse('2026-11-24T02:00:00Z')
const BUDGET_MS = 2_000
const folder = mkdtempSync(join(tmpdir(), 'refusals-'))
afterAll(() => { rmSync(folder, { recursive: true, force: true }) })
let signer: Signer
beforeAll(async () => { signer = await makeSigner({ key: 'ec' }) })

const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** `signed` or the code of the refusal; what the folder holds afterwards is checked for both. */
async function outcome(pdf: Uint8Array, wish: Partial<SigningInputs> = {}): Promise<string> {
  const [from, to] = [join(folder, 'in.pdf'), join(folder, 'out.pdf')]
  writeFileSync(from, pdf)
  rmSync(to, { force: true })
  const began = performance.now()
  const said = await signFile({ from, to, existing: 'refuse', signer, atMs, act: 'plain', judge: source => validatePdf({ source, trust: [], at: atMs, password: wish.password }), ...wish })
    .then(() => 'signed', (error: unknown) => toProblem(error).code)
  expect(performance.now() - began, said).toBeLessThan(BUDGET_MS)
  expect([hash(readFileSync(from)), readdirSync(folder).toSorted()]).toEqual([hash(pdf), said === 'signed' ? ['in.pdf', 'out.pdf'] : ['in.pdf']])
  return said
}

const isRefusal = (said: string): boolean => isProblemCode(said) && said.startsWith('pdf.') && said !== 'pdf.own-output-refused'
const text = (content: string): Uint8Array => Buffer.from(content, 'latin1')
const good = Buffer.from(makePdf()).toString('latin1')

describe('a document that cannot be signed is refused with its code', () => {
  test.each<[string, string, Uint8Array]>([
    ['text', 'pdf.not-pdf', text('Kinh gui')],
    ['nothing', 'pdf.not-pdf', new Uint8Array(0)],
    ['a lost cross-reference', 'pdf.damaged', text(good.replace(/startxref\n\d+/, 'startxref\n7'))],
    ['bytes before its header', 'pdf.damaged', text(`junk\n${good}`)],
    ['a cross-reference that leads to itself', 'pdf.too-complex', text(good.replace('/ID [', `/Prev ${good.indexOf('xref\n')} /ID [`))],
    ['a page tree that holds itself', 'pdf.too-complex', text(good.replace('/Kids [10 0 R]', '/Kids [2 0 R ]'))],
    ['a field that holds itself', 'signed', makePdf({ catalog: '/AcroForm <</Fields [100 0 R]>>', extra: { 100: '<</T (a) /Kids [100 0 R]>>' } })],
    ['a key given twice', 'pdf.damaged', makePdf({ catalog: '/Lang (vi) /Lang (en)' })],
    ['recipients\' encryption', 'pdf.encrypted-for-recipients', makePdf({ trailer: '/Encrypt <</Filter /Adobe.PubSec /SubFilter /adbe.pkcs7.s4>>' })],
  ])('%s: %s', async (_, code, pdf) => {
    expect(await outcome(pdf)).toBe(code)
  })

  test.skipIf(!hasTool('qpdf'))('no password, a wrong one', async () => {
    const pdf = rewriteWithQpdf(makePdf(), ['--encrypt', 'u', 'o', ...QPDF_HANDLERS['AES-128']])
    expect([await outcome(pdf), await outcome(pdf, { password: Buffer.from('x') }), await outcome(pdf, { password: Buffer.from('u') })]).toEqual(['pdf.password-wanted', 'pdf.password-wrong', 'signed'])
  })

  test('signed and then cut: refused, wherever it was cut', async () => {
    for (const xref of ['table', 'stream'] as const) {
      const original = makePdf({ xref })
      const pdf = await makeSignedPdf(original, signer)
      for (let cut = 1; cut < 20; cut++) {
        const said = await outcome(pdf.subarray(0, original.length + Math.floor((pdf.length - original.length - 12) * cut / 20)))
        // The last startxref is the original's: it opens as if nobody had signed it, with a signature lying behind it.
        expect(said, `${xref} ${cut}`).toBe('pdf.damaged-signed')
      }
    }
  })

  test('changed anywhere, by chance: signed soundly or refused, within the time', async () => {
    let seed = 11
    const next = (below: number): number => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
      return Math.floor(seed / 2 ** 32 * below)
    }
    const bases = [makePdf({ xref: 'table' }), makePdf({ xref: 'stream' }), makePdf({ xref: 'hybrid' })]
    for (let round = 0; round < 120; round++) {
      const pdf = Uint8Array.from(bases[round % 3] ?? [])
      for (let flips = 0; flips < 3; flips++) pdf[next(pdf.length)] = next(256)
      const said = await outcome(pdf)
      expect(said === 'signed' || isRefusal(said), `${round}: ${said}`).toBe(true)
    }
  })
})

describe.skipIf(!existsSync(listed))('attacks and broken files of other programs', () => {
  const labels = existsSync(listed) ? JSON.parse(readFileSync(listed, 'utf8')) as Record<string, { label: string }> : {}
  test.each(Object.keys(labels).filter(name => /^(attack|undecided)/.test(labels[name]?.label ?? '')))('%s', async name => {
    const said = await outcome(readFileSync(join(corpora, name)))
    expect(said === 'signed' || isRefusal(said), said).toBe(true)
  })
})
