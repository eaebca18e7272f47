import type { Api } from '../api.ts'
import type { PdfSource } from './pdf-controller.ts'

/** The contract's RANGE_BYTES; written again because importing it would bring zod into the window. */
const RANGE_BYTES = 256 * 1024

/** An attachment as a source of ranges. Opening fetches and checks the file first; rejects with why it could not. */
export async function openAttachment(api: Api, file: { readonly documentId: string; readonly blobId: string; readonly name: string }): Promise<PdfSource> {
  const { blobId, size } = await api.request('attachments.open', { documentId: file.documentId, blobId: file.blobId })
  return {
    key: blobId, title: file.name, size,
    async read(from, length) {
      const bytes = new Uint8Array(Math.min(length, size - from))
      for (let at = 0; at < bytes.length; at += RANGE_BYTES) {
        const part = await api.request('attachments.read', { blobId, offset: from + at, length: Math.min(RANGE_BYTES, bytes.length - at) })
        bytes.set(part.bytes, at)
      }
      return bytes
    },
  }
}
