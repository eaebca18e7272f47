import type { Agency } from '../../../shared/model/edoc.ts'

/** What kind of body it is: decides its head's title, the words of its papers and who writes to whom. */
export type Body = 'council' | 'people-committee' | 'office' | 'department' | 'inspectorate' | 'board' | 'branch' | 'centre' | 'commune' | 'ward'

/** An agency with what its papers need: its abbreviation in notations (NĐ 30/2020, Phụ lục I), the name used in lists, its units. */
export interface SeedAgency { readonly agency: Agency; readonly body: Body; readonly abbreviation: string; readonly spokenName: string; readonly units: readonly (readonly [code: string, name: string])[] }

export const PROVINCE_NAME = 'tỉnh Hà Châu'
export const DEMO_AGENCY = 'A-snv'
export const RECEIVER_AGENCY = 'A-tranhung'
export const OTHER_AGENCY = 'A-stc'

type Row = readonly [id: string, body: Body, name: string, shortName: string, abbreviation: string, parent: string | null, units: string]

const PROVINCE_ROWS: readonly Row[] = [
  ['hdnd', 'council', 'Hội đồng nhân dân tỉnh Hà Châu', 'HĐND tỉnh', 'HĐND', null, 'TH:Tổng hợp'],
  ['ubnd', 'people-committee', 'Ủy ban nhân dân tỉnh Hà Châu', 'UBND tỉnh', 'UBND', null, 'NC:Nội chính;TH:Tổng hợp;KT:Kinh tế;VX:Khoa giáo - Văn xã;NN:Nông nghiệp'],
  ['vpubnd', 'office', 'Văn phòng Ủy ban nhân dân tỉnh Hà Châu', 'Văn phòng UBND tỉnh', 'VP', 'ubnd', 'TH:Phòng Tổng hợp;KSTTHC:Phòng Kiểm soát thủ tục hành chính;HCTC:Phòng Hành chính - Tổ chức'],
  ['vphdnd', 'office', 'Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh Hà Châu', 'Văn phòng Đoàn ĐBQH và HĐND tỉnh', 'VPĐĐBQH', 'hdnd', 'CTQH:Phòng Công tác Quốc hội;HCQT:Phòng Hành chính - Quản trị'],
]

const DEPARTMENT_ROWS: readonly Row[] = [
  ['snv', 'department', 'Sở Nội vụ tỉnh Hà Châu', 'Sở Nội vụ', 'SNV', 'ubnd', 'CCHC:Phòng Cải cách hành chính và Văn thư, lưu trữ;TCBC:Phòng Tổ chức, biên chế;CCVC:Phòng Công chức, viên chức;VP:Văn phòng Sở'],
  ['stc', 'department', 'Sở Tài chính tỉnh Hà Châu', 'Sở Tài chính', 'STC', 'ubnd', 'HCSN:Phòng Tài chính hành chính sự nghiệp;QLNS:Phòng Quản lý ngân sách;ĐT:Phòng Đầu tư;VP:Văn phòng Sở'],
  ['stp', 'department', 'Sở Tư pháp tỉnh Hà Châu', 'Sở Tư pháp', 'STP', 'ubnd', 'XDVB:Phòng Xây dựng và kiểm tra văn bản;HCTP:Phòng Hành chính tư pháp;VP:Văn phòng Sở'],
  ['sxd', 'department', 'Sở Xây dựng tỉnh Hà Châu', 'Sở Xây dựng', 'SXD', 'ubnd', 'QLXD:Phòng Quản lý xây dựng;QHKT:Phòng Quy hoạch - Kiến trúc;VP:Văn phòng Sở'],
  ['sct', 'department', 'Sở Công Thương tỉnh Hà Châu', 'Sở Công Thương', 'SCT', 'ubnd', 'QLTM:Phòng Quản lý thương mại;QLNL:Phòng Quản lý năng lượng;VP:Văn phòng Sở'],
  ['snnmt', 'department', 'Sở Nông nghiệp và Môi trường tỉnh Hà Châu', 'Sở Nông nghiệp và Môi trường', 'SNNMT', 'ubnd', 'QLĐĐ:Phòng Quản lý đất đai;KHTC:Phòng Kế hoạch - Tài chính;VP:Văn phòng Sở'],
  ['skhcn', 'department', 'Sở Khoa học và Công nghệ tỉnh Hà Châu', 'Sở Khoa học và Công nghệ', 'SKHCN', 'ubnd', 'CĐS:Phòng Chuyển đổi số;BCVT:Phòng Bưu chính, viễn thông;VP:Văn phòng Sở'],
  ['sgddt', 'department', 'Sở Giáo dục và Đào tạo tỉnh Hà Châu', 'Sở Giáo dục và Đào tạo', 'SGDĐT', 'ubnd', 'TCCB:Phòng Tổ chức cán bộ;GDTrH:Phòng Giáo dục trung học;VP:Văn phòng Sở'],
  ['syt', 'department', 'Sở Y tế tỉnh Hà Châu', 'Sở Y tế', 'SYT', 'ubnd', 'NVY:Phòng Nghiệp vụ y;BTXH:Phòng Bảo trợ xã hội;VP:Văn phòng Sở'],
  ['svhttdl', 'department', 'Sở Văn hóa, Thể thao và Du lịch tỉnh Hà Châu', 'Sở Văn hóa, Thể thao và Du lịch', 'SVHTTDL', 'ubnd', 'QLVH:Phòng Quản lý văn hóa;QLDL:Phòng Quản lý du lịch;VP:Văn phòng Sở'],
  ['sdttg', 'department', 'Sở Dân tộc và Tôn giáo tỉnh Hà Châu', 'Sở Dân tộc và Tôn giáo', 'SDTTG', 'ubnd', 'CSDT:Phòng Chính sách dân tộc;TG:Phòng Tôn giáo'],
  ['ttt', 'inspectorate', 'Thanh tra tỉnh Hà Châu', 'Thanh tra tỉnh', 'TTr', 'ubnd', 'NV1:Phòng Nghiệp vụ 1;NV2:Phòng Nghiệp vụ 2;VP:Văn phòng'],
  ['bqlkkt', 'board', 'Ban Quản lý các khu công nghiệp tỉnh Hà Châu', 'Ban Quản lý các khu công nghiệp', 'BQLKCN', 'ubnd', 'QLĐT:Phòng Quản lý đầu tư;VP:Văn phòng Ban'],
  ['bqlda', 'board', 'Ban Quản lý dự án đầu tư xây dựng tỉnh Hà Châu', 'Ban Quản lý dự án ĐTXD tỉnh', 'BQLDA', 'ubnd', 'KHTĐ:Phòng Kế hoạch - Thẩm định;ĐHDA:Phòng Điều hành dự án'],
  ['bcd', 'board', 'Ban Chỉ huy Phòng thủ dân sự tỉnh Hà Châu', 'Ban Chỉ huy Phòng thủ dân sự tỉnh', 'BCH', 'ubnd', 'VPTT:Văn phòng thường trực'],
  ['hcc', 'centre', 'Trung tâm Phục vụ hành chính công tỉnh Hà Châu', 'Trung tâm Phục vụ hành chính công tỉnh', 'TTPVHCC', 'vpubnd', 'HCTH:Phòng Hành chính - Tổng hợp'],
  ['cds', 'centre', 'Trung tâm Chuyển đổi số tỉnh Hà Châu', 'Trung tâm Chuyển đổi số tỉnh', 'TTCĐS', 'skhcn', 'HTKT:Phòng Hạ tầng kỹ thuật;ATTT:Phòng An toàn thông tin'],
  ['cdc', 'centre', 'Trung tâm Kiểm soát bệnh tật tỉnh Hà Châu', 'Trung tâm Kiểm soát bệnh tật tỉnh', 'TTKSBT', 'syt', 'PCBTN:Khoa Phòng, chống bệnh truyền nhiễm'],
  ['ltls', 'centre', 'Trung tâm Lưu trữ lịch sử tỉnh Hà Châu', 'Trung tâm Lưu trữ lịch sử tỉnh', 'TTLTLS', 'snv', 'NV:Phòng Nghiệp vụ'],
  ['ccl', 'branch', 'Chi cục Thủy lợi và Phòng, chống thiên tai tỉnh Hà Châu', 'Chi cục Thủy lợi và PCTT', 'CCTL', 'snnmt', 'QLCT:Phòng Quản lý công trình'],
  ['cckl', 'branch', 'Chi cục Kiểm lâm tỉnh Hà Châu', 'Chi cục Kiểm lâm', 'CCKL', 'snnmt', 'QLBVR:Phòng Quản lý, bảo vệ rừng'],
  ['ccty', 'branch', 'Chi cục Chăn nuôi, Thú y và Thủy sản tỉnh Hà Châu', 'Chi cục Chăn nuôi, Thú y và Thủy sản', 'CCCNTYTS', 'snnmt', 'TY:Phòng Thú y'],
  ['cctt', 'branch', 'Chi cục Trồng trọt và Bảo vệ thực vật tỉnh Hà Châu', 'Chi cục Trồng trọt và BVTV', 'CCTTBVTV', 'snnmt', 'TT:Phòng Trồng trọt'],
  ['ccmt', 'branch', 'Chi cục Bảo vệ môi trường tỉnh Hà Châu', 'Chi cục Bảo vệ môi trường', 'CCBVMT', 'snnmt', 'KSON:Phòng Kiểm soát ô nhiễm'],
  ['ccds', 'branch', 'Chi cục Dân số tỉnh Hà Châu', 'Chi cục Dân số', 'CCDS', 'syt', 'DSPT:Phòng Dân số - Phát triển'],
  ['ccatvstp', 'branch', 'Chi cục An toàn vệ sinh thực phẩm tỉnh Hà Châu', 'Chi cục An toàn vệ sinh thực phẩm', 'CCATVSTP', 'syt', 'NV:Phòng Nghiệp vụ'],
  ['ccqltt', 'branch', 'Chi cục Quản lý thị trường tỉnh Hà Châu', 'Chi cục Quản lý thị trường', 'CCQLTT', 'sct', 'NVTH:Phòng Nghiệp vụ - Tổng hợp'],
]

const WARDS = ['tranhung:Trần Hưng', 'haiminh:Hải Minh', 'locvuong:Lộc Vượng', 'namchau:Nam Châu', 'quangtrung:Quang Trung', 'phukhanh:Phú Khánh', 'vinhlac:Vĩnh Lạc']
const COMMUNES = [
  'dongthinh:Đông Thịnh', 'ngoclu:Ngọc Lũ', 'kyson:Kỳ Sơn', 'anlac:An Lạc', 'binhnguyen:Bình Nguyên', 'cattru:Cát Trù', 'daidong:Đại Đồng', 'dongquan:Đông Quan', 'giaolam:Giao Lâm',
  'hathanh:Hà Thanh', 'hongphong:Hồng Phong', 'hungdao:Hưng Đạo', 'khanhthien:Khánh Thiện', 'lamson:Lâm Sơn', 'lienminh:Liên Minh', 'minhtan:Minh Tân', 'myloc:Mỹ Lộc',
  'nghiahung:Nghĩa Hùng', 'phongchau:Phong Châu', 'phuthuong:Phú Thượng', 'quynhson:Quỳnh Sơn', 'tanphong:Tân Phong', 'thachban:Thạch Bàn', 'thuongtien:Thượng Tiến',
  'tienduc:Tiến Đức', 'trunghoa:Trung Hòa', 'vandien:Vạn Điền', 'vanxuan:Vạn Xuân', 'vothuong:Võ Thượng', 'xuanquan:Xuân Quan',
]

/** The 68 agencies of the invented province, with two tiers of local government. */
export function makeAgencies(): SeedAgency[] {
  const local = (list: readonly string[], body: 'ward' | 'commune', type: string): Row[] => list.map(entry => {
    const [id = '', name = ''] = entry.split(':')
    return [id, body, `Ủy ban nhân dân ${type} ${name}`, `UBND ${type} ${name}`, 'UBND', 'ubnd', 'VP:Văn phòng HĐND và UBND;KT:Phòng Kinh tế;VHXH:Phòng Văn hóa - Xã hội']
  })
  const rows = [...PROVINCE_ROWS, ...DEPARTMENT_ROWS, ...local(WARDS, 'ward', 'phường'), ...local(COMMUNES, 'commune', 'xã')]
  return rows.map(([id, body, name, shortName, abbreviation, parent, units], index) => ({
    body, abbreviation, spokenName: shortName,
    units: units.split(';').map(unit => unit.split(':') as [string, string]),
    agency: {
      id: `A-${id}`, code: index === 1 ? 'H99' : `H99.${String(index + 1).padStart(2, '0')}`, name, shortName: abbreviation, parentId: parent === null ? null : `A-${parent}`,
      level: body === 'commune' || body === 'ward' ? 'commune' : PROVINCE_ROWS.some(([own]) => own === id) && parent === null ? 'province' : 'department',
      // The two tiers began on 1 July 2025; what is older kept its name here.
      validFrom: body === 'commune' || body === 'ward' ? '2025-07-01' : null, validUntil: null, successorIds: [], isActive: true,
    },
  }))
}
