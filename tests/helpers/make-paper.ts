import { openPress } from '../province/seed/pdf-press.ts'
import { makePdf } from '../province/seed/pdf-make.ts'
import type { Paper } from '../province/seed/paper.ts'

const PAPER: Paper = {
  parentAgency: ['UBND TỈNH THỬ'], agency: ['SỞ NỘI VỤ'], codeLine: 'Số:        /SNV-VP', placeAndDate: 'Thử, ngày      tháng      năm 2026', kindHeading: null,
  subject: 'hướng dẫn lập hồ sơ công việc', urgencyStamp: null, to: ['Ủy ban nhân dân các xã, phường'],
  body: [{ style: 'text', text: 'Sở Nội vụ đề nghị các cơ quan, đơn vị tập trung thực hiện các nội dung sau đây, bảo đảm đúng thời hạn và chất lượng công việc được giao./.' }],
  copies: ['Như trên', 'Lưu: VT'], signer: { titles: ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'], fullName: 'Nguyễn Văn Ân' },
}

/** An unsigned paper in the layout of NĐ 30/2020, number and date still gaps: what an officer drafts. */
export function makePaper(wish: Partial<Paper> = {}): Uint8Array {
  return makePdf(openPress(), { paper: { ...PAPER, ...wish }, title: 'Dự thảo', madeAt: Date.UTC(2026, 10, 24), signatures: [] })
}
