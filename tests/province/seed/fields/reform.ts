import type { Field } from './field.ts'

/** Cải cách hành chính, kiểm soát thủ tục hành chính. */
export const reform: Field = {
  name: 'Cải cách hành chính', units: { province: 'NC', department: 'CCHC', commune: 'VP' }, departments: ['A-vpubnd', 'A-hcc', 'A-ttt'], ministry: ['Bộ Nội vụ', 'BNV', 'CCHC'],
  templates: [
    ['Công văn', 'province', 'order', 'đẩy mạnh cải cách thủ tục hành chính, nâng cao chất lượng phục vụ người dân, doanh nghiệp quý {q} năm {year}'],
    ['Công văn', 'province', 'order', 'chấn chỉnh kỷ luật, kỷ cương hành chính trong giải quyết thủ tục hành chính tại {xa}'],
    ['Công văn', 'ministry', 'order', 'hướng dẫn tự đánh giá, chấm điểm Chỉ số cải cách hành chính năm {year}'],
    ['Kế hoạch', 'province', 'order', 'cải cách hành chính nhà nước {tỉnh} năm {next}'],
    ['Quyết định', 'province', 'decision', 'công bố Danh mục thủ tục hành chính được sửa đổi, bổ sung thuộc phạm vi quản lý của {so}'],
    ['Quyết định', 'province', 'decision', 'phê duyệt kết quả xác định Chỉ số cải cách hành chính của các sở, ban, ngành và Ủy ban nhân dân cấp xã năm {year}'],
    ['Thông báo', 'office', 'note', 'kết luận của Phó Chủ tịch Ủy ban nhân dân tỉnh tại cuộc họp rà soát hồ sơ thủ tục hành chính quá hạn tháng {month}/{year}'],
    ['Báo cáo', 'commune', 'report', 'kết quả thực hiện công tác cải cách hành chính quý {q} năm {year}'],
    ['Báo cáo', 'commune', 'report', 'tình hình tiếp nhận, giải quyết thủ tục hành chính tháng {month} năm {year}'],
    ['Báo cáo', 'department', 'report', 'kết quả kiểm soát thủ tục hành chính và thực hiện cơ chế một cửa quý {q} năm {year}'],
    ['Công văn', 'department', 'wish', 'phối hợp rà soát, cắt giảm ít nhất 30 % thời gian giải quyết thủ tục hành chính nội bộ'],
    ['Công văn', 'commune', 'wish', 'đề nghị hướng dẫn luân chuyển hồ sơ phi địa giới hành chính tại Trung tâm Phục vụ hành chính công'],
    ['Tờ trình', 'commune', 'wish', 'đề nghị phê duyệt phương án bố trí bộ phận Trung tâm Phục vụ hành chính công của {xa}'],
  ],
  orders: [
    'Người đứng đầu cơ quan, đơn vị chịu trách nhiệm về việc giải quyết hồ sơ đúng hạn; công khai xin lỗi người dân, doanh nghiệp khi để hồ sơ quá hạn.',
    'Rà soát toàn bộ quy trình nội bộ, đề xuất cắt giảm thủ tục, giấy tờ không cần thiết; hoàn thành trước ngày {due}.',
    'Thực hiện nghiêm việc không yêu cầu người dân nộp lại giấy tờ đã có trong cơ sở dữ liệu quốc gia về dân cư và cơ sở dữ liệu chuyên ngành.',
    'Bố trí công chức có năng lực làm việc tại Trung tâm Phục vụ hành chính công; tỷ lệ hồ sơ trực tuyến toàn trình đạt tối thiểu {pct} %.',
    'Giao Sở Nội vụ theo dõi, đôn đốc, tổng hợp kết quả thực hiện của các cơ quan, đơn vị, báo cáo trước ngày 20 hằng tháng.',
  ],
  results: [
    'Trong kỳ đã tiếp nhận {big} hồ sơ, trong đó trực tuyến {pct} %; đã giải quyết đúng hạn và trước hạn {big} hồ sơ, quá hạn {n} hồ sơ.',
    'Đã rà soát {n} thủ tục hành chính, kiến nghị đơn giản hóa {n} thủ tục với thời gian cắt giảm bình quân {pct} %.',
    'Mức độ hài lòng của người dân, tổ chức qua khảo sát {big} phiếu đạt {pct} %.',
    'Đã tổ chức {n} lớp tập huấn cho công chức một cửa và Tổ công nghệ số cộng đồng tại các thôn, tổ dân phố.',
  ],
  wishes: [
    'Rà soát, cho ý kiến về danh mục thủ tục và quy trình nội bộ gửi kèm; nêu rõ nội dung đồng ý, chưa đồng ý và lý do.',
    'Cử 01 công chức làm đầu mối phối hợp (họ tên, chức vụ, số điện thoại, thư điện tử công vụ).',
    'Cung cấp số liệu hồ sơ tiếp nhận, giải quyết theo biểu mẫu gửi kèm, chốt đến hết tháng {month}/{year}.',
  ],
}
