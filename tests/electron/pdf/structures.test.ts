import { beforeAll, describe, expect, test } from 'vitest'
import { listFields } from '../../../electron/pdf/fields.ts'
import { pageGeometry, rectOf, toDisplaySpace } from '../../../electron/pdf/geometry.ts'
import { isArray, isDict, isRef } from '../../../electron/pdf/objects.ts'
import { openPdf } from '../../../electron/pdf/open.ts'
import { listPages } from '../../../electron/pdf/pages.ts'
import { listSignatureFields } from '../../../electron/pdf/signature-fields.ts'
import { memorySource } from '../../../electron/pdf/source.ts'
import { signDocument, type SigningInputs } from '../../../electron/signing/sign-document.ts'
import { validatePdf } from '../../../electron/validation/validate.ts'
import type { Signer } from '../../../shared/model/signer.ts'
import { makePdf, type PdfWish } from '../../helpers/make-pdf.ts'
import { makeSignaturePng } from '../../helpers/make-png.ts'
import { makeSigner } from '../../helpers/make-signer.ts'
import { hasTool, objectsByQpdf } from '../../helpers/qpdf.ts'

const atMs = Date.parse('2026-11-24T02:00:00Z')
let signer: Signer
beforeAll(async () => { signer = await makeSigner({ key: 'ec' }) })

async function sign(pdf: Uint8Array, wish: Partial<SigningInputs> = {}): Promise<Uint8Array> {
  const { tail } = await signDocument({ source: memorySource(pdf), signer, atMs, act: 'plain', ...wish })
  return Buffer.concat([pdf, tail])
}

const TEXT_FIELD = '<</Type /Annot /Subtype /Widget /FT /Tx /T (Number) /V (12) /Rect [10 10 50 20]>>'
const FORMS: Readonly<Record<string, PdfWish>> = {
  'no form': {},
  'a direct form': { catalog: '/AcroForm <</Fields []>>' },
  'a direct form with a list of its own': { catalog: '/AcroForm <</Fields 101 0 R /DA (/F 0 Tf)>>', extra: { 101: '[]' } },
  'an indirect form': { catalog: '/AcroForm 102 0 R', extra: { 102: '<</Fields [] /SigFlags 1>>' } },
  'an indirect form with a list of its own': { catalog: '/AcroForm 102 0 R', extra: { 102: '<</Fields 101 0 R /SigFlags 3>>', 101: '[]' } },
  'a form without a list': { catalog: '/AcroForm <</DR <<>>>>' },
  'a form that is not there': { catalog: '/AcroForm 150 0 R' },
}
const ANNOTATIONS: Readonly<Record<string, PdfWish>> = {
  'no annotations': { pages: ['/MediaBox [0 0 595 842]'] },
  'a direct list': { pages: ['/MediaBox [0 0 595 842] /Annots [110 0 R]'], extra: { 110: TEXT_FIELD } },
  'a list of its own': { pages: ['/MediaBox [0 0 595 842] /Annots 111 0 R'], extra: { 110: TEXT_FIELD, 111: '[110 0 R]' } },
  'a list that is not there': { pages: ['/MediaBox [0 0 595 842] /Annots 151 0 R'] },
}
const everyWay = Object.keys(FORMS).flatMap(form => Object.keys(ANNOTATIONS).flatMap(annotations => (['table', 'stream', 'hybrid'] as const).map(xref => [form, annotations, xref] as const)))

test.each(everyWay)('%s, %s, %s: a signature joins the form and the page, and what was there stays', async (form, annotations, xref) => {
  const [one, two] = [FORMS[form] ?? {}, ANNOTATIONS[annotations] ?? {}]
  const before = makePdf({ ...one, ...two, xref, extra: { ...one.extra, ...two.extra } })
  const pdf = await sign(before, { image: makeSignaturePng(), placement: { page: 1, rect: [100, 100, 220, 150] } })
  const file = await openPdf(memorySource(pdf))
  const [page] = await listPages(file)
  const list = await file.resolve(page?.dict.get('Annots'))
  const [field] = await listSignatureFields(file)
  const catalog = await file.catalog()
  const was = await (await openPdf(memorySource(before))).catalog()
  const kept = two.extra?.[110] === undefined ? [] : [110]
  expect({
    fields: (await listFields(file)).map(({ name }) => name), annots: isArray(list) ? list.map(item => isRef(item) && item.number) : null,
    flags: (await file.resolveDict(catalog.get('AcroForm')))?.get('SigFlags'), size: Number(file.trailer.get('Size')) > Math.max(...file.xref.keys()),
    catalog: [...was.keys()].every(key => catalog.has(key)), notes: [...file.notes],
  }).toEqual({ fields: ['Signature1'], annots: [...kept, field?.field.ref.number], flags: 3, size: true, catalog: true, notes: [] })
})

const BOXES: readonly (readonly [string, string, string, readonly [number, number]])[] = [
  ['its own box', '/MediaBox [0 0 595 842]', '', [595, 842]],
  ['an inherited box', '', '/MediaBox [0 0 400 300]', [400, 300]],
  ['no box at all', '', '', [612, 792]],
  ['a box turned inside out and shifted', '/MediaBox [300 400 -100 -200]', '', [400, 600]],
  ['a box of five numbers', '/MediaBox [0 0 400 300 7]', '', [400, 300]],
  ['a crop box', '/MediaBox [0 0 595 842] /CropBox [50 60 450 660]', '', [400, 600]],
  ['a crop box beyond the medium', '/MediaBox [0 0 400 300] /CropBox [-50 -50 900 900]', '', [400, 300]],
  ['an inherited turn', '/MediaBox [0 0 595 842]', '/Rotate 90', [842, 595]],
  ['a turn of its own', '/MediaBox [0 0 595 842] /Rotate -90', '/Rotate 180', [842, 595]],
  ['a larger unit', '/MediaBox [0 0 595 842] /UserUnit 2', '', [1190, 1684]],
  ['everything together', '/MediaBox [0 0 595 842] /CropBox [50 60 450 660] /Rotate 450 /UserUnit 1.5', '', [900, 600]],
]

test.each(BOXES)('a page with %s carries the signature where it was meant to show', async (_, page, inherited, size) => {
  const pdf = await sign(makePdf({ pages: [page], inherited }), { image: makeSignaturePng(), placement: { page: 1, rect: [30, 40, 150, 90] } })
  const file = await openPdf(memorySource(pdf))
  const [first] = await listPages(file)
  if (first === undefined) throw new Error('no page')
  const geometry = await pageGeometry(file, first)
  const [field] = await listSignatureFields(file)
  const rect = await rectOf(file, field?.field.dict.get('Rect'))
  expect([geometry.width, geometry.height]).toEqual(size)
  expect(rect && toDisplaySpace(geometry, rect).map(value => Math.round(value * 1000) / 1000)).toEqual([30, 40, 150, 90])
})

describe('an existing empty field', () => {
  const field = '/FT /Sig /T (Leader)'
  const WIDGETS: Readonly<Record<string, PdfWish>> = {
    'merged with its widget': { extra: { 110: `<</Type /Annot /Subtype /Widget ${field} /Rect [300 100 400 150] /F 4>>` }, pages: ['/MediaBox [0 0 595 842] /Annots [110 0 R]'] },
    'with a widget of its own': { extra: { 110: `<<${field} /Kids [111 0 R]>>`, 111: '<</Type /Annot /Subtype /Widget /Parent 110 0 R /Rect [300 100 400 150] /F 4>>' }, pages: ['/MediaBox [0 0 595 842] /Annots [111 0 R]'] },
    'below a group': { extra: { 109: '<</T (Heads) /FT /Sig /Kids [110 0 R]>>', 110: '<</Type /Annot /Subtype /Widget /T (Leader) /Parent 109 0 R /Rect [300 100 400 150] /F 4>>' }, pages: ['/MediaBox [0 0 595 842] /Annots [110 0 R]'] },
    'on no page': { extra: { 110: `<<${field}>>` } },
  }
  test.each(Object.keys(WIDGETS))('%s is signed in its place', async kind => {
    const wish = WIDGETS[kind] ?? {}
    const root = wish.extra?.[109] === undefined ? '110 0 R' : '109 0 R'
    const name = root === '109 0 R' ? 'Heads.Leader' : 'Leader'
    const pdf = await sign(makePdf({ ...wish, catalog: `/AcroForm <</Fields [${root}]>>`, xref: 'stream' }), { fieldName: name, image: makeSignaturePng() })
    const file = await openPdf(memorySource(pdf))
    const signed = await listSignatureFields(file)
    const widget = await file.resolveDict(signed[0]?.field.widgets[0])
    const look = await file.resolveDict(widget?.get('AP'))
    expect([signed.map(({ field: { name: own }, signature }) => [own, signature !== null]), isDict(look)]).toEqual([[[name, true]], kind !== 'on no page'])
  })
})

test.skipIf(!hasTool('qpdf'))('objects get numbers from Size on, the trailer keeps what it must and its second identifier is new', async () => {
  const before = makePdf({ trailer: '/Info 120 0 R', extra: { 120: '<</Title (Kept)>>' } })
  const pdf = await sign(before)
  const [was, is] = await Promise.all([before, pdf].map(bytes => openPdf(memorySource(bytes))))
  const id = (file: typeof was): string[] => {
    const list = file?.trailer.get('ID')
    return isArray(list) ? list.map(item => item !== null && typeof item === 'object' && 'kind' in item && item.kind === 'string' ? Buffer.from(item.bytes).toString('hex') : '') : []
  }
  const added = [...is?.sections[0]?.entries.keys() ?? []].filter(number => !was?.xref.has(number))
  expect(added).toEqual(added.map((_, index) => Number(was?.trailer.get('Size')) + index))
  expect([is?.trailer.get('Root'), is?.trailer.get('Info'), id(is)[0], id(is)[1] === id(was)[1]]).toEqual([was?.trailer.get('Root'), was?.trailer.get('Info'), id(was)[0], false])
  expect(objectsByQpdf(pdf)['obj:120 0 R']?.value).toEqual({ '/Title': 'u:Kept' })
})

test.each(['table', 'stream', 'hybrid'] as const)('a first section that says "Prev 0", as some writers do for none, %s: signed twice, and both signatures hold', async xref => {
  const twice = await sign(await sign(makePdf({ xref, trailer: '/Prev 0' })))
  const { signatures } = await validatePdf({ source: memorySource(twice), trust: [], at: atMs })
  expect(signatures.map(({ intact, changesAfter, coverage }) => [intact, changesAfter, coverage])).toEqual([[true, 'allowed', 'whole-revision'], [true, 'none', 'whole-file']])
  if (hasTool('qpdf')) expect(Object.keys(objectsByQpdf(twice)).length).toBeGreaterThan(5)
})

test('a last section that says "Prev 0" cuts nothing off unseen: what was signed before it lies outside the chain', async () => {
  const signed = await sign(makePdf())
  const { xref, root } = await openPdf(memorySource(signed))
  const size = Math.max(...xref.keys()) + 1
  const rows = Array.from({ length: size }, (_, number) => {
    const entry = xref.get(number)
    return entry?.kind === 'offset' ? `${String(entry.offset).padStart(10, '0')} 00000 n \n` : '0000000000 65535 f \n'
  })
  const cut = Buffer.concat([signed, Buffer.from(`xref\n0 ${size}\n${rows.join('')}trailer\n<</Size ${size} /Root ${root.number} 0 R /Prev 0>>\nstartxref\n${signed.length}\n%%EOF\n`)])
  const { verdict, reasons } = await validatePdf({ source: memorySource(cut), trust: [], at: atMs })
  expect([verdict, reasons.includes('changes.outside-chain')]).toEqual(['invalid', true])
})
