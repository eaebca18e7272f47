import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { listSignatureFields } from '../../../electron/pdf/signature-fields.ts'
import { openPdf } from '../../../electron/pdf/open.ts'
import { fieldLocks } from '../../../electron/pdf/certification.ts'
import { textOf } from '../../../electron/pdf/objects.ts'
import { appended, memorySource } from '../../../electron/pdf/source.ts'
import { children, childrenOf, readDer, readOid } from '../../../electron/pki/der-read.ts'
import { TAG } from '../../../electron/pki/der.ts'
import { signDocument, type SigningInputs } from '../../../electron/signing/sign-document.ts'
import { validatePdf } from '../../../electron/validation/validate.ts'
import type { Signer } from '../../../shared/model/signer.ts'
import { makePdf, type PdfWish } from '../../helpers/make-pdf.ts'
import { makeSignaturePng } from '../../helpers/make-png.ts'
import { makeSigner } from '../../helpers/make-signer.ts'

const atMs = Date.parse('2026-11-24T20:00:00Z')
let signer: Signer
beforeAll(async () => { signer = await makeSigner() })

const place = { page: 1, rect: [100, 100, 220, 150] } as const
const emptyField = '<</Type /Annot /Subtype /Widget /FT /Sig /T (Leader) /Rect [300 100 400 150] /F 4>>'
const prepared: PdfWish = {
  pages: ['/MediaBox [0 0 595 842] /Annots [100 0 R 101 0 R]'], catalog: '/AcroForm <</Fields [100 0 R 101 0 R]>>',
  extra: { 100: emptyField, 101: '<</Type /Annot /Subtype /Widget /FT /Tx /T (Number) /Rect [10 10 50 20]>>' },
}

async function sign(pdf: Uint8Array, wish: Partial<SigningInputs> = {}): Promise<{ pdf: Uint8Array; field: string }> {
  const signed = await signDocument({ source: memorySource(pdf), signer, atMs, act: 'plain', ...wish })
  return { pdf: Buffer.concat([pdf, signed.tail]), field: signed.field }
}

describe('a signed document', () => {
  test.each(['table', 'stream', 'hybrid'] as const)('with a %s cross-reference begins with the original and gets a section of its kind', async xref => {
    const original = makePdf({ xref })
    const signed = await sign(original, { placement: place, image: makeSignaturePng() })
    const file = await openPdf(memorySource(signed.pdf))
    expect(Buffer.compare(signed.pdf.subarray(0, original.length), original)).toBe(0)
    expect([file.sections[0]?.kind, [...file.notes]]).toEqual([xref === 'stream' ? 'stream' : 'table', []])
  })

  test('says what PAdES wants, with its time in Vietnam', async () => {
    const { pdf } = await sign(makePdf(), { reason: 'Ký duyệt văn bản' })
    const [own] = await listSignatureFields(await openPdf(memorySource(pdf)))
    const dict = own?.signature?.dict
    const text = (key: string): string | null => {
      const value = dict?.get(key)
      return value !== null && typeof value === 'object' && 'kind' in value && value.kind === 'string' ? textOf(value) : null
    }
    expect({ subFilter: own?.signature?.subFilter, at: text('M'), reason: text('Reason'), keys: [...dict?.keys() ?? []].slice(0, 5) })
      .toEqual({ subFilter: 'ETSI.CAdES.detached', at: "D:20261125030000+07'00'", reason: 'Ký duyệt văn bản', keys: ['Type', 'Filter', 'SubFilter', 'ByteRange', 'Contents'] })
  })

  test('carries exactly three signed attributes, sorted, the digest among them, and RSA with its NULL', async () => {
    const { pdf } = await sign(makePdf())
    const [own] = await listSignatureFields(await openPdf(memorySource(pdf)))
    const [from = 0, before = 0, after = 0, rest = 0] = own?.signature?.byteRange ?? []
    const contents = own?.signature?.contents ?? new Uint8Array(0)
    // Zeros follow the CMS: only its own length is read.
    const cms = readDer(contents.subarray(0, 4 + Buffer.from(contents).readUInt16BE(2)))
    const [, wrapped] = childrenOf(cms, TAG.sequence)
    const [signedData] = wrapped ? children(wrapped) : []
    const signerInfo = childrenOf(childrenOf(signedData, TAG.sequence).at(-1), TAG.set)[0]
    const [, , , attributes, algorithm] = childrenOf(signerInfo, TAG.sequence)
    const list = attributes ? children(attributes) : []
    const digest = createHash('sha256').update(pdf.subarray(from, before)).update(pdf.subarray(after, after + rest)).digest('hex')
    const encoded = list.map(item => Buffer.from(item.encoded).toString('hex'))
    expect(list.map(item => readOid(childrenOf(item, TAG.sequence)[0]))).toEqual(['1.2.840.113549.1.9.3', '1.2.840.113549.1.9.4', '1.2.840.113549.1.9.16.2.47'])
    expect([encoded.toSorted().join(), encoded.some(item => item.includes(digest))]).toEqual([encoded.join(), true])
    expect(Buffer.from(algorithm?.encoded ?? []).toString('hex')).toMatch(/0500$/)
  })

  test.each(['table', 'stream', 'hybrid'] as const)('signed again (%s), keeps the first signature as it was', async xref => {
    const first = await sign(makePdf({ xref, pages: ['/Rotate 90 /MediaBox [0 0 595 842]'] }), { placement: place, image: makeSignaturePng() })
    const second = await sign(first.pdf, { signer: await makeSigner({ key: 'ec' }) })
    const third = await sign(second.pdf, { algorithm: 'rsa-pss' })
    const report = await validatePdf({ source: memorySource(third.pdf), trust: [], at: atMs })
    expect(report.signatures.map(({ field, intact, cryptographyValid, changesAfter }) => ({ field, intact, cryptographyValid, changesAfter }))).toEqual([
      { field: 'Signature1', intact: true, cryptographyValid: true, changesAfter: 'allowed' },
      { field: 'Signature2', intact: true, cryptographyValid: true, changesAfter: 'allowed' },
      { field: 'Signature3', intact: true, cryptographyValid: true, changesAfter: 'none' },
    ])
  })
})

describe('approve', () => {
  test('signs the prepared field and leaves the others open to be filled', async () => {
    const { pdf, field } = await sign(makePdf(prepared), { act: 'approve', image: makeSignaturePng() })
    const file = await openPdf(memorySource(pdf))
    expect([field, await fieldLocks(file, await listSignatureFields(file))]).toEqual(['Leader', Array(2).fill({ action: 'Exclude', fields: ['Number'] })])
  })

  test('plain adds a field of its own even where an empty one waits', async () => {
    expect((await sign(makePdf(prepared), { act: 'plain' })).field).toBe('Signature1')
  })
})

describe('refusals leave nothing behind', () => {
  const certified = async (level: 1 | 2): Promise<Uint8Array> => (await sign(makePdf(prepared), { certify: level })).pdf
  test.each<[string, string, () => Promise<Uint8Array> | Uint8Array, Partial<SigningInputs>]>([
    ['a document certified against every change', 'pdf.certified-no-changes', () => certified(1), {}],
    ['certifying what is signed already', 'pdf.certify-after-signature', () => certified(2), { certify: 2 }],
    ['a page that is not there', 'pdf.page-missing', () => makePdf(), { placement: { ...place, page: 9 } }],
    ['a place outside the page', 'pdf.placement-outside', () => makePdf(), { placement: { page: 1, rect: [500, 100, 620, 150] } }],
    ['a field that is not there', 'pdf.field-missing', () => makePdf(prepared), { fieldName: 'Nobody' }],
    ['a field of another type', 'pdf.field-taken', () => makePdf(prepared), { fieldName: 'Number' }],
    ['a picture that is none', 'pdf.image-invalid', () => makePdf(), { image: Buffer.from('GIF89a') }],
    ['an encrypted document', 'pdf.encrypted', () => makePdf({ trailer: '/Encrypt <<>>' }), {}],
    ['a certificate that has ended', 'certificate.expired', () => makePdf(), { atMs: Date.parse('2040-01-01') }],
    ['an algorithm that the key cannot do', 'token.mechanism-unsupported', () => makePdf(), { algorithm: 'ecdsa' }],
  ])('%s', async (_, code, make, wish) => {
    await expect(sign(await make(), wish)).rejects.toMatchObject({ code })
  })

  test('a signed field is taken', async () => {
    const { pdf } = await sign(makePdf(prepared), { fieldName: 'Leader' })
    await expect(sign(pdf, { fieldName: 'Leader' })).rejects.toMatchObject({ code: 'pdf.field-taken' })
  })

  test('a document certified for filling and signing is signed', async () => {
    expect((await sign(await certified(2), { fieldName: 'Leader' })).field).toBe('Leader')
  })

  test('a value that the certificate\'s key did not make never reaches a document', async () => {
    const other = await makeSigner()
    await expect(sign(makePdf(), { signer: { ...signer, sign: other.sign } })).rejects.toMatchObject({ code: 'token.output-mismatch' })
  })

  test('what the judge finds broken is not handed out', async () => {
    const judge = async (signed: Parameters<NonNullable<SigningInputs['judge']>>[0]): ReturnType<NonNullable<SigningInputs['judge']>> =>
      validatePdf({ source: appended(signed, Buffer.from('something behind')), trust: [], at: atMs })
    await expect(sign(makePdf(), { judge })).rejects.toMatchObject({ code: 'pdf.own-output-refused' })
  })
})
