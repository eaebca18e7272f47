import { createHash } from 'node:crypto'
import { Action, OfficialDocument, Task } from '../../../shared/model/edoc.ts'
import { uuidV7 } from '../../../shared/model/ids.ts'
import { DEMO_AGENCY, RECEIVER_AGENCY } from './agencies.ts'
import { atHour, dueDay, DAY_MS, MINUTE_MS, utc, workInstants } from './calendar.ts'
import { writeFrom } from './draw-writing.ts'
import { records } from './fields/records.ts'
import { reform } from './fields/reform.ts'
import { staff } from './fields/staff.ts'
import type { Field, Template } from './fields/field.ts'
import { DEMO_OFFICER } from './history.ts'
import { addIncoming, facts, type Part } from './incoming.ts'
import { signatoryFor } from './issuers.ts'
import { printWriting } from './print-writing.ts'
import { agencyOf, type World } from './world.ts'
import type { Writing } from './writing.ts'

const OUT: readonly (readonly [Field, Template])[] = [
  [records, ['Công văn', 'department', 'order', 'hướng dẫn lập hồ sơ công việc điện tử năm {year}']], [staff, ['Công văn', 'department', 'wish', 'thẩm định danh mục vị trí việc làm năm {next}']],
  [records, ['Báo cáo', 'department', 'report', 'công tác văn thư, lưu trữ quý {q} năm {year}']], [reform, ['Công văn', 'department', 'order', 'đôn đốc xử lý hồ sơ thủ tục hành chính quá hạn']],
  [reform, ['Kế hoạch', 'department', 'order', 'kiểm tra cải cách hành chính, kỷ luật công vụ năm {year}']], [staff, ['Tờ trình', 'department', 'wish', 'đề nghị ban hành Quyết định giao biên chế công chức năm {next}']],
  [staff, ['Giấy mời', 'department', 'invitation', 'dự Hội nghị tập huấn nghiệp vụ văn thư, chữ ký số cho công chức cấp xã']], [records, ['Công văn', 'department', 'order', 'rà soát, cấp mới, thu hồi thiết bị lưu khóa bí mật']],
  [staff, ['Thông báo', 'department', 'note', 'kết quả xét tuyển công chức đợt {n} năm {year}']],
]
const RECEIVERS = [RECEIVER_AGENCY, 'A-ubnd', 'A-stc', 'A-dongthinh', 'A-ngoclu', 'A-kyson', 'A-skhcn', 'A-haiminh'] as const
const AUTHORS = ['O-snv-viet', 'O-snv-truong', 'O-snv-thuha'] as const

/** What the demo's agency sent in two years, with what became of it; the receiver of the second window has its copies. */
export function addOutgoing(world: World, part: Part, received: Part, count: number): void {
  const { random, now } = world
  workInstants(world, count, 720, 1).forEach((issuedAt, index) => {
    const writing = ownWriting(world, random.pick(OUT), issuedAt)
    const id = `D-out-${String(index + 1).padStart(4, '0')}`
    const isNew = now - issuedAt < 5 * DAY_MS
    const toAgencyIds = [...new Set([index > count - 50 || random.oneIn(3) ? RECEIVER_AGENCY : random.pick(RECEIVERS), random.pick(RECEIVERS), random.pick(RECEIVERS)])]
    const attachments = printWriting(world, writing, { signing: 'leader-and-agency', annexes: random.oneIn(6) ? 1 : 0 })
    const statuses = toAgencyIds.flatMap(agencyId => {
      const far = agencyId === RECEIVER_AGENCY ? (isNew ? 1 : 5) : isNew ? random.between(1, 2) : random.between(2, 5)
      return ['01', '03', '04', '05', '06'].slice(0, far).map((code, step) => ({ agencyId, code, at: utc(Math.min(now, issuedAt + (60 + step * 55) * MINUTE_MS)), by: null, note: null }))
    })
    part.documents.push({ agencyId: DEMO_AGENCY, sourceId: null, value: OfficialDocument.parse({
      ...facts(writing), id, direction: 'out', authorId: DEMO_OFFICER, state: 'dispatched', rev: 1, dueAt: dueDay(writing.dueAt), addressees: toAgencyIds.map(agencyId => ({ agencyId, purpose: agencyId === 'A-ubnd' ? 'to-report' : 'to-do' })), statuses, attachments,
    }) })
    part.actions.push(...trail(id, [['approve', DEMO_OFFICER, issuedAt], ['number', 'O-snv-thuhoa', issuedAt + 15 * MINUTE_MS], ['dispatch', 'O-snv-thuhoa', issuedAt + 30 * MINUTE_MS]], toAgencyIds))
    if (index > count - 50 && toAgencyIds.includes(RECEIVER_AGENCY)) {
      addIncoming(world, received, {
        writing, attachments, agencyId: RECEIVER_AGENCY, receivedAt: Math.min(now - MINUTE_MS, issuedAt + 60 * MINUTE_MS), state: isNew ? 'arrived' : 'completed', sourceId: id, clerkId: 'O-tranhung-lan',
        holders: [{ officerId: 'O-tranhung-lan', role: 'clerk', state: isNew ? 'open' : 'done', isSeen: !isNew }],
      })
    }
  })
}

/** Three papers that wait for the demo's leader, and what she has begun herself. */
export function addDesk(world: World, part: Part): void {
  const { now } = world
  OUT.slice(0, 3).forEach((row, index) => {
    const at = Math.min(atHour(now, 0, 7.4 + index * 0.4), now - (50 - index * 12) * MINUTE_MS)
    const writing = { ...ownWriting(world, row, at), number: null }
    const id = `D-sign-${index + 1}`
    const author = AUTHORS[index] ?? AUTHORS[0]
    part.documents.push({ agencyId: DEMO_AGENCY, sourceId: null, value: draftOf(world, writing, { id, author, state: 'submitted', toAgencyIds: [RECEIVER_AGENCY, ...(index === 2 ? ['A-ubnd'] : ['A-dongthinh', 'A-ngoclu'])], annexes: index === 2 ? 1 : 0 }) })
    part.tasks.push(Task.parse({ id: `T-sign-${index + 1}`, documentId: id, officerId: DEMO_OFFICER, role: 'sign', assignedBy: author, assignedAt: utc(at), dueAt: dueDay(now + (index + 1) * DAY_MS), state: 'open', rev: 1, keywords: {} }))
    part.actions.push(Action.parse({ id: `C-sign-${index + 1}`, documentId: id, verb: 'submit', by: author, at: utc(at), toOfficerIds: [DEMO_OFFICER], text: 'Kính trình Phó Giám đốc xem xét, ký ban hành.' }))
  })
  OUT.slice(3, 6).forEach((row, index) => {
    const writing = { ...ownWriting(world, row, now - (index + 1) * 20 * 60 * MINUTE_MS), number: null }
    part.documents.push({ agencyId: DEMO_AGENCY, sourceId: null, value: draftOf(world, writing, { id: `D-draft-${index + 1}`, author: DEMO_OFFICER, state: 'drafting', toAgencyIds: index === 2 ? [] : [RECEIVER_AGENCY], annexes: 0 }) })
  })
}

function ownWriting(world: World, [field, template]: readonly [Field, Template], issuedAt: number): Writing {
  const own = agencyOf(world.agencies, DEMO_AGENCY)
  const leader = world.officers.find(({ id }) => id === DEMO_OFFICER)
  if (leader === undefined) throw new Error('the demo has no leader')
  const drawn = writeFrom(world, { field, template, issuedAt, receiver: agencyOf(world.agencies, RECEIVER_AGENCY), issuerId: DEMO_AGENCY })
  return { ...drawn, signatory: signatoryFor(own, leader), urgency: 'normal', to: template[0] === 'Báo cáo' || template[0] === 'Tờ trình' ? ['Ủy ban nhân dân tỉnh Hà Châu'] : ['Ủy ban nhân dân các xã, phường'] }
}

function draftOf(world: World, writing: Writing, wish: { id: string; author: string; state: string; toAgencyIds: readonly string[]; annexes: number }): OfficialDocument {
  return OfficialDocument.parse({
    // The day a draft was begun is told by nothing else.
    ...facts(writing), clientRef: uuidV7(writing.issuedAt, createHash('sha256').update(wish.id).digest()), notation: null, id: wish.id, direction: 'draft', authorId: wish.author, state: wish.state, rev: 1, dueAt: dueDay(writing.dueAt),
    addressees: wish.toAgencyIds.map(agencyId => ({ agencyId, purpose: agencyId === 'A-ubnd' ? 'to-report' : 'to-do' })), attachments: printWriting(world, writing, { signing: 'none', annexes: wish.annexes }),
  })
}

function trail(documentId: string, steps: readonly (readonly [verb: string, by: string, at: number])[], toAgencyIds: readonly string[]): Action[] {
  return steps.map(([verb, by, at], index) => Action.parse({ id: `C-${documentId.slice(2)}-${index + 1}`, documentId, verb, by, at: utc(at), toAgencyIds: verb === 'dispatch' ? toAgencyIds : [] }))
}
