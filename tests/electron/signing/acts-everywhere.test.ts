import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPdf } from '../../../electron/pdf/open.ts'
import { pageGeometry } from '../../../electron/pdf/geometry.ts'
import { DEFAULT_LIMITS } from '../../../electron/pdf/limits.ts'
import { listPages } from '../../../electron/pdf/pages.ts'
import { memorySource } from '../../../electron/pdf/source.ts'
import { prepareDocument } from '../../../electron/signing/prepare-document.ts'
import { signDocument, type SigningInputs } from '../../../electron/signing/sign-document.ts'
import { validatePdf } from '../../../electron/validation/validate.ts'
import type { Signer } from '../../../shared/model/signer.ts'
import { toProblem } from '../../../shared/problem.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { makeSignaturePng, makeSquarePng } from '../../helpers/make-png.ts'
import { makeSigner } from '../../helpers/make-signer.ts'
import { hasTool, QPDF_HANDLERS, rewriteWithQpdf } from '../../helpers/qpdf.ts'

/** The whole life of a document in every form of PDF; ACTS=all takes every unsigned document of the corpora too. */
const corpora = join(import.meta.dirname, '../../../../shared/corpora')
const listed = join(corpora, 'pdf-verdicts.json')
const everything = process.env['ACTS'] === 'all'
const atMs = Date.parse('2026-11-24T02:00:00Z')
const folder = mkdtempSync(join(tmpdir(), 'acts-everywhere-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let signers: readonly [Signer, Signer]
beforeAll(async () => { signers = [await makeSigner({ key: 'ec' }), await makeSigner({ key: 'ec', name: 'Sở Nội vụ' })] })

interface Input { readonly name: string; readonly pdf: () => Uint8Array; readonly password?: string }

const pages = ['/MediaBox [0 0 595 842]', '/MediaBox [0 0 595 842] /Rotate 90']
// A form that is there already, with a request to redraw it that must stay as it is.
const withForm = { catalog: '/AcroForm <</Fields [100 0 R] /NeedAppearances true /DR <</Font <</Helv 3 0 R>>>> /DA (/Helv 10 Tf 0 g)>>', extra: { 100: '<</Type /Annot /Subtype /Widget /FT /Tx /T (Other) /Rect [20 20 80 40] /F 4 /DA (/Helv 10 Tf 0 g)>>' } }
const base = makePdf({ pages })
const own: Input[] = [
  ...(['table', 'stream', 'hybrid'] as const).map(xref => ({ name: `own ${xref}`, pdf: () => makePdf({ xref, pages }) })),
  { name: 'own with a form', pdf: () => makePdf({ pages: [`${pages[0]} /Annots [100 0 R]`, pages[1] ?? ''], ...withForm }) },
]
const byQpdf: Input[] = !hasTool('qpdf') ? [] : [
  { name: 'qpdf object streams', pdf: () => rewriteWithQpdf(base, ['--object-streams=generate']) },
  { name: 'qpdf linearized', pdf: () => rewriteWithQpdf(base, ['--linearize']) },
  ...Object.entries(QPDF_HANDLERS).filter(([name]) => everything || name === 'RC4-128' || name === 'AES-256 R6').map(([name, [bits, ...rest]]): Input =>
    ({ name: `qpdf ${name}`, pdf: () => rewriteWithQpdf(base, ['--object-streams=generate', '--encrypt', 'mở', 'owner', bits, ...rest]), password: 'mở' })),
]
const fromCorpora: Input[] = !everything || !existsSync(listed) ? [] : Object.entries(JSON.parse(readFileSync(listed, 'utf8')) as Record<string, { label: string }>)
  .filter(([, { label }]) => label.startsWith('no signature')).map(([name]) => ({ name, pdf: () => readFileSync(join(corpora, name)) }))

/** What may rightly not be opened, filled or signed. */
const MAY_REFUSE = ['pdf.encrypted-for-recipients', 'pdf.password-wanted', 'pdf.encrypted', 'pdf.damaged', 'pdf.damaged-signed', 'pdf.certified-no-changes', 'pdf.not-permitted', 'pdf.placement-outside', 'pdf.too-complex', 'signing.text-too-long', 'signing.prepare-too-late']

async function live({ name, pdf, password: text }: Input): Promise<Uint8Array[]> {
  const password = text === undefined ? undefined : Buffer.from(text)
  const judge = (source: Parameters<NonNullable<SigningInputs['judge']>>[0]) => validatePdf({ source, trust: [], at: atMs, password })
  const steps = [pdf()]
  const last = (): Uint8Array => steps.at(-1) ?? new Uint8Array(0)
  const file = await openPdf(memorySource(last()), DEFAULT_LIMITS, password)
  const [first] = await listPages(file)
  if (first === undefined) throw new Error(`${name} has no page`)
  const { width, height } = await pageGeometry(file, first)
  const at = (left: number, bottom: number, across: number, up: number) => ({ page: 1, rect: [width * left, height * bottom, width * (left + across), height * (bottom + up)] as const })
  const places = { number: at(0.1, 0.85, 0.15, 0.03), date: at(0.5, 0.85, 0.4, 0.03), signature: at(0.6, 0.2, 0.25, 0.08), seal: at(0.45, 0.18, 0.2, 0.12) }
  steps.push(Buffer.concat([last(), (await prepareDocument({ source: memorySource(last()), places, password })).tail]))
  const acts: Partial<SigningInputs>[] = [
    { act: 'approve', signer: signers[0], image: makeSignaturePng() },
    { act: 'issue', signer: signers[1], image: makeSquarePng(), words: { number: '12', date: '2026-11-24' } },
    { act: 'incoming', signer: signers[1], words: { number: '7', date: '2026-11-25' }, placement: at(0.05, 0.5, 0.4, 0.1) },
    { act: 'comment', signer: signers[0], words: { text: 'Đồng ý' }, placement: at(0.5, 0.5, 0.45, 0.1) },
  ]
  for (const act of acts) steps.push(Buffer.concat([last(), (await signDocument({ source: memorySource(last()), signer: signers[0], act: 'plain', atMs, password, judge, ...act })).tail]))
  return steps
}

async function verdictsOf(pdf: Uint8Array, password: string | undefined): Promise<string[]> {
  const { signatures } = await validatePdf({ source: memorySource(pdf), trust: [], at: atMs, password: password === undefined ? undefined : Buffer.from(password) })
  return signatures.map(({ field, intact, cryptographyValid, changesAfter }) => `${field} ${intact && cryptographyValid} ${changesAfter}`).toSorted()
}

function qpdfSays(pdf: Uint8Array, password: string | undefined): string {
  const path = join(folder, 'checked.pdf')
  writeFileSync(path, pdf)
  const { status, stderr } = spawnSync('qpdf', [`--password=${password ?? ''}`, '--check', path], { encoding: 'utf8' })
  return status === 0 ? 'ok' : stderr
}

describe('prepared, approved, numbered and sealed, stamped and commented', () => {
  test.each([...own, ...byQpdf].map(input => [input.name, input] as const))('%s', async (_, input) => {
    const steps = await live(input)
    const final = steps.at(-1) ?? new Uint8Array(0)
    expect(await verdictsOf(final, input.password)).toEqual(['IssueSeal true allowed', 'LeaderSignature true allowed', 'Signature1 true allowed', 'Signature2 true none'])
    for (const [index, later] of steps.slice(1).entries()) expect(Buffer.compare(later.subarray(0, steps[index]?.length), steps[index] ?? Buffer.alloc(0))).toBe(0)
    if (hasTool('qpdf')) expect(qpdfSays(final, input.password)).toBe('ok')
  })

  test('a form keeps what it asks of viewers, its fonts and its own fields', async () => {
    const [, prepared, , issued] = await live(own[3] ?? { name: '', pdf: () => new Uint8Array(0) })
    for (const pdf of [prepared, issued]) {
      const file = await openPdf(memorySource(pdf ?? new Uint8Array(0)))
      const form = await file.resolveDict((await file.catalog()).get('AcroForm'))
      const fonts = await file.resolveDict((await file.resolveDict(form?.get('DR')))?.get('Font'))
      expect([form?.get('NeedAppearances'), [...fonts?.keys() ?? []], (await file.resolve(form?.get('Fields')) as unknown[]).length]).toEqual([true, ['Helv', 'TiRo', 'TiIt'], 5])
    }
  })

  test.skipIf(fromCorpora.length === 0)('every unsigned document of the corpora, or a refusal that is right', async () => {
    const wrong: string[] = []
    const tally = new Map<string, number>()
    const count = (what: string): unknown => tally.set(what, (tally.get(what) ?? 0) + 1)
    for (const input of fromCorpora) {
      try {
        const steps = await live(input)
        const verdicts = await verdictsOf(steps.at(-1) ?? new Uint8Array(0), undefined)
        if (verdicts.filter(verdict => / true (allowed|none)$/.test(verdict)).length !== verdicts.length || verdicts.length !== 4) wrong.push(`${input.name}: ${verdicts.join(', ')}`)
        count('lived through')
      } catch (error) {
        const { code, facts } = toProblem(error)
        if (!MAY_REFUSE.includes(code)) wrong.push(`${input.name}: ${code} ${JSON.stringify(facts)} ${code === 'process.unexpected' ? String(error) : ''}`)
        count(code)
      }
    }
    console.log(`acts over the corpora: ${[...tally].map(([what, times]) => `${times} ${what}`).join(', ')}`)
    expect(wrong).toEqual([])
  }, 600_000)
})
