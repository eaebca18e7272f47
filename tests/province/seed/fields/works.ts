import type { Field } from './field.ts'

/** Xây dựng, giao thông, công thương, đầu tư. */
export const works: Field = {
  name: 'Xây dựng, công thương', units: { province: 'KT', department: 'QLXD', commune: 'KT' }, departments: ['A-sxd', 'A-sct', 'A-bqlkkt', 'A-ccqltt', 'A-bqlda'], ministry: ['Bộ Xây dựng', 'BXD', 'QLN'],
  templates: [
    ['Công văn', 'province', 'order', 'đẩy nhanh tiến độ giải phóng mặt bằng dự án đường kết nối cao tốc qua {xa}'],
    ['Công văn', 'department', 'order', 'tăng cường quản lý trật tự xây dựng, phòng cháy chữa cháy tại khu dân cư'],
    ['Công văn', 'department', 'wish', 'lấy ý kiến Đồ án quy hoạch chung xây dựng {xa} đến năm 2045'],
    ['Công văn', 'department', 'order', 'bảo đảm cung ứng điện, xăng dầu và hàng hóa thiết yếu dịp Tết Nguyên đán năm {next}'],
    ['Quyết định', 'province', 'decision', 'phê duyệt điều chỉnh cục bộ quy hoạch phân khu xây dựng Khu công nghiệp Nam Châu'],
    ['Thông báo', 'office', 'note', 'kết luận của Phó Chủ tịch Ủy ban nhân dân tỉnh về tiến độ các công trình trọng điểm tháng {month}/{year}'],
    ['Báo cáo', 'department', 'report', 'tình hình hoạt động của các doanh nghiệp trong khu công nghiệp quý {q} năm {year}'],
    ['Báo cáo', 'commune', 'report', 'kết quả xóa nhà tạm, nhà dột nát trên địa bàn {xa}'],
    ['Tờ trình', 'commune', 'wish', 'đề nghị chấp thuận đầu tư nâng cấp đường liên thôn'],
    ['Chương trình', 'province', 'order', 'phát triển nhà ở xã hội {tỉnh} giai đoạn 2026 - 2030'],
    ['Công văn', 'ministry', 'order', 'tháo gỡ khó khăn trong cấp giấy phép xây dựng và nghiệm thu công trình'],
  ],
  orders: [
    'Hoàn thành bàn giao mặt bằng trước ngày {due}; trường hợp vướng mắc báo cáo ngay để giải quyết.',
    'Kiểm tra, xử lý dứt điểm công trình xây dựng không phép, sai phép ngay từ khi mới phát sinh.',
    'Bảo đảm an toàn lao động, vệ sinh môi trường tại công trường.',
    'Tổ chức bình ổn thị trường, không để xảy ra thiếu hàng, sốt giá; kiểm tra, xử lý hàng giả, gian lận thương mại.',
  ],
  results: [
    'Khối lượng thực hiện đạt {pct} %; đã bàn giao mặt bằng {n}/{n} km.',
    'Các khu công nghiệp có {n} dự án hoạt động, giải quyết việc làm cho {big} lao động.',
    'Đã khởi công {n} nhà, hoàn thành {n} nhà cho hộ nghèo, gia đình có công.',
    'Tổng mức bán lẻ hàng hóa đạt {big} tỷ đồng, tăng {pct} % so với cùng kỳ.',
  ],
  wishes: [
    'Cho ý kiến về phạm vi, quy mô, tính chất và các chỉ tiêu quy hoạch.',
    'Xác nhận sự phù hợp với quy hoạch sử dụng đất và kế hoạch đầu tư công.',
    'Gửi ý kiến bằng văn bản trước ngày {due}; quá thời hạn coi như thống nhất.',
  ],
}
