import type { CmsAttributeName } from '../model/cms-attribute.ts'
import type { SignatureVerdict } from '../model/signature-report.ts'
import type { Language } from './problem.ts'

const attributeVi = {
  countersignature: 'chữ ký của người khác xác nhận chữ ký này (countersignature), phần mềm không kiểm tra', signingTime: 'thời điểm ký do máy người ký ghi', smimeCapabilities: 'khả năng mã hóa của phần mềm ký',
  cmsAlgorithmProtect: 'khai báo thuật toán được bảo vệ', revocationInfoArchival: 'thông tin thu hồi do Adobe gắn', contentHint: 'gợi ý về nội dung', signaturePolicy: 'chính sách ký', commitmentType: 'loại cam kết của người ký',
  signerLocation: 'nơi ký', signerAttributes: 'vai trò người ký tự khai', contentTimestamp: 'dấu thời gian của nội dung, phần mềm không kiểm tra', certificateReferences: 'tham chiếu chứng thư', revocationReferences: 'tham chiếu thông tin thu hồi',
  certificateValues: 'chứng thư kèm theo', revocationValues: 'thông tin thu hồi kèm theo', archiveTimestamp: 'dấu thời gian lưu trữ, phần mềm không kiểm tra', timestamp: 'thêm một dấu thời gian, phần mềm không kiểm tra',
} as const satisfies Record<CmsAttributeName, string>

const attributeEn = {
  countersignature: 'somebody’s signature over this signature (countersignature), not checked', signingTime: 'time of signing as the signer’s PC says', smimeCapabilities: 'what the signing program can decipher',
  cmsAlgorithmProtect: 'protected statement of the algorithms', revocationInfoArchival: 'revocation data added by Adobe', contentHint: 'hint about the content', signaturePolicy: 'signature policy', commitmentType: 'kind of commitment of the signer',
  signerLocation: 'place of signing', signerAttributes: 'the signer’s role as claimed', contentTimestamp: 'timestamp of the content, not checked', certificateReferences: 'references to certificates', revocationReferences: 'references to revocation data',
  certificateValues: 'certificates attached', revocationValues: 'revocation data attached', archiveTimestamp: 'archive timestamp, not checked', timestamp: 'another timestamp, not checked',
} as const satisfies Record<CmsAttributeName, string>

const WORDS = {
  vi: { signed: 'được ký', unsigned: 'không được ký', unknown: 'thuộc tính lạ, phần mềm không kiểm tra', names: attributeVi },
  en: { signed: 'signed', unsigned: 'unsigned', unknown: 'unknown attribute, not checked', names: attributeEn },
} as const satisfies Record<Language, unknown>

/** An attribute of a signature as a person reads it: `chữ ký của người khác … (không được ký, 1.2.840.113549.1.9.6)`. */
export function attributeText({ oid, name, signed }: SignatureVerdict['attributes'][number], language: Language): string {
  const words = WORDS[language]
  return `${name === null ? words.unknown : words.names[name]} (${signed ? words.signed : words.unsigned}, ${oid})`
}
