import { expect, test } from 'vitest'
import { memorySource } from '../../../electron/pdf/source.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { makeLevelOffice } from '../../helpers/make-level-office.ts'
import { givePin, giveTokenFile, makeOffice, OFFICE_PIN } from '../../helpers/make-office.ts'
import { hasTool, QPDF_HANDLERS, rewriteWithQpdf } from '../../helpers/qpdf.ts'

const locked = (password: string, handler: keyof typeof QPDF_HANDLERS = 'AES-256 R6') => rewriteWithQpdf(makePdf(), ['--encrypt', password, 'owner', ...QPDF_HANDLERS[handler]])
const typed = (text: string) => new Uint8Array(Buffer.from(text))

test.skipIf(!hasTool('qpdf'))('papers with a password: each says so in a batch, a wrong one opens nothing, the right one is asked for once for reading, signing and judging', async () => {
  const office = await makeOffice()
  const ids = await office.submit([{ subject: 'Một', pdf: locked('mật khẩu') }, { subject: 'Hai', pdf: locked('mật khẩu', 'AES-128') }, { subject: 'Ba', pdf: locked('khác') }, { subject: 'Bốn', pdf: makePdf() }])
  const desk = await office.openCore()
  await desk.session.sync.pass()
  const h = desk.handlers(givePin(desk, OFFICE_PIN))
  await h['settings.set']({ tokenModules: [giveTokenFile(desk, 'token.p12', office.officer, [office.issuer])] })
  const tokenId = (await h['tokens.list']({})).tokens.find(({ source }) => source === 'p12')?.tokenId ?? ''
  const prepared = async () => (await h['signing.prepare']({ documentIds: ids })).items
  const codes = async () => (await prepared()).map(({ problem, pages }) => problem?.code ?? pages)
  const papers = (await prepared()).map(({ documentId, blobId }) => ({ documentId, blobId: blobId ?? '' }))
  const [first] = papers
  expect(await codes()).toEqual(['pdf.password-wanted', 'pdf.password-wanted', 'pdf.password-wanted', 1])
  expect((await h['attachments.report']({ ...first!, again: false })).report).toMatchObject({ verdict: 'unreadable', reasons: ['file.password-wanted'] })

  await expect(h['attachments.unlock']({ papers, password: typed('mat khau') })).rejects.toMatchObject({ code: 'pdf.password-wrong' })
  expect([await codes(), await h['attachments.password'](first!)]).toEqual([['pdf.password-wanted', 'pdf.password-wanted', 'pdf.password-wanted', 1], { password: null }])

  const password = typed('mật khẩu')
  const judged = new Promise<void>(resolve => desk.onEvent(name => { if (name === 'attachments.judged') resolve() }))
  await h['attachments.unlock']({ papers, password })
  expect([await codes(), [...password].every(byte => byte === 0)]).toEqual([[1, 1, 'pdf.password-wanted', 1], true])
  expect(Buffer.from((await h['attachments.password'](first!)).password ?? []).toString()).toBe('mật khẩu')
  await judged
  expect((await h['attachments.report']({ ...first!, again: false })).report?.verdict).toBe('unsigned')

  const { results } = await h['signing.sign']({ requestId: 'r', tokenId, certificate: null, followUp: 'approve', items: ids.map(documentId => ({ documentId, placement: null })) })
  expect(results.map(({ problem }) => problem?.code ?? 'signed')).toEqual(['signed', 'signed', 'pdf.password-wanted', 'signed'])
  const main = (await h['documents.get']({ id: ids[0] ?? '' }))?.attachments.find(({ role }) => role === 'main')
  expect(main?.blobId).not.toBe(first?.blobId)
  const signed = { documentId: ids[0] ?? '', blobId: main?.blobId ?? '' }
  expect((await h['attachments.report']({ ...signed, again: true })).report?.signatures.map(({ intact, cryptographyValid, coverage }) => [intact, cryptographyValid, coverage])).toEqual([[true, true, 'whole-file']])
  expect((await h['attachments.password'](signed)).password).not.toBeNull()

  // A file of the same paper that grew on another PC opens by what opened the paper; another paper's does not.
  const kept = desk.session.passwords
  const other = locked('mật khẩu')
  expect([await kept.find({ documentId: ids[0] ?? '', sha256: 'another' }, memorySource(other)), await kept.find({ documentId: ids[3] ?? '', sha256: 'another paper' }, memorySource(other)), await kept.find({ documentId: ids[0] ?? '', sha256: 'plain' }, memorySource(makePdf()))].map(found => found?.length)).toEqual([password.length, undefined, undefined])
})

test.skipIf(!hasTool('qpdf'))('a paper with a password that waits for its timestamp says after a restart what it lacks, and rises once it is opened', async () => {
  const office = await makeLevelOffice()
  const id = await office.submit('Chờ dấu thời gian', locked('mật khẩu'))
  const h = office.desk.handlers()
  const paper = async () => ({ documentId: id, blobId: (await h['documents.get']({ id }))?.attachments[0]?.blobId ?? '' })
  const upgrades = async () => (await h['outbox.list']({})).upgrades.map(({ level, problem }) => [level, problem?.code ?? null])
  await h['attachments.unlock']({ papers: [await paper()], password: typed('mật khẩu') })
  office.services('html')
  await office.signWithToken(id)
  await office.desk.session.upgrading.once()
  expect(await upgrades()).toEqual([['B-B', 'timestamp.not-a-service']])

  office.desk.session.passwords.forget()
  office.services(null)
  office.clock.at += 3_600_000
  await office.desk.session.upgrading.once()
  expect(await upgrades()).toEqual([['B-B', 'pdf.password-wanted']])
  await h['attachments.unlock']({ papers: [await paper()], password: typed('mật khẩu') })
  await office.desk.session.upgrading.once()
  expect(await upgrades()).toEqual([])
})

test.skipIf(!hasTool('qpdf'))('judged anew by a program that was started again and was told no password: what was found while the paper was open stays', async () => {
  const office = await makeOffice()
  const [documentId = ''] = await office.submit([{ subject: 'Một', pdf: locked('mật khẩu') }])
  const desk = await office.openCore()
  await desk.session.sync.pass()
  const h = desk.handlers()
  const paper = { documentId, blobId: (await h['documents.get']({ id: documentId }))?.attachments[0]?.blobId ?? '' }
  await h['attachments.unlock']({ papers: [paper], password: typed('mật khẩu') })
  expect((await h['attachments.report']({ ...paper, again: true })).report?.verdict).toBe('unsigned')
  await desk.core.close()
  const again = (await office.openCore({ folder: desk.folder })).handlers()
  expect((await again['attachments.report']({ ...paper, again: true })).report?.verdict).toBe('unsigned')
  expect([await again['attachments.password'](paper), (await again['signing.prepare']({ documentIds: [documentId] })).items[0]?.problem?.code]).toEqual([{ password: null }, 'pdf.password-wanted'])
})
