import { toProblem } from '../../shared/problem.ts'
import type { Api } from '../api.ts'
import type { PdfSource } from './pdf-controller.ts'

/** The contract's RANGE_BYTES; written again because importing it would bring zod into the window. */
const RANGE_BYTES = 256 * 1024

/** The core knows nothing of the file any more: it has just begun anew, or has opened many others since. */
const FORGOTTEN: readonly string[] = ['blob.not-here', 'blob.damaged', 'core.restarted']

/** An attachment as a source of ranges. Opening fetches and checks the file first; rejects with why it could not. */
export async function openAttachment(api: Api, file: { readonly documentId: string; readonly blobId: string; readonly name: string }): Promise<PdfSource> {
  const open = () => api.request('attachments.open', { documentId: file.documentId, blobId: file.blobId })
  const { blobId, size } = await open()
  const readOnce = (offset: number, length: number) => api.request('attachments.read', { blobId, offset, length })
  async function readRange(offset: number, length: number): Promise<Uint8Array> {
    try {
      return (await readOnce(offset, length)).bytes
    } catch (error) {
      if (!FORGOTTEN.includes(toProblem(error).code)) throw error
      await open()
      return (await readOnce(offset, length)).bytes
    }
  }
  return {
    key: blobId, title: file.name, size,
    async password() {
      const { password } = await api.request('attachments.password', { documentId: file.documentId, blobId: file.blobId })
      const own = password && new Uint8Array(password)
      password?.fill(0)
      return own
    },
    async read(from, length) {
      const bytes = new Uint8Array(Math.min(length, size - from))
      for (let at = 0; at < bytes.length; at += RANGE_BYTES) bytes.set(await readRange(from + at, Math.min(RANGE_BYTES, bytes.length - at)), at)
      return bytes
    },
  }
}
