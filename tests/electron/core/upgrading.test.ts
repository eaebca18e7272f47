import { expect, test, vi } from 'vitest'
import { memorySource } from '../../../electron/pdf/source.ts'
import { parseCertificate } from '../../../electron/pki/certificate.ts'
import { readBlob } from '../../../electron/store/blobs.ts'
import { allRows } from '../../../electron/store/outbox.ts'
import { upgradesOfDocument } from '../../../electron/store/upgrades.ts'
import { validatePdf } from '../../../electron/validation/validate.ts'
import { signIn } from '../../province/make-province.ts'
import { makeLevelOffice, type LevelOffice } from '../../helpers/make-level-office.ts'

/** What was signed rises without a hand, before or after it was sent, and nothing is signed or sent twice. */

async function levelOf(office: LevelOffice, pdf: Uint8Array) {
  const { verdict, signatures } = await validatePdf({ source: memorySource(pdf), trust: [parseCertificate(office.authority.anchor)], at: office.clock.at })
  return { verdict, level: signatures[0]?.level, source: signatures[0]?.time.source, count: signatures.filter(({ kind }) => kind === 'signature').length }
}
const upgrades = async ({ desk }: LevelOffice) => (await desk.handlers()['outbox.list']({})).upgrades.map(({ level, state, isHeld, problem }) => ({ level, state, isHeld, problem: problem?.code ?? null }))
const outbox = async ({ desk }: LevelOffice) => (await desk.handlers()['outbox.list']({})).items.map(({ verb, state }) => `${verb} ${state}`)
const states = ({ desk: { session: { desk } } }: LevelOffice, id: string) => upgradesOfDocument(desk.store.db, desk.account, [id, id]).map(({ state, level }) => `${state} ${level}`)

test('online: the signature has its timestamp at once and rises before it is sent, in the same move', async () => {
  const office = await makeLevelOffice()
  const id = await office.submit('Ký khi có mạng')
  await office.signWithToken(id)
  expect(await office.desk.session.upgrading.once()).toBe(1)
  expect([await upgrades(office), states(office, id), await outbox(office)]).toEqual([[], ['done B-LTA'], ['approve waiting', 'number waiting', 'dispatch waiting']])
  await office.desk.session.sync.pass()
  expect(await levelOf(office, await office.fileOf(id))).toEqual({ verdict: 'valid', level: 'B-LTA', source: 'signature-timestamp', count: 1 })
  expect((await office.author.read('OfficialDocument', id))?.['state']).toBe('dispatched')
  const { store, account } = office.desk.session.desk
  for (const { args } of allRows(store.db, account)) for (const file of args.does === 'action' ? args.attachments : []) expect((await readBlob(store, file.sha256)).length).toBe(file.size)
})

test('offline: it is signed, waits in words, and is raised when the services are back, in the move that was not sent yet', async () => {
  const office = await makeLevelOffice()
  const id = await office.submit('Ký khi mất mạng')
  office.services('html')
  await office.sign(id)
  await office.desk.session.upgrading.once()
  expect(await upgrades(office)).toEqual([{ level: 'B-B', state: 'waiting', isHeld: false, problem: 'timestamp.not-a-service' }])
  expect((await office.desk.handlers()['documents.get']({ id }))?.upgrade).toMatchObject({ level: 'B-B', wanted: 'B-LTA', state: 'waiting' })
  office.services(null)
  office.clock.at += 3_600_000
  await office.desk.session.upgrading.once()
  expect([await upgrades(office), states(office, id)]).toEqual([[], ['done B-LTA']])
  await office.desk.session.sync.pass()
  expect(await levelOf(office, await office.fileOf(id))).toEqual({ verdict: 'valid', level: 'B-LTA', source: 'document-timestamp', count: 1 })
})

test('sent before: what has risen follows as evidence, appended to what is there', async () => {
  const office = await makeLevelOffice()
  const id = await office.submit('Gửi trước, dấu thời gian sau')
  office.services('html')
  await office.sign(id)
  await office.desk.session.sync.pass()
  const sent = await office.fileOf(id)
  expect(await levelOf(office, sent)).toMatchObject({ level: 'B-B' })
  office.services(null)
  office.clock.at += 3_600_000
  await office.desk.session.upgrading.once()
  expect([await upgrades(office), await outbox(office)]).toEqual([[{ level: 'B-LTA', state: 'sending', isHeld: false, problem: null }], ['approve done', 'number done', 'dispatch done', 'evidence waiting']])
  await office.desk.session.sync.pass()
  office.clock.at += 120_000
  await office.desk.session.upgrading.once()
  const risen = await office.fileOf(id)
  expect([await outbox(office), states(office, id), Buffer.compare(risen.subarray(0, sent.length), sent)]).toEqual([['approve done', 'number done', 'dispatch done', 'evidence done'], ['done B-LTA'], 0])
  expect(await levelOf(office, risen)).toEqual({ verdict: 'valid', level: 'B-LTA', source: 'document-timestamp', count: 1 })
})

test('half-way is kept: a timestamp without evidence goes on from there, never a second time for the same', async () => {
  const office = await makeLevelOffice()
  const id = await office.submit('Chỉ có dấu thời gian')
  office.services('html')
  await office.sign(id)
  office.authority.services.misbehave('tsa', null)
  office.clock.at += 3_600_000
  await office.desk.session.upgrading.once()
  expect(await upgrades(office)).toEqual([{ level: 'B-T', state: 'waiting', isHeld: false, problem: 'revocation.not-a-service' }])
  const before = office.authority.services.asked.tsa
  office.services(null)
  office.clock.at += 3_600_000
  await office.desk.session.upgrading.once()
  expect([states(office, id), office.authority.services.asked.tsa - before]).toEqual([['done B-LTA'], 1])
})

test('policy: what has no timestamp is not sent, and goes as soon as it has one', async () => {
  const office = await makeLevelOffice({ sendBeforeTimestamp: false })
  const id = await office.submit('Chờ dấu thời gian mới gửi')
  office.services('html')
  await office.sign(id)
  await office.desk.session.sync.pass()
  expect([await outbox(office), await upgrades(office)]).toEqual([['approve waiting', 'number waiting', 'dispatch waiting'], [{ level: 'B-B', state: 'waiting', isHeld: true, problem: 'timestamp.not-a-service' }]])
  office.services(null)
  office.clock.at += 3_600_000
  // The pass itself raises first what waits.
  await office.desk.session.sync.pass()
  expect((await office.author.read('OfficialDocument', id))?.['state']).toBe('dispatched')
  expect(await levelOf(office, await office.fileOf(id))).toMatchObject({ level: 'B-LTA' })
})

test.each([
  ['may go before its timestamp after all', { sendBeforeTimestamp: true }],
  ['has no TSA any more', { tsaUrls: [] }],
  ['wants no timestamps any more', { signatureLevel: 'B-B' as const }],
])('what is held goes when the office %s: nothing waits for what will not come', async (_, change) => {
  const office = await makeLevelOffice({ sendBeforeTimestamp: false })
  const id = await office.submit('Giữ lại rồi thôi')
  office.services('html')
  await office.sign(id)
  await office.desk.session.sync.pass()
  expect((await outbox(office))[0]).toBe('approve waiting')
  office.clock.at += 3_600_000
  const asked = office.authority.services.asked.tsa
  const looking = office.desk.session.upgrading.once()
  await vi.waitUntil(() => office.authority.services.asked.tsa > asked, { interval: 1 })
  await office.desk.handlers()['settings.set'](change)
  await looking
  expect((await office.desk.handlers()['outbox.list']({})).items.map(({ isHeld }) => isHeld)).toEqual((await outbox(office)).map(() => false))
  await office.desk.session.sync.pass()
  expect((await outbox(office))[0]).toBe('approve done')
  expect((await office.author.read('OfficialDocument', id))?.['state']).toBe('dispatched')
})

test('taken back: what nobody is to get does not rise, and is not sent as evidence', async () => {
  const office = await makeLevelOffice()
  const id = await office.submit('Hoàn tác')
  office.services('html')
  const ids = await office.sign(id)
  await office.desk.handlers()['outbox.undo']({ ids: [...ids] })
  office.services(null)
  office.clock.at += 3_600_000
  const before = office.authority.services.asked.tsa
  await office.desk.session.upgrading.once()
  expect([states(office, id), await outbox(office), office.authority.services.asked.tsa - before]).toEqual([['ended B-B'], [], 0])
})

test('overtaken: a later signature of somebody else stands in the place, and that file rises', async () => {
  const office = await makeLevelOffice()
  const id = await office.submit('Người khác ký tiếp')
  office.services('html')
  await office.sign(id)
  await office.desk.session.sync.pass()
  // Another program of the same officer adds to the file; the queue's own is a prefix of it.
  const grown = Buffer.concat([await office.fileOf(id), Buffer.from('\n% thêm vào sau\n')])
  const [file] = ((await office.author.read('OfficialDocument', id))?.['attachments'] ?? []) as readonly { readonly name: string }[]
  const other = signIn(office.province, 'lanh-dao@snv')
  await other.move('evidence', id, { attachments: [{ blobId: await other.upload(grown), name: file?.name, role: 'main' }] })
  await office.desk.session.sync.pass()
  office.services(null)
  office.clock.at += 3_600_000
  await office.desk.session.upgrading.once()
  await office.desk.session.sync.pass()
  const risen = await office.fileOf(id)
  expect([Buffer.compare(risen.subarray(0, grown.length), grown), risen.length > grown.length]).toEqual([0, true])
})

test('years later: the document timestamp is followed by another before its certificate ends, as evidence of its own', async () => {
  const office = await makeLevelOffice()
  const id = await office.submit('Gia hạn dấu thời gian')
  await office.sign(id)
  await office.desk.session.upgrading.once()
  await office.desk.session.sync.pass()
  const sent = await office.fileOf(id)
  expect(await office.desk.session.upgrading.once()).toBe(0)
  office.clock.at = parseCertificate(office.authority.authority.tsa().certificate).notAfter - 80 * 86_400_000
  office.services('html')
  const asked = office.authority.services.asked.tsa
  await office.desk.session.upgrading.once()
  expect([office.authority.services.asked.tsa - asked, states(office, id)]).toEqual([1, ['done B-LTA']])
  const { store, account } = office.desk.session.desk
  expect(upgradesOfDocument(store.db, account, [id, id])[0]?.nextTryAt).toBeGreaterThan(office.clock.at)
  office.services(null)
  office.clock.at += 3_600_000
  await office.desk.session.upgrading.once()
  expect(await outbox(office)).toEqual(['approve done', 'number done', 'dispatch done', 'evidence waiting'])
  await office.desk.session.sync.pass()
  office.clock.at += 120_000
  await office.desk.session.upgrading.once()
  const renewed = await office.fileOf(id)
  expect([states(office, id), Buffer.compare(renewed.subarray(0, sent.length), sent), renewed.length > sent.length]).toEqual([['done B-LTA'], 0, true])
  expect(await levelOf(office, renewed)).toMatchObject({ verdict: 'valid', level: 'B-LTA' })
})

test('closing the desk does not wait for a TSA that keeps silent, and the row is as it was', async () => {
  const office = await makeLevelOffice()
  const id = await office.submit('Đóng máy giữa chừng')
  await office.sign(id)
  office.authority.services.misbehave('tsa', 'timeout')
  const looking = office.desk.session.upgrading.once()
  while (office.authority.services.asked.tsa === 0) await new Promise(resolve => { setImmediate(resolve) })
  await office.desk.session.upgrading.stop()
  expect([await looking, states(office, id), (await upgrades(office))[0]?.problem]).toEqual([0, ['waiting B-B'], null])
})

test('a TSA that kept silent before the network changed keeps nobody: it is asked anew', async () => {
  const office = await makeLevelOffice()
  const id = await office.submit('Mạng đổi giữa chừng')
  await office.sign(id)
  office.authority.services.misbehave('tsa', 'timeout', 1)
  const looking = office.desk.session.upgrading.once()
  while (office.authority.services.asked.tsa === 0) await new Promise(resolve => { setImmediate(resolve) })
  office.desk.session.upgrading.networkIsBack()
  expect([await looking, await office.desk.session.upgrading.once(), states(office, id)]).toEqual([0, 1, ['done B-LTA']])
})

test('roots that come with the province\'s list count at once for what waits, without signing in again', async () => {
  const office = await makeLevelOffice({}, 'by-list')
  const id = await office.submit('Ký khi chưa có danh sách tin cậy')
  await office.sign(id)
  await office.desk.session.upgrading.once()
  expect(states(office, id)).toEqual(['waiting B-T'])
  office.publishRoots()
  office.desk.session.run()
  await vi.waitFor(() => expect(states(office, id)[0]).toMatch(/ B-LTA$/), { timeout: 15_000 })
  await office.desk.session.stop()
})
