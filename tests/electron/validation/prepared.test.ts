import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { beforeAll, expect, test } from 'vitest'
import type { SignatureReport } from '../../../shared/model/signature-report.ts'
import { memorySource } from '../../../electron/pdf/source.ts'
import { parseCertificate } from '../../../electron/pki/certificate.ts'
import { validatePdf } from '../../../electron/validation/validate.ts'
import { makeSignaturePng } from '../../helpers/make-png.ts'
import { makeSignedPdf, SIGNED_AT } from '../../helpers/make-signed-pdf.ts'
import { makeSigner } from '../../helpers/make-signer.ts'
import { FORM } from './attacks/bases.ts'
import { BOX, LIST, prepared, RICH_TEXT } from './attacks/prepared.ts'
import { append, stream, type Edits } from './attacks/tools.ts'

/** The honest twins of `attacks/later-parts.ts`. */
const leader = await makeSigner({ key: 'ec', name: 'Lãnh đạo' })
const clerk = await makeSigner({ key: 'ec', name: 'Văn thư' })
const trust = [...leader.chain, ...clerk.chain].map(parseCertificate)
const judge = (pdf: Uint8Array): Promise<SignatureReport> => validatePdf({ source: memorySource(pdf), trust, at: SIGNED_AT })
let signed: Uint8Array
beforeAll(async () => { signed = await makeSignedPdf(prepared, leader, { fieldName: 'ky-lanh-dao' }) })

const drawn = (content: string): string => stream(content, '/Type /XObject /Subtype /Form /BBox [0 0 100 20] /Resources <</Font <</H 3 0 R>>>>')
const filled = (look: string): Edits => ({ [RICH_TEXT]: now => now.replace('/T (giau)', '/T (giau) /V (126) /AP <</N 500 0 R>>'), 500: drawn(look) })
const WRITTEN = 'BT /H 10 Tf 2 5 Td (126) Tj ET'

test.each<[string, Edits]>([
  ['a value with ground and border', filled(`1 g 0 0 100 20 re f 0 G 0.5 0.5 99 19 re S /Tx BMC q 2 2 96 16 re W n ${WRITTEN} Q EMC`)],
  ['a value in the cells of a comb', filled(`0 G 33 0 m 33 20 l 66 0 m 66 20 l s ${WRITTEN}`)],
  ['a value in a bevelled border', filled(`0.8 g 1 1 m 1 19 l 99 19 l 98 18 l 2 18 l 2 2 l f 0.5 g 99 19 m 99 1 l 1 1 l 2 2 l 98 2 l 98 18 l f ${WRITTEN}`)],
  ['a value with its rich text', { [RICH_TEXT]: now => now.replace('/T (giau)', '/T (giau) /V (1 < 2 &) /RV (<body><p>1 &lt; 2</p><p>&#38;</p></body>)') }],
  ['a choice with its place in the list', { [LIST]: now => now.replace('/T (danh-sach)', '/T (danh-sach) /V (2) /I [1]') }],
  ['a check box ticked', { [BOX]: now => now.replace('/AS /Off', '/AS /Yes').replace('/V /Off', '/V /Yes') }],
])('%s filled in is allowed', async (_, edits) => {
  const { verdict, signatures } = await judge(await append(signed, edits))
  expect([verdict, signatures.find(one => one.field === 'ky-lanh-dao')?.changesAfter, [...new Set(signatures.flatMap(one => one.laterChanges).map(change => change.rule).filter(rule => rule !== 'metadata'))]]).toEqual(['valid', 'allowed', ['form-value']])
})

test('a font that nothing undrawn asks for may come to the form', async () => {
  expect((await judge(await append(signed, { [FORM]: now => now.replace('/Font <<', '/Font <</Khac 3 0 R ') }))).verdict).toBe('valid')
})

test('a prepared field of a signature\'s size is signed with a picture', async () => {
  const { verdict, signatures } = await judge(await makeSignedPdf(signed, clerk, { fieldName: 'ky-nho', image: makeSignaturePng() }))
  expect([verdict, signatures.map(one => one.verdict)]).toEqual(['valid', ['valid', 'valid']])
})

test('a check box ticked by another program is allowed', async () => {
  const document = await getDocument({ data: Uint8Array.from(signed), verbosity: 0 }).promise
  const page = await document.getPage(1)
  for (const { id, fieldName } of await page.getAnnotations() as { id: string; fieldName?: string }[]) {
    if (fieldName === 'dong-y') document.annotationStorage.setValue(id, { value: true })
  }
  const { verdict, signatures } = await judge(await document.saveDocument())
  const changes = signatures.flatMap(one => one.laterChanges)
  expect([verdict, changes.filter(({ judged }) => judged !== 'allowed')]).toEqual(['valid', []])
  expect(new Set(changes.flatMap(({ rule, field }) => rule === 'form-value' ? [field] : []))).toEqual(new Set(['dong-y']))
  await document.loadingTask.destroy()
})
