import { createHash, randomBytes } from 'node:crypto'
import { closeSync, existsSync, openSync, readdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeOffice } from '../../helpers/make-office.ts'
import { makePdf } from '../../helpers/make-pdf.ts'

/**
 * Every fault of issue 3, its code and where it is proved; that each code has its words is proved in tests/shared/text.
 *
 * | fault | code | proved in |
 * |---|---|---|
 * | wrong server address | province.bad-address, .no-answer, .not-jmap | core/server-faults |
 * | untrusted server certificate | province.certificate | province/traps |
 * | wrong password | province.wrong-password | core/server-faults, sync/loop |
 * | server down in mid-page | province.unreachable, a state | core/server-faults, sync/convergence |
 * | answer that is no JMAP | province.not-jmap | core/server-faults, province/traps |
 * | blob whose hash is wrong | blob.hash-mismatch | here, store/blobs |
 * | file that is not here, offline | blob.not-here | here |
 * | file damaged on this disk | blob.damaged, fetched again | here |
 * | names from the server that are paths | none: made harmless | here, cli/safe-name, main/rules |
 * | full disk | store.disk-full | core/full-disk (tmpfs), store/open |
 * | no key, another key | store.no-key, store.wrong-key | core/core, store/key, e2e/faults |
 * | damaged cache; damaged work.db | store.damaged | core/core, store/open, sync/two-processes |
 * | core killed; core that keeps dying | core.restarted, core.keeps-failing | e2e/faults, main/rules |
 * | PDF that is none, encrypted | pdf.not-pdf, pdf.encrypted | handlers/signing-faults |
 * | wrong PIN, empty PIN | token.pin-incorrect, .p12-password, .pin-empty | handlers/signing-faults, token/softhsm |
 * | driver missing | token.module-missing | handlers/signing-faults, token/modules |
 * | token process killed in a batch | token.crashed, then signing.stopped | handlers/signing-faults |
 * | no certificate that may sign; expired | token.no-certificate, certificate.wrong-usage, certificate.expired | handlers/signing-faults |
 * | dispatch that the server refuses | outbox.signature-refused, .refused, .conflict | handlers/signing-faults, e2e/journeys |
 */

/** Above 64 KB, so that it is a file and not a row. */
const largePdf = () => makePdf({ contents: [`%${randomBytes(100_000).toString('hex')}\nBT /F 20 Tf 72 700 Td (A page) Tj ET`] })

async function makeDesk(pdf: Uint8Array) {
  const office = await makeOffice()
  const [id = ''] = await office.submit([{ subject: 'Tờ trình', pdf }])
  const line = { spoil: (bytes: Uint8Array): Uint8Array => bytes, say: (text: string): string => text, isDown: false }
  const desk = await office.openCore({ fetch: async request => {
    if (line.isDown) throw new TypeError('fetch failed')
    const answer = await office.province.fetch(request)
    if (request.url.includes('/download/')) return new Response(new Uint8Array(line.spoil(new Uint8Array(await answer.arrayBuffer()))), answer)
    return new Response(line.say(await answer.text()), answer)
  } })
  await desk.session.sync.pass()
  const handlers = desk.handlers()
  const detail = await handlers['documents.get']({ id })
  return { desk, handlers, line, id, blobId: detail?.attachments[0]?.blobId ?? '', name: detail?.attachments[0]?.name ?? '' }
}

test.each([['small', makePdf()], ['large', largePdf()]])('a %s file that is not what its hash says is not kept, whatever was changed of it; the right one is fetched when it comes', async (_size, pdf) => {
  const { desk, handlers, line, id, blobId, name } = await makeDesk(pdf)
  const flip = (bytes: Uint8Array) => bytes.with(bytes.length - 2, 0)
  for (const spoil of [flip, (bytes: Uint8Array) => Buffer.concat([bytes, bytes])]) {
    line.spoil = spoil
    await expect(handlers['attachments.open']({ documentId: id, blobId })).rejects.toMatchObject({ code: 'blob.hash-mismatch', facts: { name } })
    await expect(handlers['attachments.read']({ blobId, offset: 0, length: 10 })).rejects.toMatchObject({ code: 'blob.not-here' })
    expect(readdirSync(desk.core.store.files.cacheBlobs)).toEqual([])
  }
  line.spoil = bytes => bytes
  expect(await handlers['attachments.open']({ documentId: id, blobId })).toMatchObject({ size: pdf.length })
})

test('a file that was never fetched says offline that it is not here; one that the disk has spoilt is fetched again', async () => {
  const pdf = largePdf()
  const { desk, handlers, line, id, blobId, name } = await makeDesk(pdf)
  line.isDown = true
  await expect(handlers['attachments.open']({ documentId: id, blobId })).rejects.toMatchObject({ code: 'blob.not-here', facts: { name } })
  line.isDown = false
  const opened = await Promise.all([1, 2, 3].map(async () => handlers['attachments.open']({ documentId: id, blobId })))
  expect(opened.map(({ size }) => size)).toEqual([pdf.length, pdf.length, pdf.length])
  const [path = ''] = readdirSync(desk.core.store.files.cacheBlobs).map(file => join(desk.core.store.files.cacheBlobs, file))
  spoil(path, 150_000)
  await expect(handlers['attachments.read']({ blobId, offset: 100_000, length: 90_000 })).rejects.toMatchObject({ code: 'blob.damaged', facts: { name } })
  await handlers['attachments.open']({ documentId: id, blobId })
  const whole = await handlers['attachments.read']({ blobId, offset: 0, length: 262_144 })
  expect(sha256(whole.bytes)).toBe(sha256(pdf.subarray(0, 262_144)))
})

test('a file is saved whole or not at all: what stood there stays where the new one cannot be written', async () => {
  const { desk, handlers, id, blobId } = await makeDesk(largePdf())
  const path = join(desk.folder, 'van-ban.pdf')
  writeFileSync(path, 'bản cũ')
  await handlers['attachments.open']({ documentId: id, blobId })
  spoil(readdirSync(desk.core.store.files.cacheBlobs).map(file => join(desk.core.store.files.cacheBlobs, file))[0] ?? '', 150_000)
  await expect(handlers['attachments.save']({ blobId, grant: path })).rejects.toMatchObject({ code: 'blob.damaged' })
  await handlers['attachments.open']({ documentId: id, blobId })
  await expect(handlers['attachments.save']({ blobId, grant: join(desk.folder, 'nowhere', 'a.pdf') })).rejects.toMatchObject({ code: 'file.unwritable', facts: { file: 'a.pdf' } })
  expect([readFileSync(path, 'utf8'), existsSync(`${path}.part`)]).toEqual(['bản cũ', false])
  await handlers['attachments.save']({ blobId, grant: path })
  expect(readFileSync(path, 'latin1').startsWith('%PDF')).toBe(true)
})

test('a file of this PC that is gone or is a folder is told by its name alone, and the draft is not made', async () => {
  const { desk, handlers } = await makeDesk(makePdf())
  const draft = (grant: string) => handlers['drafts.save']({ kind: 'Công văn', subject: 'x', summary: '', addressees: [], urgency: 'normal', dueAt: null, relatedIds: [], files: [{ source: 'grant', grant }] })
  for (const read of [draft, (grant: string) => handlers['settings.add-token-file']({ grant })]) {
    await expect(read(join(desk.folder, 'absent.dat'))).rejects.toMatchObject({ code: 'file.not-found', facts: { file: 'absent.dat' } })
    await expect(read(join(desk.folder, 'profile'))).rejects.toMatchObject({ code: 'file.unreadable', facts: { file: 'profile' } })
  }
  expect((await handlers['outbox.list']({})).items).toEqual([])
})

test('names, hashes and ids from the server that are paths stay words: nothing is written or read outside of the profile', async () => {
  const office = await makeOffice()
  const pdf = largePdf()
  const [id = ''] = await office.submit([{ subject: 'Tờ trình', pdf }])
  const evil = '../../../../outside'
  const asked: string[] = []
  const desk = await office.openCore({ fetch: async request => {
    asked.push(new URL(request.url).pathname)
    const answer = await office.province.fetch(new Request(request.url.replaceAll(encodeURIComponent(evil), 'a.pdf'), request))
    return request.url.includes('/download/') ? answer : new Response((await answer.text()).replaceAll('"Tờ trình.pdf"', JSON.stringify(evil)), answer)
  } })
  await desk.session.sync.pass()
  const handlers = desk.handlers()
  const detail = await handlers['documents.get']({ id })
  const blobId = detail?.attachments[0]?.blobId ?? ''
  expect(detail?.attachments[0]?.name).toBe(evil)
  expect(await handlers['attachments.open']({ documentId: id, blobId })).toMatchObject({ size: pdf.length })
  expect(asked.filter(path => path.includes('/download/')).map(path => path.split('/').slice(0, 3))).toEqual([['', 'jmap', 'download']])
  expect([readdirSync(desk.core.store.files.cacheBlobs).length, readdirSync(desk.folder).toSorted((a, b) => a.localeCompare(b))]).toEqual([1, ['key', 'profile']])
  await expect(handlers['attachments.open']({ documentId: id, blobId: evil })).rejects.toMatchObject({ code: 'document.not-found' })
})

test.each(['../../../../outside', 'f'.repeat(128), ''])('a hash from the server that is none (%j) keeps no file', async wrong => {
  const { desk, handlers, line, id } = await makeDesk(largePdf())
  line.say = text => text.replace(/"sha256":"[0-9a-f]{64}"/g, `"sha256":${JSON.stringify(wrong)}`)
  desk.core.store.db.exec('delete from document; delete from sync_state')
  await desk.session.sync.pass()
  const [file] = (await handlers['documents.get']({ id }))?.attachments ?? []
  await expect(handlers['attachments.open']({ documentId: id, blobId: file?.blobId ?? '' })).rejects.toMatchObject({ code: 'blob.hash-mismatch' })
  expect([readdirSync(desk.core.store.files.cacheBlobs), readdirSync(desk.folder).toSorted((a, b) => a.localeCompare(b))]).toEqual([[], ['key', 'profile']])
})

function spoil(path: string, at: number): void {
  const file = openSync(path, 'r+')
  writeSync(file, Buffer.alloc(8, 0xee), 0, 8, at)
  closeSync(file)
}
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
