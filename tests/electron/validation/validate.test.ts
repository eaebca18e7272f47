import { beforeAll, describe, expect, test } from 'vitest'
import type { SignatureReport } from '../../../shared/model/signature-report.ts'
import { memorySource } from '../../../electron/pdf/source.ts'
import { parseCertificate } from '../../../electron/pki/certificate.ts'
import { validatePdf, type ValidationInput } from '../../../electron/validation/validate.ts'
import { appendUpdate } from '../../helpers/append-update.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { makeSignedPdf, SIGNED_AT } from '../../helpers/make-signed-pdf.ts'
import { makeSigner } from '../../helpers/make-signer.ts'

const signer = await makeSigner({ key: 'ec' })
const trust = signer.chain.map(parseCertificate)
const judge = (pdf: Uint8Array, input: Partial<ValidationInput> = {}): Promise<SignatureReport> =>
  validatePdf({ source: memorySource(pdf), trust, at: SIGNED_AT, ...input })

/** A page with one text field, number 100. */
const FORM = {
  pages: ['/MediaBox [0 0 595 842] /Annots [100 0 R]'],
  catalog: '/AcroForm 101 0 R',
  extra: {
    100: '<</FT /Tx /T (so) /Type /Annot /Subtype /Widget /Rect [72 700 172 720] /P 10 0 R /F 4>>',
    101: '<</Fields [100 0 R]>>',
  },
}
const FILLED = '<</FT /Tx /T (so) /Type /Annot /Subtype /Widget /Rect [72 700 172 720] /P 10 0 R /F 4 /V (125)>>'

describe('a document signed by ourselves', () => {
  let signed: Uint8Array
  beforeAll(async () => { signed = await makeSignedPdf(makePdf(), signer, { placement: { page: 1, rect: [100, 100, 250, 150] } }) })

  test('is valid with everything the report promises', async () => {
    const { verdict, reasons, signatures } = await judge(signed)
    expect({ verdict, reasons }).toEqual({ verdict: 'valid', reasons: ['revocation.not-checked'] })
    expect(signatures).toEqual([expect.objectContaining({
      kind: 'signature', verdict: 'valid', indication: 'TOTAL-PASSED', subIndication: null, intact: true, cryptographyValid: true,
      coverage: 'whole-file', changesAfter: 'none', docMdp: null, algorithm: 'ECDSA-SHA256', level: 'B-B',
      signer: expect.objectContaining({ name: 'Nguyễn Văn Ân', agency: 'UBND tỉnh Thử', serial: '02', issuer: 'Test root' }) as unknown,
      time: { at: '2026-11-24T09:00:00+07:00', source: 'claimed' }, place: { page: 1, rect: [100, 100, 250, 150] },
    })])
  })

  test('without its root among the anchors is indeterminate, intact all the same', async () => {
    const { verdict, signatures } = await judge(signed, { trust: [] })
    expect(verdict).toBe('indeterminate')
    expect(signatures[0]).toMatchObject({ subIndication: 'NO_CERTIFICATE_CHAIN_FOUND', intact: true, cryptographyValid: true })
  })

  test('after its certificate has ended is indeterminate for want of a proof of existence', async () => {
    const { signatures } = await judge(signed, { at: Date.parse('2040-01-01T00:00:00Z') })
    expect(signatures[0]).toMatchObject({ verdict: 'indeterminate', subIndication: 'OUT_OF_BOUNDS_NO_POE', reasons: ['certificate.expired'] })
  })

  test('by another root of the same name is not trusted', async () => {
    const other = await makeSigner({ key: 'ec' })
    expect((await judge(signed, { trust: other.chain.map(parseCertificate) })).verdict).toBe('indeterminate')
  })

  test('and padded with blanks stays valid', async () => {
    expect((await judge(Buffer.concat([signed, Buffer.from('\r\n\r\n')]))).verdict).toBe('valid')
  })

  test('and followed by bytes outside the chain is invalid', async () => {
    expect(await judge(Buffer.concat([signed, Buffer.from('\n7 0 obj (ẩn) endobj\n')]))).toMatchObject({ verdict: 'invalid', reasons: expect.arrayContaining(['changes.outside-chain']) as unknown })
  })

  test.each(['stream', 'hybrid'] as const)('is valid over a cross-reference %s', async xref => {
    expect((await judge(await makeSignedPdf(makePdf({ xref }), signer))).verdict).toBe('valid')
  })

  test('and signed again keeps its first signature valid', async () => {
    const twice = await makeSignedPdf(signed, await makeSigner({ name: 'Văn thư' }), {})
    const { signatures } = await judge(twice)
    expect(signatures.map(one => [one.verdict, one.coverage, one.changesAfter])).toEqual([['valid', 'whole-revision', 'allowed'], ['indeterminate', 'whole-file', 'none']])
  })
})

describe('a change after signing', () => {
  type Case = [string, SignatureReport['verdict'], string, Readonly<Record<number, string>>, Readonly<Record<string, string>>?]
  const cases: Case[] = [
    ['another content stream', 'invalid', 'suspicious', { 11: '<</Length 4>>\nstream\nq Q \nendstream' }],
    ['a page turned', 'invalid', 'suspicious', { 10: '<</Type /Page /Parent 2 0 R /Contents 11 0 R /Resources <</Font <</F 3 0 R>>>> /MediaBox [0 0 595 842] /Annots [100 0 R] /Rotate 180>>' }],
    ['another font program', 'invalid', 'suspicious', { 3: '<</Type /Font /Subtype /Type1 /BaseFont /Symbol>>' }],
    ['a page more', 'invalid', 'suspicious', { 2: '<</Type /Pages /Count 2 /Kids [10 0 R 300 0 R]>>', 300: '<</Type /Page /Parent 2 0 R>>' }],
    ['an annotation', 'invalid', 'suspicious', { 10: '<</Type /Page /Parent 2 0 R /Contents 11 0 R /Resources <</Font <</F 3 0 R>>>> /MediaBox [0 0 595 842] /Annots [100 0 R 300 0 R]>>', 300: '<</Type /Annot /Subtype /FreeText /Rect [0 0 500 500] /Contents (x)>>' }],
    ['a field moved', 'invalid', 'suspicious', { 100: FILLED.replace('72 700', '72 100') }],
    ['a field filled', 'valid', 'allowed', { 100: FILLED }],
    ['the trailer pointing to something new', 'indeterminate', 'unknown', { 300: '(x)' }, { Strange: '300 0 R' }],
    ['nothing but an unused object', 'valid', 'allowed', { 300: '(x)' }],
  ]
  test.each(cases)('%s is %s', async (_, verdict, changesAfter, objects, trailer) => {
    const signed = await makeSignedPdf(makePdf(FORM), signer)
    const report = await judge(appendUpdate(signed, objects, trailer))
    expect([report.verdict, report.signatures[0]?.changesAfter]).toEqual([verdict, changesAfter])
  })

  test('an annotation beside those that stay is suspicious', async () => {
    const signed = await makeSignedPdf(makePdf(FORM), signer)
    const page = /10 0 obj\s*(<<.*?\/Annots ?\[)(.*?)(\].*?)endobj/s.exec(Buffer.from(signed).toString('latin1').slice(makePdf(FORM).length))
    const grown = `${page?.[1] ?? ''}${page?.[2] ?? ''} 300 0 R${page?.[3] ?? ''}`
    const note = '<</Type /Annot /Subtype /FreeText /Rect [0 0 500 500] /Contents (x)>>'
    expect(page?.[2]).toMatch(/100 0 R.*\d+ 0 R/)
    expect((await judge(appendUpdate(signed, { 10: grown, 300: note }))).signatures[0]).toMatchObject({ verdict: 'invalid', changesAfter: 'suspicious' })
  })

  test('an update that the chain passes by is invalid: a reader that repairs would show it', async () => {
    const signed = await makeSignedPdf(makePdf(FORM), signer)
    const start = /startxref\s+(\d+)\s*%%EOF\s*$/.exec(Buffer.from(signed).toString('latin1'))?.[1] ?? ''
    const hidden = appendUpdate(signed, { 11: '<</Length 4>>\nstream\nq Q \nendstream' })
    const report = await judge(appendUpdate(hidden, { 300: '(x)' }, { Prev: start }))
    expect(report).toMatchObject({ verdict: 'invalid', reasons: expect.arrayContaining(['changes.outside-chain']) as unknown })
  })

  test('a filled field is named among the reasons', async () => {
    const signed = await makeSignedPdf(makePdf(FORM), signer)
    expect((await judge(appendUpdate(signed, { 100: FILLED }))).reasons).toContain('changes.form-values')
  })

  test('a document certified without changes allows not even a filled field', async () => {
    const certified = await makeSignedPdf(makePdf(FORM), signer, { certify: 1 })
    const report = await judge(appendUpdate(certified, { 100: FILLED }))
    expect(report).toMatchObject({ verdict: 'invalid', reasons: expect.arrayContaining(['changes.forbidden-by-certification']) as unknown })
    expect(report.signatures[0]?.docMdp).toBe(1)
  })

  test('a signature cut out of the form makes the file invalid, never unsigned', async () => {
    const signed = await makeSignedPdf(makePdf(), signer)
    const report = await judge(appendUpdate(signed, { 1: '<</Type /Catalog /Pages 2 0 R>>' }))
    expect(report).toMatchObject({ verdict: 'invalid', reasons: ['signature.not-in-form'] })
  })

  test('a length object set anew behind an untouched stream is a change', async () => {
    const own = makePdf({ pages: ['/MediaBox [0 0 595 842] /Strange 100 0 R'], extra: { 100: '<</Length 101 0 R>>\nstream\nBT ET q Q\nendstream', 101: '5' } })
    const signed = await makeSignedPdf(own, signer)
    expect((await judge(appendUpdate(signed, { 101: '9' }))).verdict).toBe('invalid')
  })
})

describe('bytes that are no signed PDF', () => {
  test('an unsigned file is unsigned', async () => {
    expect(await judge(makePdf())).toEqual({ verdict: 'unsigned', reasons: [], signatures: [] })
  })

  test.each([['nothing', ''], ['a text', 'không phải PDF'], ['a header alone', '%PDF-1.7\n']])('%s is unreadable, never an exception', async (_, text) => {
    expect((await judge(Buffer.from(text))).verdict).toBe('unreadable')
  })

  test('an encrypted file says so', async () => {
    const locked = appendUpdate(makePdf(), {}, { Encrypt: '<</Filter /Standard>>' })
    expect(await judge(locked)).toEqual({ verdict: 'unreadable', reasons: ['file.encrypted'], signatures: [] })
  })
})
