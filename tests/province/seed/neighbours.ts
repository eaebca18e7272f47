import { DEMO_AGENCY, OTHER_AGENCY } from './agencies.ts'
import { DAY_MS, workInstants } from './calendar.ts'
import { drawWriting } from './draw-writing.ts'
import { addIncoming, type Part } from './incoming.ts'
import { drawNote } from './notes.ts'
import { printWriting } from './print-writing.ts'
import { agencyOf, type World } from './world.ts'

/** Thirty open tasks each for two colleagues of the demo's officer, on documents that she does not have. */
export function addColleagues(world: World, part: Part): void {
  const { random } = world
  const receiver = agencyOf(world.agencies, DEMO_AGENCY)
  for (const officerId of ['O-snv-viet', 'O-snv-thuha']) for (const receivedAt of workInstants(world, 30, 40, 1)) {
    const writing = drawWriting(world, receivedAt - DAY_MS / 8, receiver)
    const dueAt = receivedAt + random.between(5, 40) * DAY_MS
    addIncoming(world, part, {
      writing: { ...writing, dueAt }, agencyId: DEMO_AGENCY, receivedAt, state: 'assigned', clerkId: 'O-snv-thuhoa', attachments: printWriting(world, writing, { signing: 'leader-and-agency', annexes: random.oneIn(6) ? 1 : 0 }),
      holders: [{ officerId, role: 'lead', state: 'open', isSeen: random.oneIn(2) }], note: { by: 'O-snv-cuong', text: drawNote(random, false, dueAt), dueAt },
    })
  }
}

/** The Department of Finance, where each role is held by somebody else: mail at every step of its way. */
export function addOtherAgency(world: World, part: Part, count: number): void {
  const { random } = world
  const receiver = agencyOf(world.agencies, OTHER_AGENCY)
  const [clerk, leader, chief, officer] = ['O-stc-ngocanh', 'O-stc-thang', 'O-stc-kyson', 'O-stc-duyen'] as const
  workInstants(world, count, 30, 1).forEach((receivedAt, index) => {
    const writing = drawWriting(world, receivedAt - DAY_MS / 8, receiver)
    const base = { writing, agencyId: OTHER_AGENCY, receivedAt, clerkId: clerk, attachments: printWriting(world, writing, { signing: 'leader-and-agency', annexes: 0 }) }
    const note = { by: leader, text: 'Phòng HCSN chủ trì, tham mưu trả lời đúng hạn.', dueAt: writing.dueAt }
    const open = { state: 'open', isSeen: random.oneIn(2) } as const
    if (index % 4 === 0) addIncoming(world, part, { ...base, state: 'arrived', holders: [{ officerId: clerk, role: 'clerk', ...open }] })
    else if (index % 4 === 1) addIncoming(world, part, { ...base, state: 'submitted', holders: [{ officerId: leader, role: 'lead', ...open }] })
    else addIncoming(world, part, { ...base, state: 'assigned', note, holders: [{ officerId: officer, role: 'lead', ...open }, { officerId: chief, role: 'join', ...open }] })
  })
}
