import type { Field } from './field.ts'

/** Văn thư, lưu trữ, chữ ký số. */
export const records: Field = {
  name: 'Văn thư, lưu trữ', units: { province: 'NC', department: 'VP', commune: 'VP' }, departments: ['A-ltls', 'A-skhcn', 'A-cds', 'A-ttt'], ministry: ['Bộ Nội vụ', 'BNV', 'CVTLTNN'],
  templates: [
    ['Công văn', 'province', 'order', 'đẩy mạnh sử dụng văn bản điện tử ký số và lập hồ sơ công việc năm {year}'],
    ['Công văn', 'province', 'order', 'chấn chỉnh thể thức, kỹ thuật trình bày văn bản hành chính trên Hệ thống quản lý văn bản và điều hành'],
    ['Công văn', 'ministry', 'order', 'hướng dẫn nộp lưu hồ sơ, tài liệu điện tử vào Lưu trữ lịch sử'],
    ['Quyết định', 'province', 'decision', 'ban hành Quy chế công tác văn thư, lưu trữ của Ủy ban nhân dân tỉnh'],
    ['Quy chế', 'province', 'order', 'quản lý, sử dụng chữ ký số chuyên dùng công vụ trong hoạt động của các cơ quan nhà nước {tỉnh}'],
    ['Kế hoạch', 'department', 'order', 'kiểm tra việc quản lý, sử dụng con dấu và thiết bị lưu khóa bí mật năm {next}'],
    ['Giấy mời', 'department', 'invitation', 'dự Hội nghị sơ kết triển khai chữ ký số chuyên dùng công vụ năm {year}'],
    ['Hướng dẫn', 'department', 'order', 'nghiệp vụ lập hồ sơ điện tử và giao nộp hồ sơ vào Lưu trữ cơ quan'],
    ['Tờ trình', 'commune', 'wish', 'đề nghị phê duyệt Danh mục hồ sơ năm {next} của Ủy ban nhân dân {xa}'],
    ['Tờ trình', 'commune', 'wish', 'đề nghị thẩm định hồ sơ, tài liệu hết thời hạn bảo quản'],
    ['Báo cáo', 'commune', 'report', 'công tác văn thư, lưu trữ năm {year}'],
    ['Công văn', 'commune', 'wish', 'đề nghị cấp mới, thu hồi thiết bị lưu khóa bí mật do thay đổi nhân sự'],
    ['Công văn', 'department', 'wish', 'góp ý dự thảo Quyết định ban hành Quy chế văn thư điện tử của tỉnh'],
    ['Công văn', 'department', 'wish', 'phối hợp số hóa tài liệu lưu trữ giai đoạn 2026 - 2028'],
  ],
  orders: [
    'Phát hành 100 % văn bản điện tử có đủ chữ ký số của người có thẩm quyền và của cơ quan; không gửi kèm bản giấy, trừ trường hợp pháp luật có quy định khác.',
    'Rà soát, lập hồ sơ công việc năm {year} trên Hệ thống; báo cáo kết quả về Sở Nội vụ trước ngày {due} để tổng hợp.',
    'Văn thư kiểm tra tính xác thực, tính toàn vẹn của văn bản đến trước khi tiếp nhận; trả lại nơi gửi khi chữ ký số không hợp lệ.',
    'Thông báo ngay cho Sở Nội vụ khi thiết bị lưu khóa bí mật bị mất, hỏng hoặc người được cấp thay đổi vị trí công tác.',
    'Giao Sở Nội vụ hướng dẫn, kiểm tra, đôn đốc việc thực hiện.',
  ],
  results: [
    'Đã phát hành {big} văn bản, trong đó văn bản điện tử có chữ ký số đạt {pct} %; tiếp nhận {big} văn bản đến.',
    'Đã lập {n} hồ sơ công việc theo Danh mục hồ sơ năm {year}; giao nộp vào Lưu trữ cơ quan {n} hồ sơ.',
    'Đang quản lý {n} chứng thư số chuyên dùng công vụ; trong năm đề nghị cấp mới {n}, thu hồi {n} chứng thư số.',
    'Kho lưu trữ hiện bảo quản {n} mét giá tài liệu, đã chỉnh lý hoàn chỉnh {pct} %.',
  ],
  wishes: [
    'Rà soát danh sách công chức, người lao động được cấp chứng thư số tại đơn vị theo biểu mẫu gửi kèm.',
    'Cho ý kiến về thời hạn bảo quản của các nhóm hồ sơ nêu tại phụ lục.',
    'Bố trí công chức văn thư tham gia thử nghiệm việc gửi, nhận văn bản điện tử từ ngày {due}.',
  ],
}
