import type { Field } from './field.ts'

/** Phòng, chống thiên tai, phòng thủ dân sự. */
export const disaster: Field = {
  name: 'Phòng, chống thiên tai', units: { province: 'NN', department: 'KHTC', commune: 'KT' }, departments: ['A-ccl', 'A-bcd', 'A-snnmt', 'A-cckl'], ministry: ['Bộ Nông nghiệp và Môi trường', 'BNNMT', 'ĐĐ'],
  templates: [
    ['Công điện', 'province', 'order', 'chủ động ứng phó mưa lớn, lũ quét và sạt lở đất trên địa bàn tỉnh'],
    ['Công điện', 'province', 'order', 'tập trung ứng phó bão số {n} và mưa lũ sau bão'],
    ['Công điện', 'department', 'order', 'vận hành công trình thủy lợi, bảo đảm an toàn hồ chứa trong đợt mưa lớn'],
    ['Công điện', 'ministry', 'order', 'chủ động phòng, chống rét đậm, rét hại cho cây trồng, vật nuôi'],
    ['Phương án', 'commune', 'order', 'ứng phó thiên tai theo phương châm “bốn tại chỗ” năm {year}'],
    ['Báo cáo', 'commune', 'report', 'nhanh tình hình thiệt hại do mưa lũ gây ra trên địa bàn'],
    ['Báo cáo', 'department', 'report', 'công tác trực ban phòng, chống thiên tai tuần {n} năm {year}'],
    ['Kế hoạch', 'province', 'order', 'phòng, chống thiên tai và phòng thủ dân sự năm {next}'],
    ['Công văn', 'department', 'wish', 'rà soát các khu dân cư có nguy cơ sạt lở, ngập sâu cần di dời'],
    ['Công văn', 'commune', 'wish', 'đề nghị hỗ trợ kinh phí khắc phục hậu quả thiên tai đợt {n} năm {year}'],
    ['Quyết định', 'province', 'decision', 'công bố tình huống khẩn cấp sạt lở bờ sông đoạn qua {xa}'],
  ],
  orders: [
    'Theo dõi chặt chẽ diễn biến mưa lũ, thông báo kịp thời đến người dân; sẵn sàng sơ tán khi có yêu cầu.',
    'Kiểm tra các khu vực xung yếu, tổ chức canh gác tại ngầm tràn, đường bị ngập; kiên quyết không cho người và phương tiện qua lại khi không bảo đảm an toàn.',
    'Duy trì lực lượng xung kích, vật tư, phương tiện theo phương châm “bốn tại chỗ”; trực ban 24/24 giờ.',
    'Báo cáo tình hình về Ban Chỉ huy Phòng thủ dân sự tỉnh trước 16 giờ hằng ngày.',
    'Các cơ quan thông tin đại chúng tăng thời lượng đưa tin, hướng dẫn kỹ năng ứng phó cho người dân.',
  ],
  results: [
    'Mưa lớn gây ngập {n} hộ dân, tốc mái {n} nhà, sạt lở {n} vị trí trên các tuyến đường giao thông.',
    'Diện tích lúa và rau màu bị ngập {n} ha; ước tính thiệt hại ban đầu {big} triệu đồng.',
    'Đã huy động {n} lượt người cùng {n} phương tiện di dời {n} hộ dân đến nơi an toàn.',
    'Mực nước các hồ chứa đạt {pct} % dung tích thiết kế, vận hành an toàn.',
  ],
  wishes: [
    'Rà soát, lập danh sách hộ dân trong vùng nguy hiểm kèm tọa độ và phương án di dời.',
    'Hỗ trợ kinh phí {big} triệu đồng để khắc phục các công trình thiết yếu bị hư hỏng.',
    'Cử cán bộ phối hợp kiểm tra hiện trường trong ngày {due}.',
  ],
}
