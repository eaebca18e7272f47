import { expect, test } from 'vitest'
import { listSignatureFields } from '../../../electron/pdf/signature-fields.ts'
import { openPdf } from '../../../electron/pdf/open.ts'
import { memorySource } from '../../../electron/pdf/source.ts'
import { readBlob } from '../../../electron/store/blobs.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { hasTool, QPDF_HANDLERS, rewriteWithQpdf } from '../../helpers/qpdf.ts'
import { givePin, giveTokenFile, makeOffice, OFFICE_PIN } from '../../helpers/make-office.ts'

const damagedPdf = Buffer.from(Buffer.from(makePdf({ pages: ['/MediaBox [0 0 595 842]', '/MediaBox [0 0 595 842]'] })).toString('latin1').replace(/startxref\n\d+/, 'startxref\n7'), 'latin1')

test('a damaged document is mended into a copy that is shown as such, read, and signed only where somebody says so', async () => {
  const office = await makeOffice()
  const [id = '', whole = ''] = await office.submit([{ subject: 'Bị hỏng', pdf: damagedPdf }, { subject: 'Lành', pdf: makePdf() }])
  const desk = await office.openCore()
  await desk.session.sync.pass()
  const h = desk.handlers(givePin(desk, OFFICE_PIN))
  await h['settings.set']({ tokenModules: [giveTokenFile(desk, 'token.p12', office.officer, [office.issuer])] })
  const tokenId = (await h['tokens.list']({})).tokens.find(({ source }) => source === 'p12')?.tokenId ?? ''
  const sign = (repaired: boolean) => h['signing.sign']({ requestId: 'r', tokenId, certificate: null, followUp: 'approve', items: [{ documentId: id, placement: null, repaired }] })

  const [before] = (await h['signing.prepare']({ documentIds: [id] })).items
  expect([before?.problem?.code, before?.repaired, (await sign(true)).results[0]?.problem?.code]).toEqual(['pdf.damaged', false, 'signing.not-signable'])

  const { item } = await h['signing.repair']({ documentId: id })
  expect([item.problem, item.repaired, item.pages, item.blobId === before?.blobId, item.name]).toEqual([null, true, 2, false, before?.name])
  const { size } = await h['attachments.open']({ documentId: id, blobId: item.blobId ?? '' })
  const { bytes } = await h['attachments.read']({ blobId: item.blobId ?? '', offset: 0, length: size })
  expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-')
  // Another document's files do not open under it, nor does the copy under another document.
  await expect(h['attachments.open']({ documentId: whole, blobId: item.blobId ?? '' })).rejects.toMatchObject({ code: 'document.not-found' })

  expect((await sign(false)).results[0]?.problem?.code).toBe('pdf.damaged')
  expect((await sign(true)).results[0]).toMatchObject({ problem: null, outboxIds: [expect.any(String)] })
  const { attachments = [] } = (await h['documents.get']({ id })) ?? {}
  expect(attachments.map(({ role }) => role)).toContain('main')
  const sent = desk.core.store.db.prepare('select sha256 from work_blob order by rowid desc').all() as { sha256: string }[]
  const signed = await Promise.all(sent.map(async ({ sha256 }) => (await listSignatureFields(await openPdf(memorySource(await readBlob(desk.core.store, sha256))))).length))
  expect(signed).toContain(1)
})

test.skipIf(!hasTool('qpdf'))('an encrypted paper that opens without a password is shown, signed and judged like any other; one with a password says so', async () => {
  const office = await makeOffice()
  const encrypted = (user: string) => rewriteWithQpdf(makePdf(), ['--object-streams=generate', '--encrypt', user, 'owner', ...QPDF_HANDLERS['AES-256 R6']])
  const ids = await office.submit([{ subject: 'Không mật khẩu', pdf: encrypted('') }, { subject: 'Có mật khẩu', pdf: encrypted('u') }])
  const desk = await office.openCore()
  await desk.session.sync.pass()
  const h = desk.handlers(givePin(desk, OFFICE_PIN))
  await h['settings.set']({ tokenModules: [giveTokenFile(desk, 'token.p12', office.officer, [office.issuer])] })
  const tokenId = (await h['tokens.list']({})).tokens.find(({ source }) => source === 'p12')?.tokenId ?? ''
  expect((await h['signing.prepare']({ documentIds: ids })).items.map(({ problem, pages }) => problem?.code ?? pages)).toEqual([1, 'pdf.password-wanted'])
  const { results } = await h['signing.sign']({ requestId: 'r', tokenId, certificate: null, followUp: 'approve', items: ids.map(documentId => ({ documentId, placement: null })) })
  expect(results.map(({ problem }) => problem?.code ?? 'signed')).toEqual(['signed', 'pdf.password-wanted'])
  await desk.session.sync.pass()
  await desk.session.sync.pass()
  const [id = ''] = ids
  const main = (await h['documents.get']({ id }))?.attachments.find(({ role }) => role === 'main')
  const { report } = await h['attachments.report']({ documentId: id, blobId: main?.blobId ?? '', again: true })
  expect(report?.signatures.map(({ intact, cryptographyValid, coverage }) => [intact, cryptographyValid, coverage])).toEqual([[true, true, 'whole-file']])
})
