import { EncryptedPDFError, PDFArray, PDFDict, PDFDocument, PDFName, type PDFObject, PDFRef } from '@cantoo/pdf-lib'
import { ProblemError } from '../../shared/problem.ts'
import { findByteRanges } from './find-byte-ranges.ts'
import { damaged } from './limits.ts'
import { openPdf } from './open.ts'
import { listPages } from './pages.ts'
import { repairNeeded } from './repair-notes.ts'
import { memorySource } from './source.ts'

/** A whole document that was gathered from a damaged one. It is another document: whoever signs it must look at it first. */
export interface RepairedCopy { readonly pdf: Uint8Array; readonly pages: number }

/** The whole file and all its objects are held at once, some ten times its size. */
const LARGEST = 64 * 1024 * 1024

/**
 * Gathers what can be found in a damaged document and writes it anew. Only unsigned and unencrypted files are touched:
 * `pdf.damaged-signed`, `pdf.encrypted`. What cannot be mended is `pdf.damaged`, what is too large to try `pdf.too-large`.
 * The bytes may be hostile and the work long: call it where it can be ended (`repair-worker.ts`).
 */
export async function repairCopy(bytes: Uint8Array): Promise<RepairedCopy> {
  if (bytes.length > LARGEST) throw new ProblemError('pdf.too-large', { bytes: bytes.length })
  if (Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).indexOf('%PDF-') < 0) throw new ProblemError('pdf.not-pdf')
  // A signature that nothing leads to any more is one all the same.
  if ((await findByteRanges(memorySource(bytes))).length > 0) throw new ProblemError('pdf.damaged-signed')
  const pdf = await rewritten(bytes)
  const file = await openPdf(memorySource(pdf))
  const { length: pages } = await listPages(file)
  if (pages === 0 || repairNeeded(file) !== null) throw damaged('repair')
  return { pdf, pages }
}

async function rewritten(bytes: Uint8Array): Promise<Uint8Array> {
  try {
    const document = await PDFDocument.load(bytes, { updateMetadata: false })
    liftPages(document)
    return await document.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false })
  } catch (cause) {
    // The library throws errors of every class; which one says nothing that a person could use.
    throw cause instanceof EncryptedPDFError ? new ProblemError('pdf.encrypted', {}, { cause }) : damaged('repair', undefined, cause)
  }
}

/**
 * Pages that stand in the tree itself get a place of their own (ISO 32000-2 §7.7.3.2 wants references): some readers show
 * such pages, others do not, and none could put a signature on them. A node that is met twice is left as it is.
 */
function liftPages({ catalog, context }: PDFDocument): void {
  const [pages, kids, parent] = [PDFName.of('Pages'), PDFName.of('Kids'), PDFName.of('Parent')]
  const seen = new Set<PDFDict>()
  const open: { readonly dict: PDFDict; readonly ref: PDFRef }[] = []
  const lift = (node: PDFObject | undefined, above: PDFRef | null): PDFRef | null => {
    const dict = node instanceof PDFRef ? context.lookup(node) : node
    if (!(dict instanceof PDFDict) || seen.has(dict)) return null
    seen.add(dict)
    const ref = node instanceof PDFRef ? node : context.register(dict)
    if (above !== null) dict.set(parent, above)
    open.push({ dict, ref })
    return ref
  }
  const root = lift(catalog.get(pages), null)
  if (root !== null) catalog.set(pages, root)
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { dict, ref } = next
    const list = context.lookup(dict.get(kids))
    if (list instanceof PDFArray) list.asArray().forEach((kid, index) => { list.set(index, lift(kid, ref) ?? kid) })
  }
}
