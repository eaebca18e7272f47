import type { Field } from './field.ts'

/** Y tế, bảo trợ xã hội, an toàn thực phẩm. */
export const health: Field = {
  name: 'Y tế', units: { province: 'VX', department: 'NVY', commune: 'VHXH' }, departments: ['A-syt', 'A-cdc', 'A-ccds', 'A-ccatvstp'], ministry: ['Bộ Y tế', 'BYT', 'PB'],
  templates: [
    ['Công văn', 'department', 'order', 'tăng cường phòng, chống dịch sốt xuất huyết, cúm mùa và bệnh sởi'],
    ['Công văn', 'province', 'order', 'bảo đảm an toàn thực phẩm tại bếp ăn tập thể, trường học trên địa bàn tỉnh'],
    ['Công văn', 'ministry', 'order', 'triển khai lập hồ sơ sức khỏe điện tử cho người dân'],
    ['Kế hoạch', 'department', 'order', 'tiêm chủng mở rộng năm {next}'],
    ['Kế hoạch', 'province', 'order', 'khám sức khỏe định kỳ miễn phí cho người dân ít nhất mỗi năm một lần'],
    ['Báo cáo', 'department', 'report', 'tình hình dịch bệnh truyền nhiễm tháng {month} năm {year}'],
    ['Báo cáo', 'commune', 'report', 'kết quả chi trả trợ cấp xã hội hằng tháng cho đối tượng bảo trợ xã hội'],
    ['Quyết định', 'province', 'decision', 'quy định mức hỗ trợ người tham gia bảo hiểm y tế hộ cận nghèo'],
    ['Công văn', 'commune', 'wish', 'đề nghị bổ sung nhân lực cho Trạm Y tế {xa}'],
    ['Công văn', 'department', 'wish', 'phối hợp rà soát vị trí việc làm, định mức viên chức y tế cơ sở'],
    ['Thông báo', 'department', 'note', 'kết quả kiểm tra liên ngành về an toàn thực phẩm dịp cuối năm {year}'],
  ],
  orders: [
    'Giám sát chặt chẽ ca bệnh tại cộng đồng, xử lý triệt để ổ dịch trong vòng 48 giờ.',
    'Chuẩn bị đủ thuốc, vật tư, hóa chất; không để thiếu thuốc tại cơ sở khám bệnh, chữa bệnh.',
    'Kiểm tra nguồn gốc thực phẩm, lưu mẫu thức ăn đúng quy định; xử lý nghiêm cơ sở vi phạm.',
    'Lập kế hoạch chi tiết và báo cáo Sở Y tế trước ngày {due}.',
  ],
  results: [
    'Trong tháng ghi nhận {n} ca sốt xuất huyết, {n} ca cúm mùa; không có trường hợp tử vong.',
    'Tỷ lệ tiêm chủng đầy đủ cho trẻ dưới 1 tuổi đạt {pct} %.',
    'Đã lập hồ sơ sức khỏe điện tử cho {big} người, đạt {pct} % dân số.',
    'Đã chi trả trợ cấp qua tài khoản cho {big} người với số tiền {big} triệu đồng.',
  ],
  wishes: [
    'Bố trí tối thiểu {n} bác sĩ, điều dưỡng cho trạm y tế để bảo đảm khám bệnh ban đầu.',
    'Rà soát đối tượng, cập nhật dữ liệu hộ nghèo, cận nghèo trước ngày {due}.',
    'Phối hợp tuyên truyền, vận động người dân tham gia bảo hiểm y tế.',
  ],
}
