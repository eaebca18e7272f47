import { dayInWords } from './writing.ts'
import type { Random } from './random.ts'

const LEAD = [
  'Đ/c Minh Anh chỉ đạo Phòng CCHC chủ trì, dự thảo văn bản trả lời trước ngày {due}.', 'Giao Phòng Cải cách hành chính và Văn thư, lưu trữ chủ trì, phối hợp Văn phòng Sở tham mưu.',
  'Đ/c Minh Anh trực tiếp xử lý, báo cáo kết quả trước ngày {due}.', 'Phòng CCHC nghiên cứu, đề xuất phương án; trình Giám đốc trước ngày {due}.', 'Văn phòng Sở phối hợp các phòng tổng hợp số liệu, gửi trước ngày {due}.',
  'Kính chuyển đ/c PGĐ Minh Anh chỉ đạo thực hiện đúng thời hạn.',
]
const KNOW = ['Các đ/c Phó Giám đốc, các phòng biết, thực hiện theo chức năng.', 'Sao gửi các phòng chuyên môn để biết.', 'Lưu theo dõi, tổng hợp vào báo cáo quý.', 'Đ/c Minh Anh biết, phối hợp khi có yêu cầu.']
const DONE = [
  'Đã tham mưu văn bản trả lời, Giám đốc ký ban hành.', 'Đã tổng hợp số liệu và gửi đơn vị chủ trì đúng hạn.', 'Đã phổ biến đến các phòng và lập hồ sơ công việc.', 'Đã rà soát, không có vướng mắc; kết thúc hồ sơ.',
  'Đã cử công chức tham dự và báo cáo kết quả.', 'Đã có văn bản góp ý, thống nhất với dự thảo.',
]

/** Bút phê of a leader on a paper that is to be dealt with, or only to be known. */
export function drawNote(random: Random, isLead: boolean, dueAt: number | null): string {
  return random.pick(isLead ? LEAD : KNOW).replace(' trước ngày {due}', dueAt === null ? '' : ` trước ngày ${dayInWords(dueAt)}`)
}

export function drawDone(random: Random): string {
  return random.pick(DONE)
}
