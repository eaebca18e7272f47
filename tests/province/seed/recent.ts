import { DEMO_AGENCY } from './agencies.ts'
import { atHour, DAY_MS, MINUTE_MS } from './calendar.ts'
import { writeFrom } from './draw-writing.ts'
import { digital } from './fields/digital.ts'
import { disaster } from './fields/disaster.ts'
import type { Field, Template } from './fields/field.ts'
import { finance } from './fields/finance.ts'
import { justice } from './fields/justice.ts'
import { occasional } from './fields/occasional.ts'
import { records } from './fields/records.ts'
import { reform } from './fields/reform.ts'
import { staff } from './fields/staff.ts'
import { works } from './fields/works.ts'
import { DEMO_OFFICER } from './history.ts'
import { addIncoming, type Part } from './incoming.ts'
import { dayOfYear } from './numbering.ts'
import { printWriting, type Signing } from './print-writing.ts'
import { agencyOf, type World } from './world.ts'
import type { Writing } from './writing.ts'

interface Row {
  readonly back: number
  readonly hour: number
  readonly field: Field
  readonly template: Template
  readonly issuerId?: string
  readonly number: number
  readonly notation: string
  readonly urgency?: Writing['urgency']
  /** Days from today. */
  readonly due?: number
  readonly is: 'new' | 'to-lead' | 'to-know' | 'submitted'
  readonly seen?: true
  readonly signing?: Signing
  readonly annexes?: number
  readonly note?: string
}

// Numbers are those of 24 November; on another day they are brought down to the season.
const ROWS: readonly Row[] = [
  { back: 3, hour: 8.4, field: staff, template: ['Thông báo', 'office', 'note', 'kết luận của Chủ tịch Ủy ban nhân dân tỉnh tại phiên họp thường kỳ tháng {month}'], number: 402, notation: 'TB-VP', is: 'to-know', seen: true },
  { back: 2, hour: 9.1, field: staff, template: ['Công văn', 'department', 'wish', 'cung cấp số liệu công chức chuyên trách chuyển đổi số phục vụ báo cáo năm {year}'], issuerId: 'A-sxd', number: 1188, notation: 'SXD-VP', due: -1, is: 'to-lead', seen: true, annexes: 1 },
  { back: 2, hour: 14.5, field: records, template: ['Tờ trình', 'commune', 'wish', 'đề nghị phê duyệt Danh mục hồ sơ năm {next} của Ủy ban nhân dân xã Ngọc Lũ'], issuerId: 'A-ngoclu', number: 33, notation: 'TTr-UBND', is: 'submitted', signing: 'changed-after', annexes: 1 },
  { back: 1, hour: 8.34, field: justice, template: ['Công văn', 'department', 'wish', 'góp ý dự thảo Quyết định ban hành Quy chế văn thư điện tử của tỉnh'], issuerId: 'A-stp', number: 655, notation: 'STP-XDVB', due: 6, is: 'to-lead', seen: true, annexes: 1, note: 'Đ/c Minh Anh chỉ đạo Phòng CCHC góp ý, trình Giám đốc ký.' },
  { back: 1, hour: 8.92, field: records, template: ['Kế hoạch', 'department', 'order', 'kiểm tra việc quản lý, sử dụng con dấu và thiết bị lưu khóa bí mật năm {next}'], issuerId: 'A-ttt', number: 19, notation: 'KH-TTr', is: 'to-know', seen: true },
  { back: 1, hour: 10.05, field: digital, template: ['Giấy mời', 'department', 'invitation', 'dự Hội nghị sơ kết hai năm triển khai chữ ký số chuyên dùng công vụ'], issuerId: 'A-skhcn', number: 56, notation: 'GM-SKHCN', due: 2, is: 'new' },
  { back: 1, hour: 11.2, field: works, template: ['Báo cáo', 'commune', 'report', 'kết quả xóa nhà tạm, nhà dột nát trên địa bàn xã Kỳ Sơn'], issuerId: 'A-kyson', number: 91, notation: 'BC-UBND', is: 'new', signing: 'falsified' },
  { back: 1, hour: 14.1, field: occasional, template: ['Phiếu chuyển', 'office', 'note', 'đơn kiến nghị của công dân trú tại phường Lộc Vượng'], number: 77, notation: 'PC-VP', is: 'new', signing: 'untrusted' },
  { back: 1, hour: 15.37, field: staff, template: ['Công văn', 'commune', 'wish', 'xin ý kiến về danh mục vị trí việc làm và cơ cấu ngạch công chức năm {next}'], issuerId: 'A-tranhung', number: 412, notation: 'UBND-VP', due: 7, is: 'to-lead', note: 'Đ/c Minh Anh chủ trì, phối hợp Phòng TCBC trả lời.' },
  { back: 1, hour: 16.67, field: staff, template: ['Công văn', 'ministry', 'order', 'hướng dẫn bố trí cán bộ, công chức cấp xã sau khi tổ chức chính quyền địa phương hai cấp'], number: 7204, notation: 'BNV-TCBC', urgency: 'urgent', due: 3, is: 'new', annexes: 2 },
  { back: 0, hour: 6.9, field: reform, template: ['Công văn', 'commune', 'wish', 'đề nghị hướng dẫn luân chuyển hồ sơ phi địa giới hành chính'], issuerId: 'A-haiminh', number: 398, notation: 'UBND-VP', due: 8, is: 'new' },
  { back: 0, hour: 7.2, field: reform, template: ['Báo cáo', 'commune', 'report', 'kết quả thực hiện công tác cải cách hành chính quý {q} năm {year}'], issuerId: 'A-dongthinh', number: 87, notation: 'BC-UBND', is: 'new', annexes: 1 },
  { back: 0, hour: 7.5, field: finance, template: ['Công văn', 'department', 'wish', 'thẩm định dự toán kinh phí số hóa hồ sơ lưu trữ giai đoạn 2026 - 2028'], issuerId: 'A-stc', number: 3120, notation: 'STC-HCSN', due: 5, is: 'new', annexes: 1 },
  { back: 0, hour: 7.8, field: records, template: ['Công văn', 'province', 'order', 'đẩy mạnh sử dụng văn bản điện tử ký số và rà soát, lập hồ sơ công việc năm {year}'], number: 2491, notation: 'UBND-NC', due: 3, is: 'to-lead', annexes: 2, note: 'Phòng CCHC chủ trì, dự thảo văn bản trả lời đúng hạn.' },
  { back: 0, hour: 8.1, field: disaster, template: ['Công điện', 'province', 'order', 'chủ động ứng phó mưa lớn, lũ quét và sạt lở đất trên địa bàn tỉnh'], number: 118, notation: 'CĐ-UBND', urgency: 'express', due: 0, is: 'new' },
]

/** What comes early in the morning was signed the evening before. */
function issuedBefore(now: number, row: Row, receivedAt: number): number {
  return row.hour < 10 && row.template[0] !== 'Công điện' ? Math.min(atHour(now, row.back + 1, 16.2 + row.hour / 20), receivedAt - 30 * MINUTE_MS) : receivedAt - 40 * MINUTE_MS
}

/** The mail of today, yesterday and the day before, which a newcomer sees first. */
export function addRecent(world: World, part: Part): void {
  const { now } = world
  const season = Math.min(1, dayOfYear(now) / dayOfYear(Date.UTC(2026, 10, 24)))
  ROWS.forEach((row, index) => {
    const wanted = atHour(now, row.back, row.hour)
    // Early in the morning nothing may have come in the future: then it came minutes ago.
    const receivedAt = Math.min(wanted, now - (4 + 9 * (ROWS.length - 1 - index)) * MINUTE_MS)
    const drawn = writeFrom(world, { field: row.field, template: row.template, issuedAt: issuedBefore(now, row, receivedAt), receiver: agencyOf(world.agencies, DEMO_AGENCY), ...(row.issuerId === undefined ? {} : { issuerId: row.issuerId }) })
    const number = String(Math.max(1, Math.round(row.number * season))).padStart(2, '0')
    const writing: Writing = { ...drawn, number, notation: row.notation, urgency: row.urgency ?? 'normal', dueAt: row.due === undefined ? null : atHour(now, -row.due, 17) }
    const isNew = row.is === 'new'
    const role = isNew ? 'clerk' : row.is === 'to-know' ? 'know' : 'lead'
    addIncoming(world, part, {
      writing, agencyId: DEMO_AGENCY, receivedAt, clerkId: 'O-snv-thuhoa', state: isNew ? 'arrived' : row.is === 'submitted' ? 'submitted' : 'assigned',
      attachments: printWriting(world, writing, { signing: row.signing ?? 'leader-and-agency', annexes: row.annexes ?? 0 }),
      holders: [{ officerId: DEMO_OFFICER, role, state: 'open', isSeen: row.seen === true }, ...(isNew ? [{ officerId: 'O-snv-thuhoa', role: 'clerk', state: 'open', isSeen: false } as const] : [])],
      note: row.is === 'to-lead' || row.is === 'to-know' ? { by: 'O-snv-cuong', text: row.note ?? 'Đ/c Minh Anh xem xét, xử lý theo chức năng, nhiệm vụ.', dueAt: row.is === 'to-lead' ? writing.dueAt ?? now + 3 * DAY_MS : null } : null,
    })
  })
}
