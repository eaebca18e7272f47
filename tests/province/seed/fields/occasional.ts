import type { Field } from './field.ts'

/** Kinds of paper that come rarely; with them all 29 kinds of NĐ 30/2020, Điều 7 are in the seed. */
export const occasional: Field = {
  name: 'Công việc nội bộ', units: { province: 'TH', department: 'VP', commune: 'VP' }, departments: ['A-vpubnd', 'A-stc', 'A-syt', 'A-sgddt', 'A-cds'], ministry: ['Văn phòng Chính phủ', 'VPCP', 'TH'],
  templates: [
    ['Quy định', 'province', 'order', 'phân cấp quản lý tổ chức bộ máy, cán bộ, công chức, viên chức'],
    ['Thông cáo', 'council', 'note', 'về Kỳ họp thường lệ cuối năm {year} của Hội đồng nhân dân tỉnh'],
    ['Hợp đồng', 'department', 'note', 'cung cấp dịch vụ số hóa tài liệu lưu trữ năm {year}'],
    ['Bản ghi nhớ', 'department', 'note', 'hợp tác về chia sẻ dữ liệu giữa các cơ quan của tỉnh'],
    ['Bản thỏa thuận', 'department', 'note', 'phối hợp đào tạo kỹ năng số cho công chức cấp xã'],
    ['Giấy ủy quyền', 'department', 'note', 'tham gia tố tụng và làm việc với cơ quan thanh tra'],
    ['Giấy giới thiệu', 'commune', 'note', 'công chức đến liên hệ nhận thiết bị lưu khóa bí mật'],
    ['Giấy nghỉ phép', 'department', 'note', 'hằng năm của công chức biệt phái'],
    ['Phiếu gửi', 'commune', 'note', 'hồ sơ đề nghị khen thưởng năm {year}'],
    ['Phiếu chuyển', 'office', 'note', 'đơn kiến nghị của công dân trú tại {xa}'],
    ['Phiếu báo', 'department', 'note', 'kết quả tiếp nhận hồ sơ dự tuyển công chức'],
    ['Thư công', 'department', 'note', 'chúc mừng Ngày truyền thống ngành Tổ chức nhà nước'],
    ['Giấy mời', 'office', 'invitation', 'họp Ủy ban nhân dân tỉnh phiên thường kỳ tháng {month} năm {year}'],
    ['Giấy mời', 'office', 'invitation', 'dự họp trực tuyến với Thủ tướng Chính phủ về cải cách thủ tục hành chính'],
    ['Công văn', 'ministry', 'order', 'triển khai ý kiến chỉ đạo của Thủ tướng Chính phủ về chuẩn bị báo cáo tổng kết năm {year}'],
  ],
  orders: [
    'Căn cứ chức năng, nhiệm vụ được giao, tổ chức thực hiện và chịu trách nhiệm về kết quả.',
    'Báo cáo kết quả về cơ quan đầu mối trước ngày {due}.',
  ],
  results: ['Đã thực hiện {n} nội dung, đạt {pct} % kế hoạch.'],
  wishes: ['Kính chuyển để xem xét, giải quyết theo thẩm quyền; kết quả xin gửi về trước ngày {due}.', 'Tạo điều kiện để công việc được hoàn thành đúng thời hạn.'],
}
