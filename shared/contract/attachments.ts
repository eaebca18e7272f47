import { z } from 'zod'
import { SignatureReport, VERDICTS } from '../model/signature-report.ts'

/** Bytes of documents travel in ranges of at most this size, so that no message blocks a port. */
export const RANGE_BYTES = 256 * 1024

export const attachmentRequests = {
  /** Fetches the file if it is not here yet, checks its sha256, answers its size. */
  'attachments.open': { input: z.object({ documentId: z.string().max(255), blobId: z.string().max(255) }), output: z.object({ blobId: z.string(), size: z.number() }) },
  'attachments.read': {
    input: z.object({ blobId: z.string().max(255), offset: z.number().int().nonnegative(), length: z.number().int().min(1).max(RANGE_BYTES) }),
    output: z.object({ bytes: z.instanceof(Uint8Array) }),
  },
  /**
   * Opens encrypted PDFs by the password that the person typed, as UTF-8; `pdf.password-wrong` where it is not that of the
   * first. It is tried on the other files of the same documents too, and kept in the core's memory for those it opens.
   */
  'attachments.unlock': {
    input: z.object({ papers: z.array(z.object({ documentId: z.string().max(255), blobId: z.string().max(255) })).min(1).max(10_000), password: z.instanceof(Uint8Array).refine(bytes => bytes.length > 0 && bytes.length <= 4_096) }),
    output: z.object({}),
  },
  /** For the PDF frame, which deciphers by itself; null while nobody has opened the file. */
  'attachments.password': { input: z.object({ documentId: z.string().max(255), blobId: z.string().max(255) }), output: z.object({ password: z.instanceof(Uint8Array).nullable() }) },
  /** Writes the file where the person said (a grant of the shell's save dialog). */
  'attachments.save': { input: z.object({ blobId: z.string().max(255), grant: z.string().max(100) }), output: z.object({}) },
  /** The verdict on a PDF; judged now if it was not yet. Null when the file is not a PDF. */
  'attachments.report': { input: z.object({ documentId: z.string().max(255), blobId: z.string().max(255), again: z.boolean().default(false) }), output: z.object({ report: SignatureReport.nullable() }) },
  /** Writes the verdict on a file that was judged, with the evidence kept for it, where the person said. */
  'attachments.save-report': { input: z.object({ documentId: z.string().max(255), blobId: z.string().max(255), format: z.enum(['pdf', 'json']), grant: z.string().max(100) }), output: z.object({}) },
} as const

export const attachmentEvents = {
  'attachments.judged': z.object({ documentId: z.string(), blobId: z.string() }),
  /** A verdict that somebody may have acted on is another one now: what could not be checked has been, by services that are back. */
  'attachments.verdict-changed': z.object({ documentId: z.string(), blobId: z.string(), code: z.string(), subject: z.string(), from: z.enum(VERDICTS), to: z.enum(VERDICTS) }),
} as const
