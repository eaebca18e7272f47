import { expect, test } from 'vitest'
import { getSetting } from '../../../electron/store/settings.ts'
import { listActions } from '../../../electron/store/actions.ts'
import { putBlob } from '../../../electron/store/blobs.ts'
import { sql } from '../../../electron/store/database.ts'
import { listBox } from '../../../electron/store/lists.ts'
import { allRows } from '../../../electron/store/outbox.ts'
import { seeDocument, seeTaskOfDocument } from '../../../electron/store/sight.ts'
import { Accounts, rememberedAccounts } from '../../../electron/sync/accounts.ts'
import { enqueueAction, enqueueSignAndSend } from '../../../electron/sync/enqueue-action.ts'
import { fetchBlob } from '../../../electron/sync/fetch-blob.ts'
import { saveDraft } from '../../../electron/sync/save-draft.ts'
import { setKeywords } from '../../../electron/sync/set-keywords.ts'
import { blobIdOfDigest } from '../../../shared/protocol/blob.ts'
import { makeProvince, signIn } from '../../province/make-province.ts'
import { type Client, makeClient } from '../../helpers/make-client.ts'

const AUTHOR = { officerId: 'snv-chuyen-vien', agencyId: 'snv', agencyName: 'Sở Nội vụ' }

async function makeFile(client: Client, text: string) {
  const { sha256, size } = await putBlob(client.store, 'work', Buffer.from(text), client.inputs.now())
  return { blobId: blobIdOfDigest(Buffer.from(sha256, 'hex').toString('base64url')), name: 'to-trinh.pdf', type: 'application/pdf', size, sha256, role: 'main' }
}

function content(subject: string, more = {}) {
  return { kind: 'Công văn', subject, summary: null, urgency: 'normal', dueAt: null, addressees: [{ agencyId: 'stc', purpose: 'to-do' }], relatedIds: [], attachments: [], ...more }
}

test('a draft made offline, submitted, goes out in order under its local id and comes back as the server’s', async () => {
  const province = makeProvince()
  const [author, leader] = [makeClient(province, 'chuyen-vien@snv'), makeClient(province, 'lanh-dao@snv', { seed: 2 })]
  await author.pass()
  province.setDown(true)
  const { db } = author.store
  const file = await makeFile(author, 'PDF của tờ trình')
  const { documentId } = saveDraft(db, { account: author.account, content: content('Về việc bổ nhiệm', { attachments: [file] }), author: AUTHOR }, author.moment())
  saveDraft(db, { account: author.account, documentId, content: content('Về việc bổ nhiệm cán bộ', { attachments: [file] }), author: AUTHOR }, author.moment())
  enqueueAction(db, { account: author.account, verb: 'submit', documentId, text: 'Kính trình', attachments: [file] }, author.moment())
  expect(listBox(db, author.account, { box: 'drafts', limit: 9, now: 0 }).rows).toMatchObject([{ documentId, subject: 'Về việc bổ nhiệm cán bộ', state: 'submitted', pendingVerb: 'submit', attachmentCount: 1 }])
  expect(await author.pass()).toMatchObject({ offline: true, pushed: { accepted: 0, waiting: 2 } })
  expect(allRows(db, author.account).map(row => [row.verb, row.state, row.attempts])).toEqual([['draft.create', 'waiting', 0], ['submit', 'waiting', 0]])
  province.setDown(false)
  expect(await author.pass()).toMatchObject({ offline: false, pushed: { accepted: 2, refused: 0, waiting: 0 } })
  const audit = sql<{ event: string, facts: string }>(db, 'select event, facts from audit order by seq').all()
  expect([audit.map(line => line.event), audit.some(line => line.facts.includes('bổ nhiệm'))]).toEqual([['outbox.done', 'outbox.done'], false])
  const [row] = listBox(db, author.account, { box: 'drafts', limit: 9, now: 0 }).rows
  expect(row).toMatchObject({ subject: 'Về việc bổ nhiệm cán bộ', state: 'submitted', pendingVerb: null })
  expect(row?.documentId).not.toBe(documentId)
  expect(seeDocument(db, author.account, documentId)?.doc.id).toBe(row?.documentId)
  await leader.pass()
  const [task] = listBox(leader.store.db, leader.account, { box: 'to-sign', limit: 9, now: 0 }).rows
  expect(task).toMatchObject({ documentId: row?.documentId, subject: 'Về việc bổ nhiệm cán bộ', unread: true })
  const source = await fetchBlob({ ...leader.inputs, account: leader.account }, file)
  expect(Buffer.from(await source.read(0, source.size)).toString()).toBe('PDF của tờ trình')
  expect(listActions(leader.store.db, leader.account, row?.documentId ?? '')).toMatchObject([{ verb: 'submit', text: 'Kính trình' }])
})

test('approve offline shows at once, and number and dispatch wait for it; the clerk’s part is refused to a leader who is none', async () => {
  const province = makeProvince()
  const author = signIn(province, 'chuyen-vien@snv')
  const blobId = await author.upload('PDF 1')
  const id = await author.draft('Quyết định', { addressees: [{ agencyId: 'stc' }], attachments: [{ blobId, name: 'a.pdf', role: 'main' }] })
  await author.move('submit', id)
  const leader = makeClient(province, 'lanh-dao@snv')
  await leader.pass()
  province.setDown(true)
  const { db } = leader.store
  const signed = { ...await makeFile(leader, 'PDF 1 signed'), name: 'a.pdf' }
  enqueueSignAndSend(db, { account: leader.account, documentId: id, attachments: [signed] }, leader.moment())
  expect(seeDocument(db, leader.account, id)).toMatchObject({ pendingVerb: 'dispatch', doc: { state: 'dispatched', direction: 'out', attachments: [{ sha256: signed.sha256 }] } })
  expect(seeTaskOfDocument(db, leader.account, id)?.can).toEqual([])
  expect(listBox(db, leader.account, { box: 'to-sign', limit: 9, now: 0 }).rows).toEqual([])
  expect(listBox(db, leader.account, { box: 'outgoing', limit: 9, now: 0 }).rows).toHaveLength(1)
  province.setDown(false)
  expect((await leader.pass()).pushed).toEqual({ accepted: 1, refused: 1, waiting: 1 })
  expect(allRows(db, leader.account).map(row => [row.verb, row.state, row.problem?.code ?? null])).toEqual([['approve', 'done', null], ['number', 'parked', 'outbox.forbidden'], ['dispatch', 'waiting', null]])
  expect(seeDocument(db, leader.account, id)).toMatchObject({ pendingVerb: null, doc: { state: 'approved', direction: 'draft' } })
})

test('flags go out together and come to the other PC; a flag turned twice leaves one row', async () => {
  const province = makeProvince()
  const author = signIn(province, 'chuyen-vien@snv')
  for (let n = 0; n < 3; n++) await author.move('submit', await author.draft(`Văn bản ${n}`, { attachments: [{ blobId: await author.upload(`p${n}`), name: 'a.pdf' }] }))
  const [office, home] = [makeClient(province, 'lanh-dao@snv'), makeClient(province, 'lanh-dao@snv', { seed: 2 })]
  await office.pass()
  await home.pass()
  const rows = listBox(office.store.db, office.account, { box: 'inbox', limit: 9, now: 0 }).rows
  const ids = rows.map(row => row.taskId ?? '')
  for (const value of [true, false, true]) setKeywords(office.store.db, { account: office.account, taskIds: ids, keyword: '$seen', value }, office.moment())
  expect(listBox(office.store.db, office.account, { box: 'inbox', view: 'unread', limit: 9, now: 0 }).rows).toEqual([])
  expect(allRows(office.store.db, office.account)).toHaveLength(3)
  await office.pass()
  await home.pass()
  expect(listBox(home.store.db, home.account, { box: 'inbox', view: 'unread', limit: 9, now: 0 }).rows).toEqual([])
})

test('two edits of one draft: the server’s stays, ours becomes a second draft', async () => {
  const province = makeProvince()
  const [office, home] = [makeClient(province, 'chuyen-vien@snv'), makeClient(province, 'chuyen-vien@snv', { seed: 2 })]
  const { documentId } = saveDraft(office.store.db, { account: office.account, content: content('Bản đầu'), author: AUTHOR }, office.moment())
  await office.pass()
  await home.pass()
  const id = seeDocument(office.store.db, office.account, documentId)?.doc.id ?? ''
  saveDraft(home.store.db, { account: home.account, documentId: id, content: content('Sửa ở nhà'), author: AUTHOR }, home.moment())
  saveDraft(office.store.db, { account: office.account, documentId, content: content('Sửa ở cơ quan'), author: AUTHOR }, office.moment())
  await home.pass()
  await office.pass()
  await home.pass()
  for (const client of [office, home]) expect(listBox(client.store.db, client.account, { box: 'drafts', limit: 9, now: 0 }).rows.map(row => row.subject).sort()).toEqual(['Sửa ở cơ quan', 'Sửa ở nhà'])
  expect(allRows(office.store.db, office.account).map(row => [row.verb, row.state])).toEqual([['draft.create', 'done'], ['draft.update', 'discarded'], ['draft.create', 'done']])
})

test('access that is withdrawn leaves the cache', async () => {
  const province = makeProvince()
  const author = signIn(province, 'chuyen-vien@snv')
  const id = await author.draft('Mật độ dân cư')
  await author.move('submit', id)
  const home = makeClient(province, 'chuyen-vien@snv')
  await home.pass()
  expect(seeDocument(home.store.db, home.account, id)?.doc.subject).toBe('Mật độ dân cư')
  await author.call('OfficialDocument/set', { destroy: [id] })
  expect(rememberedAccounts(home.store.db)).toEqual(getSetting(home.store.db, 'province.accounts', Accounts))
})
