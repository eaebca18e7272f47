import { expect, test } from 'vitest'
import { memorySource } from '../../../electron/pdf/source.ts'
import { parseCertificate } from '../../../electron/pki/certificate.ts'
import { validatePdf } from '../../../electron/validation/validate.ts'
import type { RequestInput } from '../../../shared/contract/index.ts'
import { signIn } from '../../province/make-province.ts'
import type { TestCore } from '../../helpers/make-core.ts'
import { makeLevelOffice, type LevelOffice } from '../../helpers/make-level-office.ts'
import { givePin, OFFICE_PIN } from '../../helpers/make-office.ts'

/** The leader's signature rises and the clerk seals: whatever comes first, nobody signs twice and the paper ends at the archive level. */

const HOUR_MS = 3_600_000
const CLERK = 'van-thu@snv'

async function sign(desk: TestCore, wish: Pick<RequestInput<'signing.sign'>, 'act' | 'followUp'>, documentId: string): Promise<void> {
  const handlers = desk.handlers(givePin(desk, OFFICE_PIN))
  const token = (await handlers['tokens.list']({})).tokens.find(({ source }) => source === 'p12')
  const { results } = await handlers['signing.sign']({ requestId: 'r', tokenId: token?.tokenId ?? '', certificate: null, items: [{ documentId, placement: null }], ...wish })
  expect(results.map(({ problem }) => problem)).toEqual([null])
}
const outbox = async (desk: TestCore) => (await desk.handlers()['outbox.list']({})).items.filter(({ verb }) => verb !== 'task.flags').map(({ verb, state }) => `${verb} ${state}`)
const stateOf = async ({ author }: LevelOffice, id: string) => (await author.read('OfficialDocument', id))?.['state']

async function judged(office: LevelOffice, id: string) {
  const { verdict, signatures } = await validatePdf({ source: memorySource(await office.fileOf(id)), trust: [parseCertificate(office.authority.anchor)], at: office.clock.at })
  return [verdict, ...signatures.filter(({ kind }) => kind === 'signature').map(({ field, level }) => `${field} ${level}`)]
}

/** A paper that the leader approved while no TSA answered: it lies at the clerk's, its leader's signature still to rise. */
async function makeApproved() {
  const office = await makeLevelOffice()
  const clerk = await office.openDesk(CLERK)
  const id = await office.submit('Kế hoạch')
  office.services('html')
  await sign(office.desk, { act: 'approve', followUp: 'approve' }, id)
  await office.desk.session.sync.pass()
  await clerk.session.sync.pass()
  await clerk.handlers()['moves.make']({ verb: 'number', documentId: id, files: [] })
  await clerk.session.sync.pass()
  return { office, leader: office.desk, clerk, id, at: (ms: number) => { office.clock.at += ms } }
}
type Approved = Awaited<ReturnType<typeof makeApproved>>

/** Looks and passes of both desks, an hour after each round. */
async function goOn({ leader, clerk, at }: Pick<Approved, 'leader' | 'clerk' | 'at'>): Promise<void> {
  for (let round = 0; round < 2; round += 1) {
    for (const desk of round % 2 === 0 ? [leader, clerk] : [clerk, leader]) {
      await desk.session.sync.pass()
      await desk.session.upgrading.once()
      await desk.session.sync.pass()
    }
    at(HOUR_MS)
  }
}

test.each([
  ['the leader\'s evidence waits for the dispatch, also over a restart', true, ['approve done']],
  ['evidence of a leader who has not heard of the number costs the clerk no second seal', false, ['approve done', 'evidence done']],
] as const)('the TSA is back while the clerk seals: %s, and the sealed paper rises with both signatures', async (_, hasHeard, sent) => {
  const { office, leader, clerk, id, at } = await makeApproved()
  await clerk.handlers()['signing.prepare']({ act: 'issue', documentIds: [id] })
  if (hasHeard) await leader.session.sync.pass()
  office.services(null)
  at(HOUR_MS)
  await leader.session.sync.pass()
  await leader.session.upgrading.once()
  await leader.session.sync.pass()
  expect(await outbox(leader)).toEqual(sent)
  await leader.core.close()
  await sign(clerk, { act: 'issue', followUp: 'dispatch' }, id)
  await clerk.session.sync.pass()
  expect([await stateOf(office, id), await outbox(clerk)]).toEqual(['dispatched', ['number done', 'dispatch done']])
  const again = await office.openDesk('lanh-dao@snv', leader.folder)
  await goOn({ leader: again, clerk, at })
  expect(await judged(office, id)).toEqual(['valid', 'Signature1 B-LTA', 'Signature2 B-LTA'])
  for (const desk of [again, clerk]) expect((await outbox(desk)).filter(row => /parked|waiting|sending/.test(row))).toEqual([])
})

test('sealed and sent first, while no TSA answers: both desks raise what stands there, one of them wins, and neither asks anybody', async () => {
  const { office, leader, clerk, id, at } = await makeApproved()
  await sign(clerk, { act: 'issue', followUp: 'dispatch' }, id)
  await clerk.session.sync.pass()
  expect(await judged(office, id)).toEqual(['indeterminate', 'Signature1 B-B', 'Signature2 B-B'])
  office.services(null)
  at(HOUR_MS)
  await leader.session.sync.pass()
  await Promise.all([leader, clerk].map(desk => desk.session.upgrading.once()))
  await goOn({ leader, clerk, at })
  expect(await judged(office, id)).toEqual(['valid', 'Signature1 B-LTA', 'Signature2 B-LTA'])
  for (const desk of [leader, clerk]) expect((await outbox(desk)).filter(row => /parked|waiting|sending/.test(row))).toEqual([])
})

test('evidence that another client sends while the clerk, offline, has sealed: the seal is taken as it is', async () => {
  const { office, leader, clerk, id, at } = await makeApproved()
  await clerk.handlers()['signing.prepare']({ act: 'issue', documentIds: [id] })
  office.province.setDown(true)
  await sign(clerk, { act: 'issue', followUp: 'dispatch' }, id)
  await clerk.session.sync.pass()
  expect(await outbox(clerk)).toEqual(['number done', 'dispatch waiting'])
  office.province.setDown(false)
  const other = signIn(office.province, 'lanh-dao@snv')
  const grown = Buffer.concat([await office.fileOf(id), Buffer.from('\n% dấu thời gian của một phần mềm khác\n')])
  expect(await other.move('evidence', id, { attachments: [{ blobId: await other.upload(grown), name: 'Kế hoạch.pdf', role: 'main' }] })).toHaveProperty('id')
  await clerk.session.sync.pass()
  expect([await stateOf(office, id), await outbox(clerk)]).toEqual(['dispatched', ['number done', 'dispatch done']])
  office.services(null)
  at(HOUR_MS)
  await goOn({ leader, clerk, at })
  expect(await judged(office, id)).toEqual(['valid', 'Signature1 B-LTA', 'Signature2 B-LTA'])
})
