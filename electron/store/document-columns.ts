import type { BlobRef, OfficialDocument } from '../../shared/model/edoc.ts'
import { isUuid } from '../../shared/model/ids.ts'
import { wireInstant } from '../../shared/model/vietnam-time.ts'

/** What lists show and filter of a document, as columns; pure, so that cache and overlay agree. */
export interface DocumentColumns {
  readonly receivedAt: number | null, readonly sortAt: number, readonly dueAt: number | null
  readonly attachmentCount: number, readonly addresseeCount: number, readonly mainSha256: string | null
}

export function documentColumns(doc: OfficialDocument): DocumentColumns {
  const receivedAt = instant(doc.receivedAt)
  return {
    receivedAt, dueAt: instant(doc.dueAt),
    sortAt: Math.max(0, receivedAt ?? instant(doc.issuedAt) ?? madeAt(doc.clientRef) ?? 0),
    attachmentCount: doc.attachments.length, addresseeCount: doc.addressees.length, mainSha256: mainPdf(doc.attachments)?.sha256 || null,
  }
}

/** The file that is the document itself: the first main one. Its verdict is the row's. */
export function mainPdf(attachments: readonly BlobRef[]): BlobRef | undefined {
  return attachments.find(file => file.role === 'main')
}

export function instant(wire: string | null): number | null {
  return wire === null ? null : wireInstant(wire)
}

/** A draft has no date of its own, but its clientRef is a UUIDv7, whose first 48 bits are the time it was made (RFC 9562 §5.7). */
function madeAt(clientRef: string | null): number | null {
  return clientRef !== null && isUuid(clientRef) && clientRef[14] === '7' ? Number.parseInt(clientRef.slice(0, 8) + clientRef.slice(9, 13), 16) : null
}
