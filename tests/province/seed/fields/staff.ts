import type { Field } from './field.ts'

/** Tổ chức bộ máy, cán bộ, công chức, thi đua khen thưởng. */
export const staff: Field = {
  name: 'Tổ chức, cán bộ', units: { province: 'NC', department: 'TCCB', commune: 'VHXH' }, departments: ['A-sgddt', 'A-syt', 'A-snnmt', 'A-sxd', 'A-vphdnd', 'A-bqlkkt'], ministry: ['Bộ Nội vụ', 'BNV', 'TCBC'],
  templates: [
    ['Công văn', 'ministry', 'order', 'hướng dẫn bố trí cán bộ, công chức cấp xã sau khi tổ chức chính quyền địa phương hai cấp'],
    ['Công văn', 'ministry', 'order', 'rà soát, hoàn thiện danh mục vị trí việc làm trong cơ quan, tổ chức hành chính'],
    ['Công văn', 'province', 'order', 'thực hiện chính sách, chế độ đối với cán bộ, công chức, viên chức trong sắp xếp tổ chức bộ máy'],
    ['Quyết định', 'province', 'decision', 'giao biên chế công chức trong các cơ quan hành chính {tỉnh} năm {next}'],
    ['Quyết định', 'province', 'decision', 'tặng Bằng khen cho các tập thể, cá nhân có thành tích xuất sắc trong phong trào thi đua năm {year}'],
    ['Thông báo', 'office', 'note', 'kết luận của Chủ tịch Ủy ban nhân dân tỉnh tại phiên họp thường kỳ tháng {month}/{year}'],
    ['Công văn', 'commune', 'wish', 'xin ý kiến về danh mục vị trí việc làm và cơ cấu ngạch công chức năm {next}'],
    ['Tờ trình', 'commune', 'wish', 'đề nghị phê duyệt kế hoạch tuyển dụng công chức của {xa} năm {next}'],
    ['Tờ trình', 'department', 'wish', 'đề nghị thẩm định Đề án vị trí việc làm của đơn vị sự nghiệp công lập trực thuộc'],
    ['Báo cáo', 'commune', 'report', 'kết quả đánh giá, xếp loại chất lượng cán bộ, công chức năm {year}'],
    ['Báo cáo', 'department', 'report', 'tình hình quản lý, sử dụng biên chế công chức, số lượng người làm việc năm {year}'],
    ['Công văn', 'department', 'wish', 'cung cấp số liệu công chức chuyên trách chuyển đổi số phục vụ báo cáo năm {year}'],
    ['Công văn', 'department', 'wish', 'thống nhất việc tiếp nhận, điều động công chức về công tác tại {xa}'],
    ['Kế hoạch', 'province', 'order', 'đào tạo, bồi dưỡng cán bộ, công chức, viên chức {tỉnh} năm {next}'],
  ],
  orders: [
    'Rà soát, bố trí công chức đúng vị trí việc làm, bảo đảm đủ người cho Trung tâm Phục vụ hành chính công cấp xã.',
    'Không để gián đoạn công việc, nhất là việc giải quyết thủ tục hành chính cho người dân trong thời gian sắp xếp.',
    'Lập danh sách cán bộ, công chức dôi dư và phương án giải quyết chế độ, gửi Sở Nội vụ trước ngày {due}.',
    'Cập nhật đầy đủ dữ liệu cán bộ, công chức, viên chức vào cơ sở dữ liệu quốc gia; tỷ lệ đồng bộ đạt 100 %.',
  ],
  results: [
    'Tổng số biên chế được giao {n}, hiện có mặt {n}; chưa sử dụng {n} biên chế.',
    'Số công chức hoàn thành xuất sắc nhiệm vụ {n} người, hoàn thành tốt nhiệm vụ {n} người, hoàn thành nhiệm vụ {n} người.',
    'Đã cử {n} lượt công chức tham gia bồi dưỡng kỹ năng số, lãnh đạo quản lý và chuyên môn nghiệp vụ.',
    'Đã giải quyết chế độ cho {n} trường hợp nghỉ hưu trước tuổi, nghỉ thôi việc với kinh phí {big} triệu đồng.',
  ],
  wishes: [
    'Xem xét, có ý kiến về số lượng, cơ cấu ngạch và hạng chức danh nêu tại đề án.',
    'Thống kê số lượng công chức theo trình độ chuyên môn, vị trí việc làm và thời gian công tác.',
    'Cho ý kiến về trường hợp dự kiến tiếp nhận, điều động; gửi hồ sơ nhân sự kèm theo.',
  ],
}
