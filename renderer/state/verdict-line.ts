import type { AttachmentView } from '../../shared/contract/documents.ts'
import type { SignatureReport, SignatureVerdict, Verdict } from '../../shared/model/signature-report.ts'

/** What the one line under the subject says. `waiting`: the file is not here; `checking`: it is, and is being judged; `locked`: nobody has given its password. */
export type VerdictLine =
  | { readonly kind: 'none' | 'waiting' | 'checking' | 'locked' }
  | { readonly kind: Verdict; readonly signatures: readonly SignatureVerdict[]; readonly open: number; readonly lastAt: string | null; readonly crlAt: string | null; readonly onlyRevocation: boolean }

/** The more it asks of the reader, the earlier; a document is judged by its worst file. */
const WORST_FIRST: readonly Verdict[] = ['invalid', 'unreadable', 'indeterminate', 'unsigned', 'valid']

/** The PDF that is the document itself; annexes have their own verdicts in the tab. */
export function mainFiles(attachments: readonly AttachmentView[]): readonly AttachmentView[] {
  const pdfs = attachments.filter(file => file.isPdf)
  const main = pdfs.filter(file => file.role === 'main')
  return main.length > 0 ? main : pdfs
}

/** One verdict from the reports of the main files. Pure; never better than the worst of them. */
export function decideVerdictLine(attachments: readonly AttachmentView[]): VerdictLine {
  const files = mainFiles(attachments)
  if (files.length === 0) return { kind: 'none' }
  const reports = files.flatMap(file => file.report ? [file.report] : [])
  const unjudged = files.filter(file => !file.report)
  const worst = WORST_FIRST.find(verdict => reports.some(report => report.verdict === verdict))
  const isBad = worst === 'invalid' || worst === 'unreadable'
  if (!isBad && unjudged.some(file => file.state !== 'here')) return { kind: 'waiting' }
  if (!isBad && unjudged.length > 0) return { kind: 'checking' }
  if (!worst) return { kind: 'none' }
  if (worst === 'unreadable' && reports.every(report => report.verdict !== 'unreadable' || isLocked(report))) return { kind: 'locked' }
  const signatures = reports.flatMap(report => report.signatures).filter(({ kind }) => kind === 'signature')
  const open = signatures.filter(({ verdict }) => verdict === 'indeterminate')
  const times = signatures.flatMap(({ time }) => time.at === null ? [] : [time.at]).toSorted()
  const crls = open.flatMap(({ revocation }) => revocation.producedAt === null ? [] : [revocation.producedAt]).toSorted()
  return {
    kind: worst, signatures, open: open.length, lastAt: times.at(-1) ?? null, crlAt: crls.at(-1) ?? null,
    onlyRevocation: open.length > 0 && open.every(({ reasons }) => reasons.every(reason => reason === 'revocation.not-checked')),
  }
}

/** A password is all that keeps the file from being judged. */
export function isLocked({ reasons }: SignatureReport): boolean {
  return reasons.includes('file.password-wanted')
}

/** True where the app stands behind an act on the document: a signature was really found good, or there is none to doubt. */
export function isTrusted(line: VerdictLine): boolean {
  return line.kind === 'valid' || line.kind === 'none' || line.kind === 'unsigned'
}
