/**
 * Tên loại văn bản hành chính (NĐ 30/2020, Điều 7; abbreviations: Phụ lục III). The abbreviation is case-sensitive and
 * keeps its marks: HĐ (hợp đồng) is not HD (hướng dẫn). Công văn and Thư công have none.
 */
export const DOCUMENT_KINDS = {
  'Nghị quyết': 'NQ', 'Quyết định': 'QĐ', 'Chỉ thị': 'CT', 'Quy chế': 'QC', 'Quy định': 'QyĐ', 'Thông cáo': 'TC',
  'Thông báo': 'TB', 'Hướng dẫn': 'HD', 'Chương trình': 'CTr', 'Kế hoạch': 'KH', 'Phương án': 'PA', 'Đề án': 'ĐA',
  'Dự án': 'DA', 'Báo cáo': 'BC', 'Biên bản': 'BB', 'Tờ trình': 'TTr', 'Hợp đồng': 'HĐ', 'Công văn': null,
  'Công điện': 'CĐ', 'Bản ghi nhớ': 'BGN', 'Bản thỏa thuận': 'BTT', 'Giấy ủy quyền': 'GUQ', 'Giấy mời': 'GM',
  'Giấy giới thiệu': 'GGT', 'Giấy nghỉ phép': 'GNP', 'Phiếu gửi': 'PG', 'Phiếu chuyển': 'PC', 'Phiếu báo': 'PB',
  'Thư công': null,
} as const satisfies Record<string, string | null>

export type DocumentKind = keyof typeof DOCUMENT_KINDS

export function isDocumentKind(value: string): value is DocumentKind {
  return Object.hasOwn(DOCUMENT_KINDS, value)
}

/** The kind meant by its exact name (any Unicode form) or by its abbreviation; null when it is neither. */
export function findDocumentKind(nameOrAbbreviation: string): DocumentKind | null {
  const wanted = nameOrAbbreviation.normalize('NFC').trim()
  if (isDocumentKind(wanted)) return wanted
  for (const [kind, abbreviation] of Object.entries(DOCUMENT_KINDS)) if (abbreviation === wanted && isDocumentKind(kind)) return kind
  return null
}
