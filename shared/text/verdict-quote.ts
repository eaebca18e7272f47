import type { SignatureReport, SignatureVerdict } from '../model/signature-report.ts'
import { changeText } from './change.ts'
import { reasonText, type Language } from './problem.ts'

const WORDS = {
  vi: {
    head: { valid: 'chữ ký hợp lệ', unsigned: 'không có chữ ký số', invalid: 'chữ ký không hợp lệ', indeterminate: 'chưa kết luận được chữ ký', unreadable: 'không đọc được tệp' },
    checked: (when: string) => `Kết quả kiểm tra chữ ký số lúc ${when}`, after: 'Sau khi ký', unknown: 'Người ký không rõ', stamp: 'Dấu thời gian',
  },
  en: {
    head: { valid: 'signatures valid', unsigned: 'not signed', invalid: 'signature not valid', indeterminate: 'signature not decided', unreadable: 'file not readable' },
    checked: (when: string) => `Signatures checked at ${when}`, after: 'After signing', unknown: 'Unknown signer', stamp: 'Timestamp',
  },
} as const satisfies Record<Language, unknown>

/** More would be a file, not a reason. */
const MOST_CHANGES = 5

/**
 * The verdict as a refusal quotes it (NĐ 30/2020 Đ.21: the sender must learn why): what was found, whose signature, and
 * what was changed. `when` in words. Empty where there is nothing to object to.
 */
export function verdictQuote({ verdict, reasons, signatures }: SignatureReport, when: string, language: Language): string {
  if (verdict !== 'invalid' && verdict !== 'indeterminate' && verdict !== 'unreadable') return ''
  const text = WORDS[language]
  const bad = signatures.filter(one => one.verdict === verdict)
  const said = new Set(bad.flatMap(one => one.reasons))
  const ofFile = reasons.filter(reason => !said.has(reason)).map(reason => reasonText(reason, language))
  return [`${text.checked(when)}: ${text.head[verdict]}.`, ...ofFile, ...bad.map(one => aboutSignature(one, language))].join(' ')
}

/** The verdict as an acceptance keeps it: what was found before the paper was received, and who had signed. */
export function receiptQuote(report: SignatureReport, when: string, language: Language): string {
  const { verdict, signatures } = report
  if (verdict !== 'valid' && verdict !== 'unsigned') return verdictQuote(report, when, language)
  const text = WORDS[language]
  const signers = signatures.filter(({ kind }) => kind === 'signature').map(({ signer }) => [...new Set([signer?.name, signer?.agency])].filter(Boolean).join(', ') || text.unknown)
  return `${text.checked(when)}: ${text.head[verdict]}${signers.length === 0 ? '' : ` (${[...new Set(signers)].join('; ')})`}.`
}

function aboutSignature({ kind, signer, reasons, laterChanges }: SignatureVerdict, language: Language): string {
  const text = WORDS[language]
  const who = kind === 'timestamp' ? text.stamp : [signer?.name, signer?.agency].filter(Boolean).join(', ') || text.unknown
  const changes = laterChanges.filter(({ judged }) => judged !== 'allowed').slice(0, MOST_CHANGES).map(change => changeText(change, language))
  return [`${who}:`, ...reasons.map(reason => reasonText(reason, language)), ...(changes.length === 0 ? [] : [`${text.after}: ${[...new Set(changes)].join('; ')}.`])].join(' ')
}
