import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { events, requests, type Handlers, type RequestName } from '../../shared/contract/index.ts'
import type { TestCore } from '../helpers/make-core.ts'
import { givePin, giveTokenFile, makeOffice, OFFICE_PIN, type Office } from '../helpers/make-office.ts'
import { makePdf } from '../helpers/make-pdf.ts'
import { makeSignaturePng } from '../helpers/make-png.ts'
import { seedTiny } from '../province/seed-tiny.ts'

/** The core trusts its own outputs and does not parse them (core/serve.ts): here each is read by its schema once. */
interface Told { readonly name: RequestName; readonly output: unknown }

/** The table of handlers, every output kept. */
function listening(handlers: Handlers, told: Told[]): Handlers {
  const entries = Object.entries(handlers).map(([name, handle]) => [name, async (input: never) => {
    const output: unknown = await (handle as (input: unknown) => Promise<unknown>)(requests[name as RequestName].input.parse(input))
    told.push({ name: name as RequestName, output })
    return output
  }])
  return Object.fromEntries(entries) as Handlers
}

/** Exactly what the contract says: nothing missing and nothing that the window was not promised. */
function expectAsPromised(told: readonly Told[]): void {
  for (const { name, output } of told) expect({ name, output: requests[name].output.parse(output) }).toEqual({ name, output })
}

function expectEventsAsPromised({ events: heard }: TestCore): void {
  for (const { name, payload } of heard) expect({ name, payload: events[name].parse(payload) }).toEqual({ name, payload })
}

/** Two papers of the author, the second with an annex that is no PDF and a comment. */
async function submitPapers(office: Office): Promise<string[]> {
  const ids = await office.submit([{ subject: 'Kế hoạch cải cách hành chính', pdf: makePdf() }, { subject: 'Tờ trình', pdf: makePdf() }])
  await office.author.move('comment', ids[1] ?? '', { text: 'Kính trình lãnh đạo' })
  return ids
}

async function signAndSend(h: Handlers, desk: TestCore, office: Office, documentId: string): Promise<string[]> {
  writeFileSync(join(desk.folder, 'picked.p12'), '')
  await h['settings.set']({ theme: 'dark', tokenModules: [giveTokenFile(desk, 'token.p12', office.officer, [office.issuer]), '/nowhere/libtoken.so'] })
  await h['settings.set-signature-image']({ png: new Uint8Array(makeSignaturePng()) })
  await h['settings.get-signature-image']({})
  await h['settings.set-seal-image']({ seal: { png: new Uint8Array(makeSignaturePng()), mm: 36 } })
  await h['settings.get-seal-image']({})
  await h['settings.use-sign-service']({ on: false })
  const { tokens } = await h['tokens.list']({})
  const { items } = await h['signing.prepare']({ documentIds: [documentId] })
  const signed = await h['signing.sign']({ requestId: 'r', tokenId: tokens.find(({ source }) => source === 'p12')?.tokenId ?? '', certificate: null, followUp: 'number', items: items.map(({ placement }) => ({ documentId, placement })) })
  await h['signing.cancel']({ requestId: 'r' })
  return signed.results.flatMap(({ outboxIds }) => outboxIds)
}

async function read(h: Handlers, desk: TestCore, documentId: string): Promise<void> {
  const detail = await h['documents.get']({ id: documentId })
  const blobId = detail?.attachments[0]?.blobId ?? ''
  const { size } = await h['attachments.open']({ documentId, blobId })
  await h['attachments.read']({ blobId, offset: 0, length: size })
  await h['attachments.unlock']({ papers: [{ documentId, blobId }], password: new Uint8Array([1]) })
  await h['attachments.password']({ documentId, blobId })
  await h['attachments.save']({ blobId, grant: join(desk.folder, 'saved.pdf') })
  await h['attachments.report']({ documentId, blobId, again: true })
  await h['attachments.save-report']({ documentId, blobId, format: 'json', grant: join(desk.folder, 'report.json') })
  await h['documents.flag']({ taskIds: [detail?.task?.id ?? ''], keyword: '$flagged', value: true })
}

async function write(h: Handlers): Promise<void> {
  const draft = { kind: 'Công văn', summary: '', urgency: 'normal', dueAt: null, addressees: [{ agencyId: 'stc', purpose: 'to-do' }], relatedIds: [], files: [] } as const
  const { documentId, outboxId } = await h['drafts.save']({ ...draft, subject: 'Dự thảo', addressees: [...draft.addressees], relatedIds: [], files: [{ source: 'bytes', name: 'du-thao.pdf', type: 'application/pdf', bytes: new Uint8Array(makePdf()) }] })
  await h['documents.get']({ id: documentId })
  await h['moves.make']({ verb: 'submit', documentId, files: [] })
  await h['outbox.list']({})
  await h['outbox.retry']({ ids: [] })
  await h['outbox.undo']({ ids: [(await h['outbox.list']({})).items.find(({ verb }) => verb === 'submit')?.id ?? ''] })
  await h['outbox.discard']({ id: outboxId })
}

test('what every request answers, and every event, is what the contract promises, on a desk where something of everything is there', async () => {
  const office = await makeOffice()
  const [first = '', second = ''] = await submitPapers(office)
  const desk = await office.openCore({ undoMs: 60_000 })
  const told: Told[] = []
  const h = listening(desk.handlers(givePin(desk, OFFICE_PIN)), told)
  await desk.session.sync.pass()
  await h['profile.get']({})
  await h['sync.get']({})
  await h['settings.get']({})
  await h['policy.get']({})
  await h['recovery.get']({})
  await h['recovery.make']({})
  await h['recovery.open']({ code: '' })
  for (const id of [first, second]) await read(h, desk, id)
  await h['signing.repair']({ documentId: second })
  const signed = await signAndSend(h, desk, office, first)
  await h['settings.add-token-file']({ grant: join(desk.folder, 'picked.p12') })
  await write(h)
  for (const box of ['inbox', 'to-sign', 'drafts', 'outgoing'] as const) for (const view of ['all', 'unread', 'due', 'mine', 'flagged'] as const) await h['documents.list']({ box, view, after: null, limit: 1 })
  await h['documents.counts']({})
  await h['documents.search']({ text: 'so noi vu cai cach', limit: 9 })
  await h['documents.search']({ text: 'tran van minh', limit: 9 })
  for (const what of ['agencies', 'officers', 'colleagues'] as const) await h['directory.search']({ text: '', what, limit: 9 })
  await h['documents.get']({ id: first })
  await h['outbox.undo']({ ids: signed })
  await h['diagnostics.get']({})
  await h['demo.get']({})
  await h['sync.now']({})
  await desk.session.sync.pass()
  await h['outbox.list']({})
  await h['profile.connect']({ serverUrl: 'http://127.0.0.1:1', userName: 'lanh-dao@snv', password: 'lanh-dao@snv' })
  expectAsPromised(told)
  expectEventsAsPromised(desk)
  const asked = new Set(told.map(({ name }) => name))
  expect(Object.keys(requests).filter(name => !asked.has(name as RequestName))).toEqual(['profile.connect-demo', 'demo.network', 'demo.arrive', 'token.change-pin'])
})

test('the demo’s requests answer as promised where the province says that it is one', async () => {
  const office = await makeOffice({ seed: { ...seedTiny(), demo: true } })
  const desk = await office.openCore({ isDemo: { trust: '', pin: OFFICE_PIN, p12: '' } })
  const told: Told[] = []
  const h = listening(desk.handlers(), told)
  await h['demo.network']({ down: false })
  await h['demo.get']({})
  await h['demo.arrive']({})
  await h['profile.connect-demo']({})
  expectAsPromised(told)
  expectEventsAsPromised(desk)
  expect(told).toHaveLength(4)
})
