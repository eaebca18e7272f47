import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { beforeAll, describe, expect, test } from 'vitest'
import type { LaterChange, SignatureVerdict } from '../../../shared/model/signature-report.ts'
import { memorySource } from '../../../electron/pdf/source.ts'
import { parseCertificate } from '../../../electron/pki/certificate.ts'
import { decideChanges } from '../../../electron/validation/decide-changes.ts'
import { validatePdf } from '../../../electron/validation/validate.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { makeSignedPdf, SIGNED_AT } from '../../helpers/make-signed-pdf.ts'
import { makeSigner } from '../../helpers/make-signer.ts'
import { CATALOG, CHOICE, FIELD, FORM, lookOf, makeBase, PAGE, type BaseName } from './attacks/bases.ts'
import { append, stream, type Edits } from './attacks/tools.ts'

const leader = await makeSigner({ key: 'ec', name: 'Lãnh đạo' })
const clerk = await makeSigner({ key: 'ec', name: 'Văn thư' })
const trust = [...leader.chain, ...clerk.chain].map(parseCertificate)

/** The report on the first signature of the file. */
async function first(pdf: Uint8Array): Promise<SignatureVerdict> {
  const { signatures } = await validatePdf({ source: memorySource(pdf), trust, at: SIGNED_AT })
  const [one] = signatures.filter(({ field }) => field !== 'dau-thoi-gian')
  if (!one) throw new Error('no signature was judged')
  return one
}
const named = ({ laterChanges }: SignatureVerdict): string[] => laterChanges.map(({ rule, judged, field }) => `${rule} ${judged} ${field ?? '-'}`)

const bases = new Map<BaseName, Uint8Array>()
const base = (name: BaseName): Uint8Array => bases.get(name) ?? new Uint8Array()
beforeAll(async () => { for (const name of ['plain', 'level-1', 'level-2', 'level-3'] as const) bases.set(name, await makeBase(name, leader)) })

const EVIDENCE: Edits = {
  [CATALOG]: now => now.replace('/Type /Catalog', '/Type /Catalog /DSS 300 0 R'),
  300: '<</Type /DSS /Certs [301 0 R] /CRLs [301 0 R] /OCSPs [] /VRI <</0123456789ABCDEF <</Cert [301 0 R] /TU (D:2026)>>>>>>', 301: stream('x'),
}
const TIMESTAMP = '<</Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161 /ByteRange [0 1 2 3] /Contents <01>>>'
const DOCUMENT_TIMESTAMP: Edits = {
  [FORM]: now => now.replace('/Fields [', '/Fields [300 0 R '), [PAGE]: now => now.replace('/Annots [', '/Annots [300 0 R '),
  300: `<</Type /Annot /Subtype /Widget /FT /Sig /T (dau-thoi-gian) /V 301 0 R /F 132 /P ${PAGE} 0 R /Rect [0 0 0 0]>>`, 301: TIMESTAMP,
}
const SHOWN_TIMESTAMP = `<</Type /Annot /Subtype /Widget /FT /Sig /T (dau-thoi-gian) /V 301 0 R /F 4 /P ${PAGE} 0 R /Rect [70 690 170 720] /AP <</N 302 0 R>>>>`
const emptyField = (more: string): Edits => ({
  [FORM]: now => now.replace('/Fields [', '/Fields [300 0 R '), [PAGE]: now => now.replace('/Annots [', '/Annots [300 0 R '),
  300: `<</Type /Annot /Subtype /Widget /FT /Sig /T (cho-ky) /F 4 /P ${PAGE} 0 R ${more}>>`,
})
const withParent = (more: string): Edits => ({ ...emptyField('/Rect [0 0 0 0] /Parent 303 0 R'), [FORM]: now => now.replace('/Fields [', '/Fields [303 0 R '), 303: `<</T (nhom-ky) /Kids [300 0 R] ${more}>>` })
const FILLED: Edits = { [FIELD]: now => now.replace('(125)', '(126)').replace(/\/N \d+ 0 R/, '/N 300 0 R'), 300: lookOf('126') }
const comment = (subtype: string): Edits => ({ [PAGE]: now => now.replace('/Annots [', '/Annots [300 0 R '), 300: `<</Type /Annot /Subtype /${subtype} /Rect [0 0 20 20] /Contents (Xem) /QuadPoints [0 0 1 0 0 1 1 1]>>` })

describe('what each level allows', () => {
  type Case = [string, Edits, Partial<Record<BaseName, LaterChange['judged']>>, string]
  const cases: Case[] = [
    ['evidence', EVIDENCE, { plain: 'allowed', 'level-1': 'allowed', 'level-2': 'allowed', 'level-3': 'allowed' }, 'evidence'],
    ['metadata', { [CATALOG]: now => now.replace('/Type /Catalog', '/Type /Catalog /Metadata 300 0 R'), 300: stream('<x/>') }, { plain: 'allowed', 'level-1': 'allowed' }, 'metadata'],
    ['a document timestamp', DOCUMENT_TIMESTAMP, { plain: 'allowed', 'level-1': 'allowed', 'level-2': 'allowed', 'level-3': 'allowed' }, 'timestamp-added'],
    ['a value filled in', FILLED, { plain: 'allowed', 'level-1': 'suspicious', 'level-2': 'allowed', 'level-3': 'allowed' }, 'form-value'],
    ['a value filled in under the look that was signed', { [FIELD]: now => now.replace('(125)', '(126)') }, { plain: 'allowed', 'level-1': 'suspicious' }, 'form-value'],
    ['a value in the one-byte encoding of forms, drawn in that of fonts', { [FIELD]: now => now.replace('(125)', '(2020\\2052025 \\215x\\216 \\240)').replace(/\/N \d+ 0 R/, '/N 300 0 R'), 300: stream('BT /H 10 Tf 2 5 Td (2020\\2262025 \\223x\\224 \\200) Tj ET', `/Type /XObject /Subtype /Form /BBox [0 0 100 20] /Resources <</Font <</H <</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>>>>>`) }, { plain: 'allowed', 'level-2': 'allowed' }, 'form-value'],
    ['a choice made, shown by its word', { [CHOICE]: now => now.replace('/V (1)', '/V (2) /AP <</N 300 0 R>>'), 300: lookOf('Hai') }, { plain: 'allowed', 'level-1': 'suspicious', 'level-2': 'allowed' }, 'form-value'],
    ['a comment', comment('Text'), { plain: 'suspicious', 'level-1': 'suspicious', 'level-2': 'suspicious', 'level-3': 'allowed' }, 'comment'],
    ['a highlight', comment('Highlight'), { 'level-2': 'suspicious', 'level-3': 'allowed' }, 'comment'],
    ['a comment reworded', { 108: now => now.replace('(Xem lai)', '(Da xem)') }, { plain: 'suspicious', 'level-3': 'allowed' }, 'comment'],
    ['a comment taken away', { [PAGE]: now => now.replace('108 0 R', '') }, { 'level-2': 'suspicious', 'level-3': 'allowed' }, 'comment'],
    ['structure for screen readers', { [CATALOG]: now => now.replace('/Type /Catalog', '/Type /Catalog /MarkInfo <</Marked true>>') }, { plain: 'unknown', 'level-1': 'suspicious' }, 'structure'],
    ['an empty signature field', emptyField('/Rect [70 690 170 720]'), { plain: 'allowed', 'level-1': 'suspicious', 'level-2': 'allowed' }, 'signature-added'],
    ['a signature field under a name with a dot', withParent(''), { plain: 'allowed', 'level-2': 'allowed' }, 'signature-added'],
    ['a signature field whose parent runs a script', withParent('/AA <</F <</S /JavaScript /JS (1)>>>>'), { plain: 'suspicious' }, 'content'],
    ['an empty signature field that shows something', { ...emptyField('/Rect [70 690 170 720] /AP <</N 302 0 R>>'), 302: lookOf('x') }, { plain: 'unknown', 'level-1': 'suspicious', 'level-2': 'unknown' }, 'form-look-added'],
    ['a timestamp in sight', { ...DOCUMENT_TIMESTAMP, 300: SHOWN_TIMESTAMP, 302: lookOf('x') }, { plain: 'allowed', 'level-1': 'suspicious', 'level-2': 'suspicious', 'level-3': 'suspicious' }, 'signature-shown'],
    ['a number under the name of evidence', { [CATALOG]: now => now.replace('/Type /Catalog', '/Type /Catalog /DSS <</Scripts 5>>') }, { plain: 'unknown' }, 'structure'],
    ['the order of the tab key', { [PAGE]: now => now.replace('/Type /Page', '/Tabs /S /Type /Page') }, { plain: 'unknown', 'level-1': 'suspicious' }, 'structure'],
    ['something else under the name of evidence', { [CATALOG]: now => now.replace('/Type /Catalog', '/Type /Catalog /DSS <</Scripts [1]>>') }, { plain: 'unknown' }, 'structure'],
  ]
  test.each(cases)('%s', async (_, edits, judgements, rule) => {
    for (const [name, judged] of Object.entries(judgements) as [BaseName, LaterChange['judged']][]) {
      const one = await first(await append(base(name), edits))
      expect([name, one.changesAfter], JSON.stringify(one.laterChanges)).toEqual([name, judged])
      expect(one.laterChanges.map(change => change.rule)).toContain(rule)
    }
  })

  test('a second signature in a field of its own, out of sight where the document is certified', async () => {
    for (const name of ['plain', 'level-2', 'level-3'] as const) {
      const one = await first(await makeSignedPdf(base(name), clerk))
      expect([name, one.verdict, one.changesAfter]).toEqual([name, 'valid', 'allowed'])
      expect(one.laterChanges).toContainEqual({ rule: 'signature-added', judged: 'allowed', field: 'Signature2', object: expect.any(Number) as number, page: 1 })
    }
  })
})

test('a form filled in by another program is allowed, field by field', async () => {
  const document = await getDocument({ data: Uint8Array.from(base('level-2')), verbosity: 0 }).promise
  const page = await document.getPage(1)
  for (const { id, fieldName } of await page.getAnnotations() as { id: string; fieldName?: string }[]) {
    if (fieldName === 'so') document.annotationStorage.setValue(id, { value: '987' })
    if (fieldName === 'muc') document.annotationStorage.setValue(id, { value: '2' })
  }
  const one = await first(await document.saveDocument())
  expect([one.verdict, one.changesAfter]).toEqual(['valid', 'allowed'])
  expect(one.laterChanges).toEqual(expect.arrayContaining(['so', 'muc'].map(field => ({ rule: 'form-value', judged: 'allowed', field, object: expect.any(Number) as number, page: 1 }))))
  await document.loadingTask.destroy()
})

test('a second signature under a name that is taken is odd, whatever it is worth', async () => {
  const name = (await first(base('plain'))).field
  const { signatures } = await validatePdf({ source: memorySource(await append(base('plain'), { ...DOCUMENT_TIMESTAMP, 300: SHOWN_TIMESTAMP.replace('dau-thoi-gian', name), 302: lookOf('x') })), trust, at: SIGNED_AT })
  expect(signatures.flatMap(one => named(one))).toContain(`signature-odd suspicious ${name}`)
})

describe('number and issue under the leader\'s lock', () => {
  const widget = (type: string, name: string, rect: string, more = ''): string => `<</FT /${type} /T (${name}) /Type /Annot /Subtype /Widget /Rect [${rect}] /P 10 0 R /F 4 ${more}>>`
  const prepared = makePdf({
    pages: ['/MediaBox [0 0 595 842] /Annots [100 0 R 101 0 R 102 0 R 103 0 R 104 0 R]'], catalog: '/AcroForm 105 0 R',
    extra: {
      100: widget('Tx', 'number', '72 780 172 800'), 101: widget('Tx', 'date', '300 780 400 800'), 102: widget('Sig', 'seal', '300 100 400 200'),
      103: widget('Sig', 'leader', '350 100 450 150', '/Lock <</Type /SigFieldLock /Action /Exclude /Fields [(number) (date) (seal)]>>'),
      104: widget('Tx', 'money', '72 500 172 520', '/V (100)'), 105: '<</Fields [100 0 R 101 0 R 102 0 R 103 0 R 104 0 R]>>',
    },
  })
  let approved: Uint8Array
  beforeAll(async () => { approved = await makeSignedPdf(prepared, leader, { fieldName: 'leader' }) })
  const fill = (number: number, value: string): Edits => ({ [number]: now => now.replace('/FT', `/V (${value}) /AP <</N ${number + 200} 0 R>> /FT`), [number + 200]: lookOf(value) })

  test('is allowed, each value and the seal by name', async () => {
    const numbered = await append(approved, { ...fill(100, '125'), ...fill(101, '24') })
    const one = await first(await makeSignedPdf(numbered, clerk, { fieldName: 'seal' }))
    expect([one.field, one.verdict, one.changesAfter]).toEqual(['leader', 'valid', 'allowed'])
    expect(named(one)).toEqual(expect.arrayContaining(['form-value allowed number', 'form-value allowed date', 'signature-filled allowed seal']))
    expect(one.reasons).toContain('changes.form-values')
  })

  test('a locked field filled is suspicious and says who forbade it', async () => {
    const one = await first(await append(approved, { 104: now => now.replace('(100)', '(900)') }))
    expect([one.verdict, one.changesAfter]).toEqual(['invalid', 'suspicious'])
    expect(named(one)).toContain('form-value suspicious money')
    expect(one.reasons).toContain('changes.forbidden-by-certification')
  })

  test.each([['Include', '(money)', 'suspicious', 'allowed'], ['All', '', 'suspicious', 'suspicious']])('a lock on %s', async (action, fields, money, number) => {
    const own = Buffer.from(prepared).toString('latin1').replace('/Action /Exclude /Fields [(number) (date) (seal)]', `/Action /${action} /Fields [${fields}]`.padEnd('/Action /Exclude /Fields [(number) (date) (seal)]'.length))
    const signed = await makeSignedPdf(Buffer.from(own, 'latin1'), leader, { fieldName: 'leader' })
    expect((await first(await append(signed, { 104: now => now.replace('(100)', '(900)') }))).changesAfter).toBe(money)
    expect((await first(await append(signed, fill(100, '125')))).changesAfter).toBe(number)
  })

  test('a lock that forbids every change forbids the number as well', async () => {
    const own = Buffer.from(prepared).toString('latin1').replace('/Type /SigFieldLock /Action', '/P 1                /Action')
    const signed = await makeSignedPdf(Buffer.from(own, 'latin1'), leader, { fieldName: 'leader' })
    expect((await first(await append(signed, fill(100, '125')))).changesAfter).toBe('suspicious')
  })
})

describe('the decision', () => {
  const facts = (rule: LaterChange['rule'], field: string | null = 'a') => ({ findings: [{ rule, field, object: 1, page: null }], level: null, isLocked: () => false })

  test('no finding at all is allowed: an update that changes nothing', () => {
    expect(decideChanges({ findings: [], level: 1, isLocked: () => true })).toEqual({ kind: 'allowed', reasons: [], list: [] })
  })

  test('the worst judgement is the verdict, and stands first in the list', () => {
    const { kind, list } = decideChanges({ ...facts('evidence'), findings: [...facts('evidence').findings, ...facts('structure').findings, ...facts('content').findings] })
    expect([kind, list.map(one => one.judged)]).toEqual(['suspicious', ['suspicious', 'unknown', 'allowed']])
  })

  test.each(['content', 'form-look', 'signature-odd'] as const)('%s is never allowed', rule => {
    for (const level of [null, 1, 2, 3]) expect(decideChanges({ ...facts(rule), level }).kind).toBe('suspicious')
  })

  test('the list of a document rewritten from end to end stays readable', () => {
    const findings = Array.from({ length: 500 }, (_, object) => ({ rule: 'content' as const, field: null, object, page: null }))
    expect(decideChanges({ findings, level: null, isLocked: () => false }).list).toHaveLength(100)
  })
})
