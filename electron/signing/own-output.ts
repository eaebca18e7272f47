import type { SignatureReport } from '../../shared/model/signature-report.ts'
import { ProblemError } from '../../shared/problem.ts'
import { damaged } from '../pdf/limits.ts'
import type { PdfFile } from '../pdf/open.ts'
import { repairNeeded } from '../pdf/repair-notes.ts'
import { listSignatureFields, type SignatureField, type SignatureValue } from '../pdf/signature-fields.ts'
import { appended, type Source } from '../pdf/source.ts'

/** Judges a signed document as a stranger would: `electron/validation`, injected by whoever knows both. */
export type Judge = (signed: Source) => Promise<SignatureReport>

export interface OwnOutput {
  readonly original: PdfFile
  readonly tail: Uint8Array
  readonly fieldName: string
  readonly cms: Uint8Array
  /** The signatures that were there before, read from the original. */
  readonly earlier: readonly SignatureField[]
}

/**
 * Reads what we are about to hand out with our own reader: the new signature spares exactly its Contents and covers
 * everything else, the older ones stand where they stood. Throws `pdf.own-output-refused`; that is a bug of ours.
 */
export async function checkOwnOutput(output: OwnOutput, judge?: Judge): Promise<void> {
  const signed = appended(output.original.source, output.tail)
  const reopened = await output.original.openAgain(signed)
  const signatures = await listSignatureFields(reopened)
  const own = signatures.find(({ field }) => field.name === output.fieldName)?.signature
  if (own === undefined || own === null || own.ref === null) throw refused('signature-missing')
  if (!coversAllButContents(own, signed.size)) throw refused('byte-range')
  if (!startsWith(own.contents, output.cms)) throw refused('contents')
  for (const { field, signature } of output.earlier) {
    if (signature === null) continue
    const now = signatures.find(candidate => candidate.field.ref.number === field.ref.number)?.signature
    if (now === undefined || now === null || !isSame(signature, now)) throw refused('earlier-signature')
  }
  // Leniency that the document itself needs shows when more of it is read; it is the document's fault, not ours.
  const repair = repairNeeded(output.original) ?? repairNeeded(reopened)
  if (repair !== null) throw damaged(repair)
  if (judge !== undefined) checkReport(await judge(signed), output.fieldName)
}

function checkReport(report: SignatureReport, fieldName: string): void {
  if (report.reasons.includes('file.repair-needed')) throw damaged('repair-needed')
  // A signature that the form does not lead to: what is there is the rest of a signed document that was cut.
  const isStray = (reasons: readonly string[]): boolean => reasons.includes('signature.not-in-form')
  if (isStray(report.reasons) && !report.signatures.some(one => isStray(one.reasons))) throw new ProblemError('pdf.damaged-signed')
  const own = report.signatures.find(signature => signature.field === fieldName)
  if (own === undefined) throw refused('judge-missing')
  // Trust is not our affair here: a test certificate signs as well as any.
  if (!own.intact || !own.cryptographyValid) throw refused('judge-broken')
  if (own.coverage !== 'whole-file') throw refused('judge-coverage')
}

/** ISO 32000-2 §12.8.1, ETSI EN 319 142-1 §5.4: the whole file except the Contents token itself. */
function coversAllButContents({ byteRange, contentsSpan }: SignatureValue, size: number): boolean {
  if (byteRange === null || contentsSpan === null || byteRange.length !== 4) return false
  const [start, before, after, rest] = byteRange
  return start === 0 && before === contentsSpan.from && after === contentsSpan.from + contentsSpan.length && after + (rest ?? 0) === size
}

function isSame(before: SignatureValue, now: SignatureValue): boolean {
  return before.objectSpan?.from === now.objectSpan?.from && before.contentsSpan?.from === now.contentsSpan?.from
    && JSON.stringify(before.byteRange) === JSON.stringify(now.byteRange)
    && Buffer.compare(before.contents ?? new Uint8Array(0), now.contents ?? new Uint8Array(0)) === 0
}

function startsWith(contents: Uint8Array | null, cms: Uint8Array): boolean {
  return contents !== null && Buffer.compare(contents.subarray(0, cms.length), cms) === 0 && contents.subarray(cms.length).every(byte => byte === 0)
}

function refused(what: string): ProblemError {
  return new ProblemError('pdf.own-output-refused', { what })
}
