import type { TaskRole } from '../../../shared/model/words.ts'
import { DEMO_AGENCY } from './agencies.ts'
import { DAY_MS, workInstants } from './calendar.ts'
import { drawWriting } from './draw-writing.ts'
import { addIncoming, type Part } from './incoming.ts'
import { drawDone, drawNote } from './notes.ts'
import { printWriting, type Signing } from './print-writing.ts'
import { agencyOf, type World } from './world.ts'

export const DEMO_OFFICER = 'O-snv-minhanh'
const DIRECTOR = 'O-snv-cuong'
const CLERK = 'O-snv-thuhoa'

/** Two years of an ordinary agency's mail, from two years back until three days ago; what is older than a fortnight is done. */
export function addHistory(world: World, part: Part, count: number): void {
  const { random, now } = world
  const receiver = agencyOf(world.agencies, DEMO_AGENCY)
  const instants = workInstants(world, count, 730, 3)
  instants.forEach((receivedAt, index) => {
    const writing = drawWriting(world, receivedAt - random.between(1, 30) * DAY_MS / 24, receiver)
    const isOld = now - receivedAt > 14 * DAY_MS
    const isOpen = !isOld && random.oneIn(2)
    const role: TaskRole = random.pick(['lead', 'lead', 'join', 'know', 'know', 'know'] as const)
    const dueAt = writing.dueAt === null ? null : receivedAt + random.between(3, 12) * DAY_MS
    addIncoming(world, part, {
      writing: { ...writing, dueAt }, agencyId: DEMO_AGENCY, receivedAt, state: isOpen ? 'assigned' : 'completed', clerkId: CLERK, doneText: drawDone(random),
      attachments: printWriting(world, writing, { signing: signingOf(index), annexes: random.oneIn(9) ? random.between(1, 2) : 0 }),
      holders: [{ officerId: DEMO_OFFICER, role, state: isOpen ? 'open' : 'done', isSeen: isOld || !random.oneIn(9) }],
      note: { by: DIRECTOR, text: drawNote(random, role === 'lead', dueAt), dueAt: role === 'know' ? null : dueAt },
    })
  })
}

/** Nearly all are signed by hand and seal; some only by hand; a few have something wrong. */
function signingOf(index: number): Signing {
  if (index % 700 === 350) return 'falsified'
  if (index % 800 === 400) return 'changed-after'
  if (index % 900 === 450) return 'untrusted'
  if (index % 1000 === 500) return 'expired'
  return index % 40 === 7 ? 'none' : index % 12 === 5 ? 'leader' : 'leader-and-agency'
}
