import type { Field } from './field.ts'

/** Nông nghiệp, đất đai, môi trường. */
export const farming: Field = {
  name: 'Nông nghiệp, môi trường', units: { province: 'NN', department: 'QLĐĐ', commune: 'KT' }, departments: ['A-snnmt', 'A-snnmt', 'A-ccty', 'A-cctt'], ministry: ['Bộ Nông nghiệp và Môi trường', 'BNNMT', 'TTBVTV'],
  templates: [
    ['Công văn', 'department', 'order', 'phòng, chống bệnh dịch tả lợn Châu Phi, cúm gia cầm và viêm da nổi cục'],
    ['Công văn', 'department', 'order', 'hướng dẫn cơ cấu giống, lịch thời vụ sản xuất vụ Xuân năm {next}'],
    ['Công văn', 'province', 'order', 'xử lý dứt điểm vi phạm trong lĩnh vực đất đai trên địa bàn {xa}'],
    ['Chỉ thị', 'province', 'order', 'tăng cường các biện pháp cấp bách phòng cháy, chữa cháy rừng'],
    ['Kế hoạch', 'province', 'order', 'xây dựng nông thôn mới {tỉnh} năm {next}'],
    ['Quyết định', 'province', 'decision', 'ban hành Bảng giá đất áp dụng từ ngày 01 tháng 01 năm {next}'],
    ['Báo cáo', 'commune', 'report', 'kết quả xây dựng nông thôn mới và sản phẩm OCOP quý {q} năm {year}'],
    ['Báo cáo', 'department', 'report', 'kết quả làm sạch cơ sở dữ liệu đất đai tháng {month} năm {year}'],
    ['Công văn', 'commune', 'wish', 'đề nghị thẩm định điều chỉnh quy hoạch sử dụng đất đến năm 2030'],
    ['Tờ trình', 'commune', 'wish', 'đề nghị công nhận xã đạt chuẩn nông thôn mới nâng cao năm {year}'],
    ['Công văn', 'department', 'wish', 'lấy ý kiến về phương án thu gom, phân loại chất thải rắn sinh hoạt tại nguồn'],
    ['Dự án', 'department', 'order', 'phát triển vùng trồng rau an toàn gắn với truy xuất nguồn gốc'],
  ],
  orders: [
    'Giám sát chặt chẽ đàn vật nuôi, tiêm phòng đạt trên {pct} % tổng đàn; xử lý ngay khi phát hiện ổ dịch.',
    'Chủ động nguồn nước, giống, vật tư; gieo cấy đúng khung thời vụ.',
    'Kiểm tra, xử lý nghiêm hành vi lấn chiếm đất công, xây dựng trái phép; báo cáo kết quả trước ngày {due}.',
    'Vận động người dân phân loại rác tại nguồn, không đốt rơm rạ sau thu hoạch.',
  ],
  results: [
    'Diện tích gieo trồng {big} ha, năng suất bình quân {n} tạ/ha; sản lượng đạt {pct} % kế hoạch.',
    'Đã làm sạch {big} thửa đất, đồng bộ lên cơ sở dữ liệu quốc gia {pct} %.',
    'Toàn tỉnh có {n} xã đạt chuẩn nông thôn mới nâng cao, {n} sản phẩm OCOP từ 3 sao trở lên.',
    'Tiêu hủy {n} con lợn mắc bệnh; đã phun khử trùng {n} lượt tại các ổ dịch.',
  ],
  wishes: [
    'Thẩm định hồ sơ, cho ý kiến về vị trí, diện tích và mục đích sử dụng đất.',
    'Cử đại diện tham gia đoàn kiểm tra thực địa ngày {due}.',
    'Góp ý dự thảo phương án và dự toán kinh phí gửi kèm.',
  ],
}
