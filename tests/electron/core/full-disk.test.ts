import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { checkStore } from '../../../electron/store/repair.ts'
import type { TestCore } from '../../helpers/make-core.ts'
import { givePin, giveTokenFile, makeOffice, OFFICE_PIN } from '../../helpers/make-office.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { makeFolder } from '../../helpers/make-store.ts'

/** A disk of its own that can be filled to its last page; null where this process may not mount one. */
function mountDisk(megabytes: number): string | null {
  const folder = join(makeFolder(), 'disk')
  mkdirSync(folder)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    return null
  }
  // Lazily: the core that has it open is closed after this.
  onTestFinished(() => { execFileSync('umount', ['-l', folder]) })
  return folder
}

/** Takes all the space that is left, and gives it back. */
function fillDisk(disk: string): () => void {
  const path = join(disk, 'stuffing')
  const { bavail, bsize } = statfsSync(disk)
  for (let size = bavail * bsize; size > 0; size -= bsize) {
    try {
      writeFileSync(path, Buffer.alloc(size))
      break
    } catch {
      // A page of it was needed for the file itself.
    }
  }
  return () => { rmSync(path) }
}

const outbox = async (desk: TestCore) => (await desk.handlers()['outbox.list']({})).items.map(({ verb, state, subject }) => [verb, state, subject])
const large = (bytes: number) => new Uint8Array(makePdf({ contents: [`%${randomBytes(bytes / 2).toString('hex')}\nBT /F 20 Tf 72 700 Td (A page) Tj ET`] }))

test('on a full disk writing, attaching, signing, fetching and syncing each say so, all that was there stays, and with space they go on', async ({ skip }) => {
  const disk = mountDisk(24)
  if (disk === null) return skip('no disk can be mounted here (needs root)')
  const office = await makeOffice()
  const [id = '', other = ''] = await office.submit([{ subject: 'Chờ ký', pdf: large(300_000) }, { subject: 'Chưa tải', pdf: large(400_000) }])
  const desk = await office.openCore({ folder: disk })
  await desk.session.sync.pass()
  const handlers = desk.handlers(givePin(desk, OFFICE_PIN))
  await handlers['settings.set']({ tokenModules: [giveTokenFile(desk, 'token.p12', office.officer, [office.issuer])] })
  const fileOf = async (documentId: string) => ({ documentId, blobId: (await handlers['documents.get']({ id: documentId }))?.attachments[0]?.blobId ?? '' })
  const write = (subject: string, files: { source: 'bytes'; name: string; type: string; bytes: Uint8Array<ArrayBuffer> }[] = []) => handlers['drafts.save']({ kind: 'Công văn', subject, summary: 'x'.repeat(400), addressees: [], urgency: 'normal', dueAt: null, relatedIds: [], files })
  const sign = async () => {
    const token = (await handlers['tokens.list']({})).tokens.find(({ source }) => source === 'p12')
    return (await handlers['signing.sign']({ requestId: 'r', tokenId: token?.tokenId ?? '', certificate: null, followUp: 'number', items: [{ documentId: id, placement: null }] })).results.map(({ problem }) => problem?.code ?? null)
  }
  await handlers['attachments.open'](await fileOf(id))
  await write('Viết trước khi đầy')
  const free = fillDisk(disk)

  await expect(write('Viết khi đầy', [{ source: 'bytes', name: 'a.pdf', type: '', bytes: large(300_000) }])).rejects.toMatchObject({ code: 'store.disk-full' })
  await expect(handlers['attachments.open'](await fileOf(other))).rejects.toMatchObject({ code: 'store.disk-full' })
  expect(await sign()).toEqual(['store.disk-full'])
  // A row may still find room in what the database already has; sooner or later there is none.
  await expect((async () => { for (let n = 0; n < 2_000; n++) await write(`Viết khi đầy ${n}`) })()).rejects.toMatchObject({ code: 'store.disk-full' })
  await office.submit(Array.from({ length: 80 }, (_, n) => ({ subject: `Văn bản mới ${n} ${'x'.repeat(1_500)}`, pdf: makePdf() })))
  await expect(desk.session.sync.pass()).rejects.toMatchObject({ code: 'store.disk-full' })
  expect(await handlers['sync.get']({})).toMatchObject({ kind: 'problem', problem: { code: 'store.disk-full' } })
  // What is there is read as ever.
  expect((await handlers['attachments.open'](await fileOf(id))).size).toBeGreaterThan(300_000)
  expect((await handlers['documents.get']({ id }))?.document.subject).toBe('Chờ ký')
  expect((await outbox(desk)).at(-1)).toEqual(['draft.create', 'waiting', 'Viết trước khi đầy'])
  expect((await outbox(desk)).some(([verb]) => verb === 'approve')).toBe(false)

  free()
  expect(await sign()).toEqual([null])
  await handlers['attachments.open'](await fileOf(other))
  await desk.session.sync.pass()
  expect((await outbox(desk)).filter(([, state]) => state !== 'done')).toEqual([])
  expect((await office.author.read('OfficialDocument', id))?.['state']).toBe('numbered')
  expect(checkStore(desk.core.store.db)).toEqual({ cache: 'ok', work: 'ok' })
}, 60_000)
