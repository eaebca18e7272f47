/** How names of Vietnamese agencies begin; people's names begin with a family name, none of which is here. */
const BEGINNINGS = [
  'ủy ban', 'uỷ ban', 'ubnd', 'hội đồng', 'hđnd', 'sở', 'ban', 'bộ', 'cục', 'tổng cục', 'chi cục', 'vụ', 'văn phòng', 'phòng', 'trung tâm', 'thanh tra', 'trường', 'viện', 'bệnh viện',
  'công an', 'tòa án', 'toà án', 'kho bạc', 'bảo hiểm', 'tỉnh ủy', 'thành ủy', 'huyện ủy', 'đảng ủy', 'mặt trận', 'liên đoàn', 'hội', 'đài', 'quỹ', 'cơ quan', 'công ty', 'chi nhánh', 'tổng công ty', 'trạm', 'hạt',
]

/** The agency behind a certificate: an agency's own carries its name as common name, an officer's names it as organisation. */
export function agencyOfCertificate({ name, agency }: { readonly name: string; readonly agency: string }): string {
  const first = name.normalize('NFC').toLocaleLowerCase('vi').trim()
  const isAgency = BEGINNINGS.some(beginning => first === beginning || first.startsWith(`${beginning} `))
  return isAgency || agency === '' ? name : agency
}
