/** Mục đích of a certificate, for who signs and who judges alike: what one lets sign, the other must not call wrong. */

/** RFC 5280 §4.2.1.12: servers, code, timestamps, OCSP answers. A certificate with only these signs no văn bản. */
const OTHER_PURPOSES: readonly string[] = ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.3', '1.3.6.1.5.5.7.3.8', '1.3.6.1.5.5.7.3.9']

/** Whether the extended key usage (null: none, which restricts nothing) leaves room for signatures on documents. */
export function isForDocuments(extendedKeyUsage: readonly string[] | null): boolean {
  return extendedKeyUsage === null || extendedKeyUsage.some(purpose => !OTHER_PURPOSES.includes(purpose))
}
