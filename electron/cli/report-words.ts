import type { SignatureReport, Verdict } from '../../shared/model/signature-report.ts'
import { attributeText } from '../../shared/text/attribute.ts'
import { changeText, isNoticeable } from '../../shared/text/change.ts'
import { oneLine } from '../../shared/text/one-line.ts'
import { reasonText, type Language } from '../../shared/text/problem.ts'

const VERDICT_WORDS = {
  valid: { vi: 'Chữ ký hợp lệ', en: 'Signatures valid' },
  invalid: { vi: 'Chữ ký không hợp lệ', en: 'Signatures invalid' },
  indeterminate: { vi: 'Chưa kết luận được', en: 'Indeterminate' },
  unsigned: { vi: 'Không có chữ ký số', en: 'Not signed' },
  unreadable: { vi: 'Không đọc được như tệp PDF', en: 'Not readable as PDF' },
} as const satisfies Record<Verdict, { vi: string; en: string }>

const STALE = { vi: 'đã quá hạn', en: 'run out' } as const
const CARRIES = { vi: 'Chữ ký kèm theo: ', en: 'The signature carries: ' } as const
const AFTER = { vi: 'Sau khi ký: ', en: 'After signing: ' } as const

export function verdictWords(verdict: Verdict, language: Language): string {
  return VERDICT_WORDS[verdict][language]
}

/** A report as a person reads it: the verdict, then each signature with who, when and why. */
export function reportWords(file: string, report: SignatureReport, language: Language): string {
  const reasons = (codes: SignatureReport['reasons']): string => codes.map(code => `\n    ${reasonText(code, language)}`).join('')
  const changes = (list: SignatureReport['signatures'][number]['laterChanges']): string => list.filter(isNoticeable).map(change => `\n    ${change.judged === 'allowed' ? '•' : '✗'} ${AFTER[language]}${changeText(change, language)}`).join('')
  const revocation = ({ revocation: { source, producedAt } }: SignatureReport['signatures'][number]): string => source === 'none'
    ? producedAt === null ? '' : ` · CRL ${producedAt} (${STALE[language]})` : ` · ${source.toUpperCase()} ${producedAt ?? ''}`
  const lines = report.signatures.map(one => `  ${one.verdict === 'valid' ? '✓' : one.verdict === 'invalid' ? '✗' : '?'} ${one.signer?.name ?? oneLine(one.field)} · ${one.signer?.agency ?? ''} · ${one.time.at ?? ''} · ${one.level}${revocation(one)}${reasons(one.reasons)}${changes(one.laterChanges)}${one.attributes.filter(({ name }) => name !== 'signingTime').map(each => `\n    • ${CARRIES[language]}${attributeText(each, language)}`).join('')}`)
  return [`${file}: ${VERDICT_WORDS[report.verdict][language]}${reasons(report.reasons)}`, ...lines].join('\n')
}
