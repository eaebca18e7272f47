import type { Field } from './field.ts'

/** Tài chính, ngân sách, đầu tư công. */
export const finance: Field = {
  name: 'Tài chính, đầu tư', units: { province: 'KT', department: 'HCSN', commune: 'KT' }, departments: ['A-stc', 'A-bqlda', 'A-stc', 'A-stc'], ministry: ['Bộ Tài chính', 'BTC', 'NSNN'],
  templates: [
    ['Công văn', 'department', 'wish', 'thẩm định dự toán kinh phí số hóa hồ sơ lưu trữ giai đoạn 2026 - 2028'],
    ['Công văn', 'department', 'order', 'hướng dẫn xây dựng dự toán ngân sách nhà nước năm {next}'],
    ['Công văn', 'department', 'wish', 'đối chiếu số liệu quyết toán kinh phí quý {q} năm {year}'],
    ['Công văn', 'province', 'order', 'đẩy nhanh tiến độ giải ngân vốn đầu tư công năm {year}'],
    ['Chỉ thị', 'province', 'order', 'tăng cường quản lý, điều hành ngân sách nhà nước những tháng cuối năm {year}'],
    ['Quyết định', 'province', 'decision', 'giao dự toán thu, chi ngân sách nhà nước năm {next}'],
    ['Quyết định', 'province', 'decision', 'phê duyệt chủ trương đầu tư dự án cải tạo, nâng cấp trụ sở làm việc {xa}'],
    ['Công văn', 'ministry', 'order', 'hướng dẫn sắp xếp, xử lý tài sản công khi tổ chức chính quyền địa phương hai cấp'],
    ['Báo cáo', 'commune', 'report', 'tình hình thực hiện thu, chi ngân sách {n} tháng năm {year}'],
    ['Báo cáo', 'department', 'report', 'tiến độ giải ngân vốn đầu tư công tháng {month} năm {year}'],
    ['Tờ trình', 'commune', 'wish', 'đề nghị bổ sung kinh phí mua sắm trang thiết bị phục vụ Trung tâm Phục vụ hành chính công'],
    ['Thông báo', 'department', 'note', 'kết quả thẩm tra quyết toán ngân sách năm {year} của {xa}'],
    ['Biên bản', 'department', 'note', 'bàn giao tài sản công dôi dư sau sắp xếp tại {xa}'],
  ],
  orders: [
    'Tập trung tháo gỡ khó khăn về giải phóng mặt bằng; chủ đầu tư nào giải ngân dưới {pct} % phải kiểm điểm trách nhiệm người đứng đầu.',
    'Tiết kiệm triệt để các khoản chi thường xuyên, cắt giảm chi hội nghị, khánh tiết, công tác phí.',
    'Lập dự toán theo đúng biểu mẫu, gửi Sở Tài chính trước ngày {due}; quá thời hạn trên xem như không có nhu cầu.',
    'Rà soát, phân loại trụ sở, tài sản công dôi dư, đề xuất phương án xử lý, không để lãng phí, thất thoát.',
  ],
  results: [
    'Tổng thu ngân sách trên địa bàn đạt {big} triệu đồng, bằng {pct} % dự toán giao.',
    'Tổng chi ngân sách {big} triệu đồng, trong đó chi đầu tư phát triển {big} triệu đồng.',
    'Đã giải ngân {big} triệu đồng, đạt {pct} % kế hoạch vốn; còn {n} dự án chậm tiến độ.',
    'Đã hoàn thành kiểm kê {n} cơ sở nhà, đất; đề xuất giữ lại {n}, điều chuyển {n} cơ sở.',
  ],
  wishes: [
    'Làm rõ định mức, đơn giá và khối lượng của các hạng mục nêu tại dự toán.',
    'Rà soát, xác nhận số liệu đối chiếu gửi kèm và gửi lại bản có chữ ký số.',
    'Xem xét, bố trí kinh phí từ nguồn sự nghiệp năm {year} để thực hiện nhiệm vụ.',
  ],
}
