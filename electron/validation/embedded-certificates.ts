/** Certificates that a PDF brings along. None is trusted for that. */
import { DEFAULT_LIMITS } from '../pdf/limits.ts'
import { isArray, isStream } from '../pdf/objects.ts'
import { openPdf, type PdfFile } from '../pdf/open.ts'
import { listSignatureFields } from '../pdf/signature-fields.ts'
import type { Source } from '../pdf/source.ts'
import { parseCertificate, type Certificate } from '../pki/certificate.ts'
import { readSignedData } from '../pki/cms-read.ts'

/** A DSS of a thousand certificates would be a thousand streams to inflate. */
const MOST_STORED = 200
const LARGEST_STORED = 64 * 1024

/** Those of the Document Security Store (ISO 32000-2 §12.8.4.3). */
export async function storedCertificates(file: PdfFile): Promise<Certificate[]> {
  const store = await file.resolveDict((await file.catalog()).get('DSS'))
  const list = await file.resolve(store?.get('Certs'))
  const found: Certificate[] = []
  for (const item of isArray(list) ? list.slice(0, MOST_STORED) : []) {
    const stream = await file.resolve(item)
    const bytes = isStream(stream) ? await file.decode(stream) : null
    if (bytes && bytes.length <= LARGEST_STORED) found.push(...parsed(() => [parseCertificate(bytes)]))
  }
  return found
}

/**
 * Everything inside a file that could be made an anchor: for `--trust-embedded` in conformance runs only, since it lets
 * a forger bring his own root. Empty for what cannot be read.
 */
export async function embeddedCertificates(source: Source, password?: Uint8Array): Promise<Certificate[]> {
  const file = await openPdf(source, DEFAULT_LIMITS, password)
  const fields = await listSignatureFields(file)
  const signers = fields.flatMap(({ signature }) => signature?.contents ? parsed(() => readSignedData(signature.contents ?? new Uint8Array()).certificates) : [])
  return [...signers, ...await storedCertificates(file)]
}

function parsed(read: () => readonly Certificate[]): readonly Certificate[] {
  try {
    return read()
  } catch {
    return [] // what is no certificate cannot stand in a path
  }
}
