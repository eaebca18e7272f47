import type { AttachmentView } from '../../../shared/contract/documents.ts'
import type { SignatureReport, SignatureVerdict } from '../../../shared/model/signature-report.ts'
import type { SignatureMark } from '../../pdf-frame/protocol.ts'
import { mainFiles } from '../../state/verdict-line.ts'

/** The file on the stage: the chosen one, else the document's own PDF, else whatever there is. */
export function shownFile(attachments: readonly AttachmentView[], blobId: string | null): AttachmentView | null {
  return attachments.find(file => file.blobId === blobId) ?? mainFiles(attachments)[0] ?? attachments[0] ?? null
}

export const toneOf = (verdict: SignatureVerdict['verdict']) => ({ valid: 'good', invalid: 'bad', indeterminate: 'wait' } as const)[verdict]

/** The numbers on the page; only signatures that show themselves get one. */
export function signatureMarks(report: SignatureReport | null, label: (number: number) => string): readonly SignatureMark[] {
  return (report?.signatures ?? []).flatMap(({ place, verdict }, index) => place ? [{ ...place, number: index + 1, tone: toneOf(verdict), label: label(index + 1) }] : [])
}
