import type { Field } from './field.ts'

/** Giáo dục và đào tạo. */
export const education: Field = {
  name: 'Giáo dục', units: { province: 'VX', department: 'GDTrH', commune: 'VHXH' }, departments: ['A-sgddt', 'A-sgddt'], ministry: ['Bộ Giáo dục và Đào tạo', 'BGDĐT', 'GDPT'],
  templates: [
    ['Công văn', 'department', 'order', 'hướng dẫn thực hiện nhiệm vụ năm học {year} - {next}'],
    ['Công văn', 'ministry', 'order', 'chuẩn bị các điều kiện tổ chức Kỳ thi tốt nghiệp trung học phổ thông năm {next}'],
    ['Công văn', 'province', 'order', 'bảo đảm đủ giáo viên, cơ sở vật chất cho dạy học 2 buổi/ngày'],
    ['Kế hoạch', 'department', 'order', 'tuyển dụng viên chức giáo viên năm học {year} - {next}'],
    ['Báo cáo', 'department', 'report', 'tình hình thừa, thiếu giáo viên và đề xuất biên chế năm {next}'],
    ['Báo cáo', 'commune', 'report', 'kết quả phổ cập giáo dục, xóa mù chữ năm {year}'],
    ['Quyết định', 'province', 'decision', 'phê duyệt kế hoạch thời gian năm học {year} - {next}'],
    ['Tờ trình', 'department', 'wish', 'đề nghị giao bổ sung số lượng người làm việc ngành giáo dục'],
    ['Công văn', 'commune', 'wish', 'đề nghị điều động, biệt phái giáo viên giữa các trường trên địa bàn'],
    ['Thông báo', 'department', 'note', 'kết quả thi chọn học sinh giỏi cấp tỉnh năm học {year} - {next}'],
  ],
  orders: [
    'Rà soát đội ngũ giáo viên, điều tiết giữa nơi thừa và nơi thiếu; hoàn thành trước ngày {due}.',
    'Bảo đảm an toàn trường học, phòng chống đuối nước, bạo lực học đường.',
    'Thực hiện nghiêm quy định về dạy thêm, học thêm; công khai các khoản thu đầu năm học.',
    'Triển khai học bạ số, kết nối cơ sở dữ liệu ngành với cơ sở dữ liệu quốc gia về dân cư.',
  ],
  results: [
    'Toàn tỉnh có {n} trường, {big} học sinh; tỷ lệ trường đạt chuẩn quốc gia {pct} %.',
    'So với định mức còn thiếu {n} giáo viên, chủ yếu ở môn Tin học, Tiếng Anh và bậc mầm non.',
    'Tỷ lệ phòng học kiên cố đạt {pct} %; còn {n} phòng học tạm cần thay thế.',
    'Đã cấp học bạ số cho {big} học sinh, đạt {pct} %.',
  ],
  wishes: [
    'Xem xét, giao bổ sung {n} chỉ tiêu giáo viên mầm non, phổ thông.',
    'Thống nhất phương án điều động, biệt phái giáo viên theo danh sách gửi kèm.',
    'Bố trí kinh phí sửa chữa trường lớp trước ngày {due}.',
  ],
}
