/** Certificates that a PDF brings along. None is trusted for that. */
import { readSecurityStore, type SecurityStore } from '../pdf/dss.ts'
import { DEFAULT_LIMITS } from '../pdf/limits.ts'
import { openPdf, type PdfFile } from '../pdf/open.ts'
import { listSignatureFields } from '../pdf/signature-fields.ts'
import type { Source } from '../pdf/source.ts'
import { parseCertificate, type Certificate } from '../pki/certificate.ts'
import { readSignedData } from '../pki/cms-read.ts'

/** A path has five; every further one is parsed for nothing. */
const MOST_STORED = 200

/** Those of the document's store (ISO 32000-2 §12.8.4.3). */
async function storedCertificates(file: PdfFile): Promise<Certificate[]> {
  return certificatesOf(await readSecurityStore(file))
}

export function certificatesOf({ certificates }: Pick<SecurityStore, 'certificates'>): Certificate[] {
  return certificates.slice(0, MOST_STORED).flatMap(der => parsed(() => [parseCertificate(der)]))
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
