import { CKA, CKC_X_509, CKO } from '../constants/pkcs11.ts'
import type { FoundCertificate } from '../key-source.ts'
import type { Library } from './library.ts'
import type { Ulong } from './memory.ts'
import { attributes, findObjects } from './objects.ts'

/** `id` is CKA_ID, by which a certificate and its key know each other; empty where the card gave none. */
export interface CertificateObject extends FoundCertificate { readonly id: Uint8Array }

/**
 * The certificates that a session sees. A key is present when it, or the public one written beside it, carries the
 * certificate's CKA_ID; `otherwise` says what not seeing it means.
 */
export async function findCertificates(library: Library, session: Ulong, otherwise: 'absent' | 'unknown'): Promise<CertificateObject[]> {
  const handles = await findObjects(library, session, [{ type: CKA.CLASS, value: CKO.CERTIFICATE }, { type: CKA.CERTIFICATE_TYPE, value: CKC_X_509 }])
  if (handles.length === 0) return []
  const keys = new Set([...await idsOf(library, session, CKO.PRIVATE_KEY), ...await idsOf(library, session, CKO.PUBLIC_KEY)])
  const found: CertificateObject[] = []
  for (const handle of handles) {
    const [der, id = new Uint8Array(0)] = await attributes(library, session, handle, [CKA.VALUE, CKA.ID])
    if (der === undefined || der.length === 0) continue
    found.push({ der, id, key: keys.has(hex(id)) ? 'present' : otherwise })
  }
  return found
}

async function idsOf(library: Library, session: Ulong, objectClass: number): Promise<string[]> {
  const ids: string[] = []
  for (const handle of await findObjects(library, session, [{ type: CKA.CLASS, value: objectClass }])) {
    const [id] = await attributes(library, session, handle, [CKA.ID])
    if (id !== undefined && id.length > 0) ids.push(hex(id))
  }
  return ids
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
