import type { SignatureVerdict, Verdict } from '../model/signature-report.ts'
import type { Language } from './problem.ts'

/** The words of a verdict's report on paper: Kết quả kiểm tra chữ ký số. */
const WORDS = {
  vi: {
    title: 'KẾT QUẢ KIỂM TRA CHỮ KÝ SỐ', document: 'Văn bản', issuer: 'Cơ quan ban hành', file: 'Tệp', judged: 'Kiểm tra lúc', result: 'Kết luận', signature: (n: number) => `Chữ ký ${n}`, stamp: (n: number) => `Dấu thời gian ${n}`, unknown: 'người ký không rõ',
    verdicts: { valid: 'Chữ ký hợp lệ', invalid: 'Chữ ký không hợp lệ', indeterminate: 'Chưa kết luận được', unsigned: 'Không có chữ ký số', unreadable: 'Không đọc được như tệp PDF' },
    of: { valid: 'hợp lệ', invalid: 'không hợp lệ', indeterminate: 'chưa kết luận được' },
    indication: 'Kết luận theo ETSI EN 319 102-1', time: 'Thời gian', level: 'Mức', algorithm: 'Thuật toán', attributes: 'Thuộc tính kèm theo', certificate: 'Chứng thư số', givenBy: 'cấp bởi', serial: 'số', revocation: 'Tình trạng thu hồi',
    sources: { 'signature-timestamp': 'theo dấu thời gian của chữ ký', 'document-timestamp': 'theo dấu thời gian của tệp', claimed: 'do máy người ký ghi', none: 'không ghi' },
    notRevoked: (source: string, at: string) => `chưa bị thu hồi theo ${source} ${at}`, unchecked: 'chưa kiểm tra được', last: (at: string) => `danh sách gần nhất ${at}`,
    content: 'Nội dung', intact: 'không thay đổi kể từ khi ký', broken: 'đã bị thay đổi sau khi ký', after: 'Sau khi ký', evidence: 'Bằng chứng đã lưu trên máy', row: 'Dòng', clocks: { server: 'giờ máy chủ', pc: 'giờ máy tính' }, chain: (rows: number, hash: string) => `Chuỗi bằng chứng của máy đến lúc này: ${rows} dòng, mã dòng cuối ${hash}`, missing: (from: number, to: number) => `Chuỗi bằng chứng trên máy đã mất ${from === to ? `dòng ${from}` : `các dòng ${from}–${to}`} ở cuối. Hỏi bộ phận CNTT trước khi dùng kết quả này làm căn cứ.`,
    foot: (page: number, of: number) => `Liên Thông · Trang ${page}/${of}`,
    standing: 'Kết quả nêu trên là của tệp có mã SHA-256 đã ghi; tệp khác, dù chỉ một byte, phải kiểm tra lại.',
  },
  en: {
    title: 'REPORT ON DIGITAL SIGNATURES', document: 'Document', issuer: 'Issued by', file: 'File', judged: 'Checked at', result: 'Result', signature: (n: number) => `Signature ${n}`, stamp: (n: number) => `Timestamp ${n}`, unknown: 'unknown signer',
    verdicts: { valid: 'Signatures valid', invalid: 'Signatures not valid', indeterminate: 'Not decided', unsigned: 'Not signed', unreadable: 'Not readable as PDF' },
    of: { valid: 'valid', invalid: 'not valid', indeterminate: 'not decided' },
    indication: 'Indication of ETSI EN 319 102-1', time: 'Time', level: 'Level', algorithm: 'Algorithm', attributes: 'Further attributes', certificate: 'Certificate', givenBy: 'issued by', serial: 'serial', revocation: 'Revocation',
    sources: { 'signature-timestamp': 'by the timestamp of the signature', 'document-timestamp': 'by a timestamp of the file', claimed: 'as the signer’s PC says', none: 'not told' },
    notRevoked: (source: string, at: string) => `not revoked by ${source} of ${at}`, unchecked: 'could not be checked', last: (at: string) => `newest list of ${at}`,
    content: 'Content', intact: 'unchanged since signing', broken: 'changed after signing', after: 'After signing', evidence: 'Evidence kept on this PC', row: 'Row', clocks: { server: 'server’s time', pc: 'PC’s time' }, chain: (rows: number, hash: string) => `This PC’s chain of evidence up to now: ${rows} rows, the last one’s code ${hash}`, missing: (from: number, to: number) => `This PC’s chain of evidence has lost ${from === to ? `row ${from}` : `rows ${from}–${to}`} at its end. Ask the IT department before relying on this result.`,
    foot: (page: number, of: number) => `Liên Thông · Page ${page}/${of}`,
    standing: 'This result is about the file with the SHA-256 given here; any other, be it by one byte, has to be checked again.',
  },
} as const satisfies Record<Language, { readonly verdicts: Record<Verdict, string>; readonly of: Record<SignatureVerdict['verdict'], string> } & Record<string, unknown>>

export type ReportWords = (typeof WORDS)[Language]

export function reportDocumentWords(language: Language): ReportWords {
  return WORDS[language]
}
