import type { LaterChange } from '../model/signature-report.ts'
import { oneLine } from './one-line.ts'
import type { Language } from './problem.ts'

type Rule = LaterChange['rule']

const changeVi = {
  evidence: 'thêm bằng chứng kiểm tra chữ ký', metadata: 'thay đổi thông tin mô tả tệp', 'timestamp-added': 'thêm dấu thời gian', 'signature-added': 'thêm ô chữ ký',
  'signature-shown': 'thêm chữ ký hiển thị trên trang', 'signature-filled': 'ký thêm vào ô chữ ký', 'form-value': 'điền hoặc sửa ô biểu mẫu', comment: 'thêm, sửa hoặc xóa ghi chú', 'comment-drawn': 'thêm, sửa hoặc xóa ghi chú có hình riêng, không che nội dung', tags: 'gắn thẻ cho ô chữ ký hoặc ghi chú mới',
  'comment-look': 'thêm, sửa hoặc xóa ghi chú mà hình hiển thị có thể che hoặc thêm nội dung', 'form-look-added': 'thêm hình hiển thị cho ô biểu mẫu', structure: 'thay đổi cấu trúc tệp', 'form-look': 'hình hiển thị của ô biểu mẫu không đúng với giá trị',
  'signature-odd': 'thêm ô chữ ký bất thường', content: 'thay đổi nội dung trang',
} as const satisfies Record<Rule, string>

const changeEn = {
  evidence: 'validation evidence added', metadata: 'description of the file changed', 'timestamp-added': 'timestamp added', 'signature-added': 'signature field added',
  'signature-shown': 'visible signature added', 'signature-filled': 'another signature made', 'form-value': 'form field filled in or changed', comment: 'comment added, changed or removed', 'comment-drawn': 'comment with a look of its own, which hides nothing, added, changed or removed', tags: 'new signature field or comment tagged',
  'comment-look': 'comment added, changed or removed whose look may hide or add content', 'form-look-added': 'look of a form field added', structure: 'structure of the file changed', 'form-look': 'a form field shows something else than its value',
  'signature-odd': 'unusual signature field added', content: 'content of the pages changed',
} as const satisfies Record<Rule, string>

/** What somebody did to a file after it was signed: `điền hoặc sửa ô biểu mẫu “SoTien”, trang 2`. */
export function changeText({ rule, field, page }: Pick<LaterChange, 'rule' | 'field' | 'page'>, language: Language): string {
  const [word, pageWord] = language === 'vi' ? [changeVi[rule], 'trang'] : [changeEn[rule], 'page']
  return `${word}${field === null ? '' : ` “${oneLine(field)}”`}${page === null ? '' : `, ${pageWord} ${page}`}`
}

/** Changes that a reader of the page may notice, or that nothing allows: they are shown prominently, the rest is bookkeeping. */
export function isNoticeable({ rule, judged }: Pick<LaterChange, 'rule' | 'judged'>): boolean {
  return judged !== 'allowed' || rule === 'form-value' || rule === 'comment' || rule === 'comment-drawn'
}
