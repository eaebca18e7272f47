import { isArray, isString } from '../pdf/objects.ts'
import type { PdfFile } from '../pdf/open.ts'
import type { SignatureValue } from '../pdf/signature-fields.ts'
import { verifyBareSignature } from '../pki/bare-signature.ts'
import { parseCertificate, type Certificate } from '../pki/certificate.ts'
import type { CmsResult } from '../pki/cms-verify.ts'
import { DerError } from '../pki/der-read.ts'
import type { DigestName } from '../pki/signature-algorithms.ts'

/** The format of PDF 1.3, before there was CMS in PDF (ISO 32000-2 Table 255): a value without attributes, SHA-1 nearly always. */
export const BARE_FORM = 'adbe.x509.rsa_sha1'
const MOST_CERTIFICATES = 20

/** The value checked with the certificates that the signature dictionary names in Cert. */
export async function verifyBareValue(file: PdfFile, signature: SignatureValue, digestOf: (algorithm: DigestName) => Promise<Uint8Array>): Promise<CmsResult | null> {
  return signature.contents && verifyBareSignature({ contents: signature.contents, certificates: await certificatesBeside(file, signature), digestOf })
}

/** One string or a list of them, the signer's first (Table 255, Cert). */
async function certificatesBeside(file: PdfFile, { dict }: SignatureValue): Promise<Certificate[]> {
  const written = await file.resolve(dict.get('Cert'))
  const found: Certificate[] = []
  for (const item of isArray(written) ? written.slice(0, MOST_CERTIFICATES) : [written]) {
    const der = await file.resolve(item)
    const certificate = isString(der) ? readOrNull(der.bytes) : null
    // Without the first nobody knows who signed.
    if (certificate === null && found.length === 0) return []
    if (certificate !== null) found.push(certificate)
  }
  return found
}

function readOrNull(der: Uint8Array): Certificate | null {
  try {
    return parseCertificate(der)
  } catch (error) {
    if (error instanceof DerError) return null
    throw error
  }
}
