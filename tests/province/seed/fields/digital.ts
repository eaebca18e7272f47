import type { Field } from './field.ts'

/** Chuyển đổi số, an toàn thông tin. */
export const digital: Field = {
  name: 'Chuyển đổi số', units: { province: 'VX', department: 'CĐS', commune: 'VHXH' }, departments: ['A-skhcn', 'A-cds', 'A-skhcn'], ministry: ['Bộ Khoa học và Công nghệ', 'BKHCN', 'CĐSQG'],
  templates: [
    ['Công văn', 'province', 'order', 'tăng cường bảo đảm an toàn thông tin mạng cho hệ thống thông tin của các cơ quan nhà nước'],
    ['Công văn', 'department', 'wish', 'phối hợp chuẩn hóa, làm sạch dữ liệu chuyên ngành phục vụ kết nối, chia sẻ'],
    ['Công văn', 'department', 'order', 'cảnh báo lỗ hổng bảo mật và hướng dẫn cập nhật bản vá cho máy trạm'],
    ['Giấy mời', 'department', 'invitation', 'dự Hội nghị sơ kết hai năm triển khai chữ ký số chuyên dùng công vụ'],
    ['Kế hoạch', 'province', 'order', 'chuyển đổi số và bảo đảm an toàn thông tin mạng {tỉnh} năm {next}'],
    ['Đề án', 'province', 'order', 'xây dựng kho dữ liệu dùng chung {tỉnh} giai đoạn 2026 - 2030'],
    ['Quyết định', 'province', 'decision', 'ban hành Danh mục dữ liệu mở và kế hoạch cung cấp dữ liệu mở năm {next}'],
    ['Báo cáo', 'commune', 'report', 'hoạt động của Tổ công nghệ số cộng đồng quý {q} năm {year}'],
    ['Báo cáo', 'department', 'report', 'kết quả thực hiện dịch vụ công trực tuyến toàn trình tháng {month} năm {year}'],
    ['Công văn', 'commune', 'wish', 'đề nghị nâng cấp đường truyền số liệu chuyên dùng và thiết bị họp trực tuyến'],
    ['Công văn', 'ministry', 'order', 'đánh giá mức độ chuyển đổi số năm {year} của các bộ, ngành, địa phương'],
    ['Thông báo', 'department', 'note', 'thời gian bảo trì Hệ thống quản lý văn bản và điều hành, Trục liên thông văn bản tỉnh'],
  ],
  orders: [
    'Rà soát, cập nhật bản vá cho 100 % máy trạm, máy chủ; gỡ bỏ phần mềm không rõ nguồn gốc.',
    'Không soạn thảo, lưu giữ tài liệu bí mật nhà nước trên máy tính có kết nối mạng Internet.',
    'Sao lưu dữ liệu định kỳ, diễn tập khôi phục ít nhất một lần mỗi quý.',
    'Hoàn thành kết nối, chia sẻ dữ liệu qua nền tảng tích hợp của tỉnh trước ngày {due}.',
  ],
  results: [
    'Tỷ lệ hồ sơ trực tuyến toàn trình đạt {pct} %, số hóa kết quả giải quyết đạt {pct} %.',
    'Tổ công nghệ số cộng đồng đã hỗ trợ {big} lượt người dân cài đặt, sử dụng định danh điện tử và dịch vụ công.',
    'Hệ thống giám sát ghi nhận {big} lượt tấn công, đã ngăn chặn toàn bộ; xử lý {n} máy trạm nhiễm mã độc.',
    'Trục liên thông của tỉnh chuyển {big} lượt văn bản, thời gian chuyển trung bình {n} giây.',
  ],
  wishes: [
    'Cung cấp danh mục cơ sở dữ liệu, hệ thống thông tin đang vận hành theo biểu mẫu gửi kèm.',
    'Rà soát, làm sạch dữ liệu trùng, thiếu; cập nhật trước ngày {due}.',
    'Cử cán bộ kỹ thuật phối hợp kiểm thử kết nối.',
  ],
}
