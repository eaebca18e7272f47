/** Kết quả kiểm tra để lưu hồ sơ hoặc gửi đi: the report of one file as JSON for programs, as PDF for people. */
import type { SignatureReport, SignatureVerdict } from '../../shared/model/signature-report.ts'
import { vietnamIso } from '../../shared/model/vietnam-time.ts'
import { attributeText } from '../../shared/text/attribute.ts'
import { changeText } from '../../shared/text/change.ts'
import { reasonText, type Language } from '../../shared/text/problem.ts'
import { reportDocumentWords, type ReportWords } from '../../shared/text/report-document.ts'
import { loadTypeface } from '../pdf/font-face.ts'
import { makeTextDocument, type Paragraph } from '../pdf/text-document.ts'

export interface ReportedFile {
  readonly name: string
  readonly sha256: string
  readonly document: { readonly code: string; readonly subject: string; readonly issuer: string | null }
  readonly report: SignatureReport
  readonly judgedAt: number
  /** What was found about it and kept, oldest first. */
  readonly findings: readonly KeptFinding[]
  /** Where this PC's chain of evidence ends: on paper in other hands it shows later what was cut off. */
  readonly chain: { readonly rows: number; readonly hash: string; readonly missing: { readonly from: number; readonly to: number; readonly at: number | null } | null }
}

/** A row of the chain of evidence. */
export interface KeptFinding { readonly seq: number; readonly at: number; readonly clock: 'server' | 'pc'; readonly report: SignatureReport; readonly policy: string; readonly items: readonly string[]; readonly hash: string }

/** The fields of `verify --json`, and beside them what this PC has kept. */
export function reportAsJson({ name, sha256, document, report, judgedAt, findings, chain }: ReportedFile): string {
  return `${JSON.stringify({
    file: name, ...report, sha256, document, judgedAt: vietnamIso(judgedAt),
    evidence: findings.map(({ seq, at, clock, report: { verdict }, policy, items, hash }) => ({ row: seq, at: vietnamIso(at), clock, verdict, policy: JSON.parse(policy) as unknown, items, hash })), chain,
  }, null, 2)}\n`
}

export async function reportAsPdf(file: ReportedFile, language: Language): Promise<Uint8Array> {
  const words = reportDocumentWords(language)
  return makeTextDocument({ type: await loadTypeface(), footer: words.foot, paragraphs: paragraphsOf(file, words, language) })
}

const BODY = { face: 'regular', size: 11, above: 3 } as const
const pair = (name: string, value: string, indent = 0): Paragraph => ({ ...BODY, indent, text: `${name}: ${value}` })

function paragraphsOf({ name, sha256, document, report, judgedAt, findings, chain }: ReportedFile, words: ReportWords, language: Language): Paragraph[] {
  return [
    { text: words.title, face: 'bold', size: 15, above: 0 },
    { ...pair(words.document, [document.code, document.subject].filter(Boolean).join(' · ')), above: 10 },
    ...(document.issuer === null ? [] : [pair(words.issuer, document.issuer)]),
    pair(words.file, name), pair('SHA-256', sha256), pair(words.judged, vietnamIso(judgedAt)),
    { text: `${words.result}: ${words.verdicts[report.verdict]}`, face: 'bold', size: 13, above: 10 },
    ...reasonsOfFile(report).map(reason => ({ ...BODY, text: reasonText(reason, language) })),
    ...report.signatures.flatMap((one, index) => aboutSignature(one, index + 1, { words, language })),
    ...(findings.length === 0 ? [] : [{ text: words.evidence, face: 'bold' as const, size: 12, above: 12 }]),
    ...findings.map(({ seq, at, clock, report: { verdict }, hash }) => ({ ...BODY, size: 9, text: `${words.row} ${seq} · ${vietnamIso(at)} (${words.clocks[clock]}) · ${words.verdicts[verdict]} · ${hash}` })),
    ...(chain.rows === 0 ? [] : [{ ...BODY, size: 9, text: words.chain(chain.rows, chain.hash) }]),
    ...(chain.missing === null ? [] : [{ ...BODY, face: 'bold' as const, text: words.missing(chain.missing.from, chain.missing.to) }]),
    { ...BODY, face: 'italic', size: 10, above: 12, text: words.standing },
  ]
}

/** What concerns no signature in particular. */
function reasonsOfFile({ reasons, signatures }: SignatureReport): SignatureReport['reasons'] {
  return reasons.filter(reason => signatures.every(one => !one.reasons.includes(reason)))
}

function aboutSignature(one: SignatureVerdict, number: number, { words, language }: { readonly words: ReportWords; readonly language: Language }): Paragraph[] {
  const { signer, time, revocation } = one
  const title = one.kind === 'timestamp' ? words.stamp(number) : words.signature(number)
  const changes = [...new Set(one.laterChanges.map(change => changeText(change, language)))]
  const told = revocation.source !== 'none' && revocation.producedAt !== null && !one.reasons.includes('certificate.revoked')
    ? words.notRevoked(revocation.source.toUpperCase(), revocation.producedAt) : [one.reasons.includes('certificate.revoked') ? reasonText('certificate.revoked', language) : words.unchecked, ...(revocation.producedAt === null ? [] : [words.last(revocation.producedAt)])].join('; ')
  return [
    { text: `${title}: ${signer?.name || words.unknown}${signer?.agency ? `, ${signer.agency}` : ''}: ${words.of[one.verdict]}`, face: 'bold', size: 12, above: 12 },
    pair(words.indication, [one.indication, one.subIndication].filter(Boolean).join(' / '), 14),
    pair(words.content, one.intact ? words.intact : words.broken, 14),
    ...(changes.length === 0 ? [] : [pair(words.after, changes.join('; '), 14)]),
    pair(words.time, [time.at, words.sources[time.source]].filter(Boolean).join(', '), 14),
    ...(one.kind === 'timestamp' ? [] : [pair(words.level, one.level, 14)]),
    ...(signer === null ? [] : [pair(words.certificate, `${words.givenBy} ${signer.issuer}; ${words.serial} ${signer.serial}; SHA-256 ${signer.sha256}`, 14)]),
    pair(words.revocation, told, 14), ...(one.algorithm === null ? [] : [pair(words.algorithm, one.algorithm, 14)]),
    ...(one.attributes.length === 0 ? [] : [pair(words.attributes, one.attributes.map(each => attributeText(each, language)).join('; '), 14)]),
    ...one.reasons.map(reason => ({ ...BODY, indent: 14, text: `• ${reasonText(reason, language)}` })),
  ]
}
