import type { Field } from './field.ts'

/** Tư pháp, thanh tra, tiếp công dân, văn hóa, dân tộc, tôn giáo. */
export const justice: Field = {
  name: 'Tư pháp, thanh tra, văn hóa', units: { province: 'NC', department: 'XDVB', commune: 'VP' }, departments: ['A-stp', 'A-ttt', 'A-svhttdl', 'A-sdttg', 'A-vphdnd'], ministry: ['Bộ Tư pháp', 'BTP', 'VĐCXDPL'],
  templates: [
    ['Công văn', 'department', 'wish', 'góp ý dự thảo Nghị quyết của Hội đồng nhân dân tỉnh quy định chính sách hỗ trợ cán bộ không chuyên trách'],
    ['Công văn', 'department', 'wish', 'rà soát văn bản quy phạm pháp luật chịu tác động của việc sắp xếp đơn vị hành chính'],
    ['Công văn', 'province', 'order', 'tăng cường công tác tiếp công dân, giải quyết khiếu nại, tố cáo dịp cuối năm {year}'],
    ['Kế hoạch', 'department', 'order', 'thanh tra trách nhiệm thực hiện pháp luật về tiếp công dân, phòng, chống tham nhũng năm {next}'],
    ['Kế hoạch', 'province', 'order', 'phổ biến, giáo dục pháp luật {tỉnh} năm {next}'],
    ['Báo cáo', 'commune', 'report', 'công tác tiếp công dân, giải quyết khiếu nại, tố cáo quý {q} năm {year}'],
    ['Báo cáo', 'commune', 'report', 'kết quả công tác hộ tịch, chứng thực năm {year}'],
    ['Báo cáo', 'department', 'report', 'công tác phòng, chống tham nhũng, lãng phí, tiêu cực năm {year}'],
    ['Thông báo', 'department', 'note', 'kết luận thanh tra việc thực hiện chính sách, pháp luật tại {xa}'],
    ['Quyết định', 'province', 'decision', 'công nhận xã, phường đạt chuẩn tiếp cận pháp luật năm {year}'],
    ['Giấy mời', 'department', 'invitation', 'dự Lễ khai mạc Ngày hội Văn hóa, Thể thao các dân tộc {tỉnh} năm {year}'],
    ['Công văn', 'commune', 'wish', 'đề nghị hướng dẫn tổ chức lễ hội truyền thống năm {next}'],
    ['Nghị quyết', 'council', 'decision', 'về kế hoạch phát triển kinh tế - xã hội năm {next}'],
    ['Nghị quyết', 'council', 'decision', 'quy định mức chi bảo đảm hoạt động của Trung tâm Phục vụ hành chính công các cấp'],
  ],
  orders: [
    'Tiếp công dân định kỳ và đột xuất đúng quy định; giải quyết dứt điểm các vụ việc phức tạp, kéo dài, không để phát sinh điểm nóng.',
    'Rà soát toàn bộ văn bản đã ban hành; đề xuất sửa đổi, bổ sung, thay thế trước ngày {due}.',
    'Công khai, minh bạch trong hoạt động; kê khai tài sản, thu nhập đúng thời hạn.',
    'Tuyên truyền pháp luật bằng hình thức phù hợp, ưu tiên vùng đồng bào dân tộc thiểu số.',
  ],
  results: [
    'Đã tiếp {n} lượt công dân với {n} vụ việc; tiếp nhận {n} đơn, giải quyết {n} đơn, đạt {pct} %.',
    'Đã rà soát {n} văn bản, đề xuất bãi bỏ {n}, thay thế {n} văn bản.',
    'Đăng ký khai sinh {n} trường hợp, kết hôn {n} trường hợp, chứng thực {big} bản.',
    'Tổ chức {n} cuộc tuyên truyền, thu hút {big} lượt người tham dự.',
  ],
  wishes: [
    'Góp ý về sự cần thiết, phạm vi điều chỉnh, đối tượng áp dụng và nguồn lực thực hiện.',
    'Gửi danh mục văn bản rà soát theo biểu mẫu trước ngày {due}.',
    'Hướng dẫn về thẩm quyền, trình tự và hồ sơ thực hiện.',
  ],
}
