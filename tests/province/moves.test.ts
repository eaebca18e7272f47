import { describe, expect, test } from 'vitest'
import { makeProvince, signIn, type SignedIn } from './make-province.ts'
import type { Province } from './province.ts'

function staff(province: Province, agency = 'snv') {
  return {
    officer: signIn(province, `chuyen-vien@${agency}`), second: signIn(province, `chuyen-vien-2@${agency}`), leader: signIn(province, `lanh-dao@${agency}`),
    clerk: signIn(province, `van-thu@${agency}`), head: signIn(province, `truong-phong@${agency}`),
  }
}
const pdf = (blobId: string, role = 'main') => ({ blobId, name: 'van-ban.pdf', type: 'application/pdf', role })

async function canOf(who: SignedIn, documentId: string): Promise<string[]> {
  const found = await who.call('Task/query', { filter: { documentId } })
  const task = (await who.call('Task/get', { ids: found['ids'] }))['list'][0]
  return task?.can ?? []
}

async function dispatched(province: Province) {
  const people = staff(province)
  const id = await people.officer.draft('V/v báo cáo')
  const file = await people.leader.upload('%PDF-1.7 signed')
  await people.officer.move('submit', id, { toOfficerIds: [people.leader.officerId] })
  await people.leader.move('approve', id, { attachments: [pdf(file)] })
  await people.clerk.move('number', id)
  await people.clerk.move('dispatch', id, { toAgencyIds: ['stc'] })
  const clerk = signIn(province, 'van-thu@stc')
  const task = (await clerk.call('Task/query'))['ids'][0]
  const received = (await clerk.read('Task', task))?.['documentId'] as string
  return { ...people, id, received, there: staff(province, 'stc') }
}

describe('a document on its way out', () => {
  test('goes from the author through the leader and the clerk to another agency', async () => {
    const province = makeProvince()
    const { officer, id, received, there } = await dispatched(province)
    expect(await officer.read('OfficialDocument', id)).toMatchObject({
      state: 'dispatched', direction: 'out', number: '01', notation: 'SNV', issuedAt: '2026-11-24', statuses: [{ agencyId: 'stc', code: '01' }],
    })
    expect(await there.clerk.read('OfficialDocument', received)).toMatchObject({ state: 'arrived', direction: 'in', number: '01', subject: 'V/v báo cáo', issuerId: 'snv' })
  })

  test('offers each officer what they may do at that moment', async () => {
    const province = makeProvince()
    const { officer, leader, clerk } = staff(province)
    const id = await officer.draft('V/v báo cáo')
    await officer.move('submit', id)
    expect(await canOf(leader, id)).toEqual(['approve', 'return', 'forward', 'comment'])
    await leader.move('approve', id, { attachments: [pdf(await leader.upload('%PDF'))] })
    expect(await canOf(leader, id)).toEqual(['return', 'evidence', 'forward', 'comment'])
    expect(await canOf(clerk, id)).toEqual(['return', 'number', 'forward', 'comment'])
    await clerk.move('number', id)
    expect(await canOf(clerk, id)).toEqual(['dispatch', 'forward', 'comment'])
  })

  test('returned with a reason is its author’s to change again', async () => {
    const province = makeProvince()
    const { officer, leader } = staff(province)
    const id = await officer.draft('V/v báo cáo')
    await officer.move('submit', id)
    expect(await leader.move('return', id)).toMatchObject({ type: 'invalidProperties', properties: ['text'] })
    await leader.move('return', id, { text: 'Sửa lại trích yếu' })
    expect(await canOf(officer, id)).toEqual(['submit', 'forward', 'comment'])
    expect(await officer.call('OfficialDocument/set', { update: { [id]: { subject: 'V/v báo cáo quý IV' } } })).toMatchObject({ notUpdated: null })
  })

  test('initialled by the head of the unit goes on to the leader', async () => {
    const province = makeProvince()
    const { officer, leader, head } = staff(province)
    const id = await officer.draft('V/v báo cáo')
    await officer.move('submit', id, { toOfficerIds: [head.officerId] })
    expect(await canOf(leader, id)).toEqual([])
    await head.move('sign', id, { attachments: [pdf(await head.upload('%PDF-1.7 initialled'))] })
    expect(await canOf(leader, id)).toContain('approve')
  })

  test('once signed its file may only grow', async () => {
    const province = makeProvince()
    const { officer, leader, head } = staff(province)
    const id = await officer.draft('V/v báo cáo')
    await officer.move('submit', id, { toOfficerIds: [head.officerId] })
    const initialled = '%PDF-1.7 /ByteRange [0 1 2 3] initialled'
    await head.move('sign', id, { attachments: [pdf(await head.upload(initialled))] })
    const other = await leader.upload('%PDF-1.7 another')
    expect(await leader.move('approve', id, { attachments: [pdf(other)] })).toMatchObject({ type: 'invalidProperties', properties: ['attachments'] })
    const grown = await leader.upload(`${initialled} and signed`)
    await leader.move('approve', id, { attachments: [pdf(grown)] })
    expect(await leader.read('OfficialDocument', id)).toMatchObject({ state: 'approved', attachments: [{ blobId: grown }] })
  })
})

describe('a document on its way in', () => {
  test('is received, submitted, assigned and completed, and the sender hears of every step', async () => {
    const province = makeProvince()
    const { officer, id, received, there } = await dispatched(province)
    await there.clerk.move('receive', received)
    await there.clerk.move('submit', received)
    await there.leader.move('assign', received, { text: 'Giao phòng TCHC', assignees: [{ officerId: there.officer.officerId, role: 'lead' }, { officerId: there.second.officerId, role: 'join' }], dueAt: '2026-12-01' })
    expect(await canOf(there.officer, received)).toEqual(['complete', 'forward', 'comment'])
    expect(await canOf(there.second, received)).toEqual(['forward', 'comment'])
    await there.officer.move('complete', received, { text: 'Đã trả lời' })
    const sent = await officer.read('OfficialDocument', id)
    expect(sent?.['statuses'].map((status: { code: string }) => status.code)).toEqual(['01', '03', '04', '05', '06'])
    expect(await there.officer.read('OfficialDocument', received)).toMatchObject({ state: 'completed', register: { number: '1' } })
  })

  test('refused goes back with a reason', async () => {
    const province = makeProvince()
    const { officer, id, received, there } = await dispatched(province)
    expect(await there.clerk.move('refuse', received)).toMatchObject({ type: 'invalidProperties', properties: ['text'] })
    await there.clerk.move('refuse', received, { text: 'Sai nơi nhận' })
    const sent = await officer.read('OfficialDocument', id)
    expect(sent?.['statuses'].at(-1)).toMatchObject({ agencyId: 'stc', code: '02', note: 'Sai nơi nhận' })
  })

  test('asked back by its sender is recalled when the receiver agrees', async () => {
    const province = makeProvince()
    const { officer, clerk, id, received, there } = await dispatched(province)
    await clerk.move('recall', id, { text: 'Gửi nhầm bản' })
    expect(await canOf(there.clerk, received)).toContain('agree-recall')
    await there.clerk.move('agree-recall', received)
    expect(await officer.read('OfficialDocument', id)).toMatchObject({ state: 'recalled' })
  })

  test('whose recall is declined stays where it is on both sides', async () => {
    const province = makeProvince()
    const { officer, clerk, id, received, there } = await dispatched(province)
    await clerk.move('recall', id, { text: 'Gửi nhầm bản' })
    await there.clerk.move('decline-recall', received, { text: 'Đã xử lý' })
    expect(await officer.read('OfficialDocument', id)).toMatchObject({ state: 'dispatched' })
    expect(await there.clerk.read('OfficialDocument', received)).toMatchObject({ state: 'arrived' })
    expect(await canOf(there.clerk, received)).not.toContain('agree-recall')
  })
})

describe('who may', () => {
  test.each([
    ['approve', 'officer'], ['approve', 'clerk'], ['approve', 'head'], ['sign', 'leader'], ['number', 'leader'], ['dispatch', 'officer'], ['return', 'officer'],
  ] as const)('%s is refused to the %s', async (verb, role) => {
    const province = makeProvince()
    const people = staff(province)
    const id = await people.officer.draft('V/v báo cáo')
    await people.officer.move('submit', id, { toOfficerIds: [people.leader.officerId, people.head.officerId] })
    if (role === 'clerk') province.entrust(id, people.clerk.officerId, 'know')
    expect(await people[role].move(verb, id, { text: 'x', attachments: [] })).toMatchObject({ type: 'forbidden' })
  })

  test.each(['receive', 'refuse', 'assign', 'complete'])('%s does not exist on a document of one’s own making', async verb => {
    const province = makeProvince()
    const { clerk, officer } = staff(province)
    const id = await officer.draft('V/v báo cáo')
    province.entrust(id, clerk.officerId, 'clerk')
    expect(await clerk.move(verb, id, { text: 'x' })).toMatchObject({ type: 'forbidden' })
  })

  test('a document one does not see is as if it were not there', async () => {
    const province = makeProvince()
    const { officer, second } = staff(province)
    const id = await officer.draft('V/v báo cáo')
    expect(await second.move('comment', id, { text: 'x' })).toMatchObject({ type: 'invalidProperties', properties: ['documentId'] })
  })

  test('a verb that nobody knows is refused', async () => {
    const { officer } = staff(makeProvince())
    const id = await officer.draft('V/v báo cáo')
    expect(await officer.move('toString', id)).toMatchObject({ type: 'invalidProperties', properties: ['verb'] })
  })

  test('work is given inside the agency only', async () => {
    const { officer } = staff(makeProvince())
    const id = await officer.draft('V/v báo cáo')
    expect(await officer.move('submit', id, { toOfficerIds: ['stc-lanh-dao'] })).toMatchObject({ type: 'invalidProperties', properties: ['toOfficerIds'] })
  })

  test('a second approval meets a document that has moved on', async () => {
    const province = makeProvince()
    const { officer, leader } = staff(province)
    const id = await officer.draft('V/v báo cáo')
    await officer.move('submit', id)
    const attachments = [pdf(await leader.upload('%PDF'))]
    await leader.move('approve', id, { attachments })
    expect(await leader.move('approve', id, { attachments })).toMatchObject({ type: 'conflict', rev: 3 })
  })

  test('a move based on an old revision is a conflict that tells the new one', async () => {
    const province = makeProvince()
    const { officer } = staff(province)
    const id = await officer.draft('V/v báo cáo')
    await officer.call('OfficialDocument/set', { update: { [id]: { subject: 'V/v khác' } } })
    expect(await officer.move('submit', id, { expectRev: 1 })).toMatchObject({ type: 'conflict', rev: 2 })
  })

  test('a missing file is named, so that it can be sent again', async () => {
    const { officer } = staff(makeProvince())
    const id = await officer.draft('V/v báo cáo')
    expect(await officer.move('submit', id, { attachments: [pdf('Bmissing')] })).toMatchObject({ type: 'blobNotFound', notFound: ['Bmissing'] })
  })

  test('an unknown or own agency cannot be dispatched to, and then nothing has happened', async () => {
    const province = makeProvince()
    const { clerk, id } = await dispatched(province)
    const rev = (await clerk.read('OfficialDocument', id))?.['rev']
    const people = staff(province)
    const next = await people.officer.draft('V/v khác')
    await people.officer.move('submit', next)
    await people.leader.move('approve', next, { attachments: [pdf(await people.leader.upload('%PDF'))] })
    await clerk.move('number', next)
    for (const agency of ['nowhere', 'snv']) {
      expect(await clerk.move('dispatch', next, { toAgencyIds: ['stc', agency] })).toMatchObject({ type: 'invalidProperties', properties: ['toAgencyIds'] })
    }
    expect((await signIn(province, 'van-thu@stc').call('Task/query'))['ids']).toHaveLength(1)
    expect((await clerk.read('OfficialDocument', id))?.['rev']).toBe(rev)
  })
})
