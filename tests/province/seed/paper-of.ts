import type { Paper, Paragraph } from './paper.ts'
import { dayInWords, TWO_TIERS_AT, type Writing } from './writing.ts'

const STAMPS = { normal: null, urgent: 'KHẨN', 'very-urgent': 'THƯỢNG KHẨN', express: 'HỎA TỐC', 'express-timed': 'HỎA TỐC HẸN GIỜ' } as const

/** A writing set out in the layout of NĐ 30/2020. */
export function paperOf(writing: Writing): Paper {
  const { issuer, kind, number, notation } = writing
  const hasAddressees = writing.tone !== 'decision' && writing.to.length > 0
  return {
    parentAgency: issuer.parentLines, agency: issuer.headLines,
    codeLine: `Số: ${number ?? '          '}/${notation}`,
    placeAndDate: `${issuer.place}, ${number === null ? 'ngày      tháng      năm ' + dayInWords(writing.issuedAt).slice(6) : longDate(writing.issuedAt)}`,
    kindHeading: kind === 'Công văn' ? null : kind.toUpperCase(),
    subject: kind === 'Công văn' ? writing.matter : headingSubject(writing),
    urgencyStamp: STAMPS[writing.urgency],
    to: hasAddressees ? writing.to : [],
    body: bodyOf(writing),
    copies: [writing.tone === 'decision' ? `Như Điều ${Math.min(writing.points.length, 3) + 1}` : 'Như trên', ...copiesFor(writing), `Lưu: VT, ${writing.keptBy}`],
    signer: { titles: writing.signatory.titles, fullName: writing.signatory.fullName },
  }
}

/** The issuer's own date, in full; days below ten and January and February with a nought (NĐ 30/2020, Phụ lục I). */
export function longDate(atMs: number): string {
  const [day = '', month = '', year = ''] = dayInWords(atMs).split('/')
  return `ngày ${day} tháng ${Number(month) < 3 ? month : Number(month)} năm ${year}`
}

function headingSubject({ kind, matter, tone }: Writing): string {
  const upper = `${matter[0]?.toUpperCase()}${matter.slice(1)}`
  return tone === 'decision' && !matter.startsWith('về') && kind === 'Quyết định' ? `Về việc ${matter}` : upper
}

function copiesFor({ issuer, tone }: Writing): string[] {
  if (issuer.abbreviation === 'UBND' && issuer.headLines.at(-1) === 'TỈNH HÀ CHÂU') return ['Thường trực Tỉnh ủy, HĐND tỉnh (để báo cáo)', 'Chủ tịch, các PCT UBND tỉnh', 'Văn phòng UBND tỉnh']
  return tone === 'report' || tone === 'wish' ? [`Lãnh đạo ${issuer.spokenName}`] : ['UBND tỉnh (để báo cáo)', `Lãnh đạo ${issuer.spokenName}`]
}

function bodyOf(writing: Writing): Paragraph[] {
  switch (writing.tone) {
    case 'order': return orderBody(writing)
    case 'report': return reportBody(writing)
    case 'wish': return wishBody(writing)
    case 'decision': return decisionBody(writing)
    case 'invitation': return invitationBody(writing)
    case 'note': return noteBody(writing)
  }
}

const text = (content: string): Paragraph => ({ style: 'text', text: content })
const numbered = (points: readonly string[]) => points.map((point, index) => text(`${index + 1}. ${point}`))

function orderBody({ issuer, points, reference, kind, dueAt, tone, matter }: Writing): Paragraph[] {
  const verb = kind === 'Công điện' ? 'yêu cầu' : kind === 'Hướng dẫn' ? 'hướng dẫn' : 'đề nghị'
  const close = tone === 'order' && dueAt !== null
    ? `Báo cáo kết quả thực hiện về ${issuer.spokenName} trước ngày ${dayInWords(dueAt)} để tổng hợp.`
    : 'Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, kịp thời phản ánh để được hướng dẫn, giải quyết.'
  return [
    text(`Thực hiện ${reference}, để ${matter}, ${issuer.spokenName} ${verb} các cơ quan, đơn vị, địa phương tập trung thực hiện các nội dung sau:`),
    ...numbered([...points, close]),
    text('Yêu cầu Thủ trưởng các cơ quan, đơn vị và Chủ tịch Ủy ban nhân dân các xã, phường nghiêm túc triển khai thực hiện./.'),
  ]
}

function reportBody({ issuer, points, reference, matter, to, issuedAt }: Writing): Paragraph[] {
  const half = Math.ceil(points.length * 0.6)
  return [
    text(`Thực hiện ${reference}, ${issuer.spokenName} báo cáo ${matter} như sau:`),
    { style: 'heading', text: 'I. KẾT QUẢ THỰC HIỆN' }, ...numbered(points.slice(0, half)),
    { style: 'heading', text: 'II. KHÓ KHĂN, VƯỚNG MẮC' },
    text(`Khối lượng công việc tăng ${issuedAt < TWO_TIERS_AT ? 'nhanh' : 'sau khi tổ chức chính quyền địa phương hai cấp'}, trong khi biên chế và trang thiết bị chưa đáp ứng kịp; một bộ phận công chức chưa thành thạo kỹ năng số.`),
    { style: 'heading', text: 'III. PHƯƠNG HƯỚNG, KIẾN NGHỊ' }, ...numbered([...points.slice(half), 'Đề nghị cơ quan cấp trên quan tâm bố trí kinh phí, tổ chức tập huấn chuyên sâu cho công chức cấp xã.']),
    text(`Trên đây là báo cáo ${matter}, ${issuer.spokenName} kính báo cáo ${to[0] ?? 'cấp trên'} xem xét, chỉ đạo./.`),
  ]
}

function wishBody({ issuer, points, reference, dueAt, matter, to }: Writing): Paragraph[] {
  const until = dueAt === null ? 'trong thời gian sớm nhất' : `trước ngày ${dayInWords(dueAt)}`
  return [
    text(`Căn cứ chức năng, nhiệm vụ được giao và thực hiện ${reference}; để có cơ sở ${matter}, ${issuer.spokenName} trân trọng đề nghị ${to[0] ?? 'Quý cơ quan'} quan tâm, phối hợp một số nội dung sau:`),
    ...numbered(points),
    text(`Văn bản trả lời xin gửi về ${issuer.spokenName} qua Hệ thống quản lý văn bản và điều hành ${until} để tổng hợp.`),
    text('Rất mong nhận được sự quan tâm, phối hợp của Quý cơ quan./.'),
  ]
}

function decisionBody({ issuer, points, signatory, matter, issuedAt, kind }: Writing): Paragraph[] {
  const articles = points.slice(0, 3)
  const isResolution = kind === 'Nghị quyết'
  const lead = (index: number) => ({ lead: `Điều ${index}.` })
  return [
    { style: 'centre-bold', text: isResolution ? issuer.fullName.toUpperCase() : issuer.headLines.length > 1 ? `${signatory.titles.some(title => title.includes('CHỦ TỊCH')) ? 'CHỦ TỊCH ' : ''}${issuer.headLines.join(' ')}` : issuer.fullName.toUpperCase() },
    { style: 'legal', text: `Căn cứ Luật Tổ chức chính quyền địa phương ngày ${issuedAt < TWO_TIERS_AT ? '19 tháng 6 năm 2015' : '16 tháng 6 năm 2025'};` },
    { style: 'legal', text: 'Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;' },
    { style: 'legal', text: 'Theo đề nghị của Giám đốc Sở Nội vụ và Thủ trưởng cơ quan có liên quan.' },
    { style: 'centre-bold', text: isResolution ? 'QUYẾT NGHỊ:' : 'QUYẾT ĐỊNH:' },
    { ...text(`${matter[0]?.toUpperCase()}${matter.slice(1)} với các nội dung chủ yếu sau đây.`), ...lead(1) },
    ...numbered(articles.slice(1)),
    { ...text(articles[0] ?? ''), ...lead(2) },
    { ...text(`Quyết định này có hiệu lực kể từ ${longDate(issuedAt)} và thay thế các quy định trước đây trái với Quyết định này.`.replaceAll('Quyết định này', isResolution ? 'Nghị quyết này' : 'Quyết định này')), ...lead(3) },
    { ...text('Chánh Văn phòng, Thủ trưởng các sở, ban, ngành, Chủ tịch Ủy ban nhân dân các xã, phường và các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành./.'), ...lead(4) },
  ]
}

function invitationBody({ issuer, points, matter, dueAt, issuedAt }: Writing): Paragraph[] {
  const when = dueAt ?? issuedAt + 3 * 86_400_000
  return [
    text(`${issuer.spokenName} trân trọng kính mời đại diện lãnh đạo Quý cơ quan ${matter}.`),
    text('1. Thành phần: Đại diện lãnh đạo cơ quan và công chức phụ trách lĩnh vực.'),
    text(`2. Thời gian: 08 giờ 00, ${longDate(when)} (01 buổi).`),
    text(`3. Địa điểm: Phòng họp số 2, trụ sở ${issuer.spokenName}; các xã, phường dự trực tuyến.`),
    text(`4. Nội dung chuẩn bị: ${points[0] ?? 'Theo chương trình gửi kèm.'}`),
    text('Rất mong các đồng chí sắp xếp thời gian tham dự đầy đủ, đúng giờ./.'),
  ]
}

function noteBody({ issuer, points, reference, matter }: Writing): Paragraph[] {
  return [
    text(`Thực hiện ${reference}, ${issuer.spokenName} gửi nội dung ${matter} như sau:`),
    ...numbered(points),
    text(`${issuer.spokenName} gửi các cơ quan, đơn vị, cá nhân có liên quan biết, thực hiện./.`),
  ]
}
