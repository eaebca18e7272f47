import type { OfficialDocument } from '../../../shared/model/edoc.ts'
import { SetFailure } from '../jmap/failure.ts'
import { readAnyBlob } from '../store/blobs.ts'
import { sql, type Store } from '../store/open-store.ts'
import type { Colleague } from '../edoc/verbs.ts'
import { findSignatures } from './find-signatures.ts'
import { verifyCms } from './verify-cms.ts'

/**
 * Before a document leaves: every signature in its PDFs is intact and by a certificate of the authority, and each main
 * file carries a leader's of this agency. The agency's seal is not asked for yet.
 */
export function checkSignatures(store: Store, doc: OfficialDocument, colleagues: readonly Colleague[], now: number): void {
  const issuers = sql(store, 'select der from issuer').pluck().all() as Buffer[]
  const leaders = new Set(colleagues.filter(({ roles }) => roles.has('leader')).flatMap(({ certSerials }) => certSerials.map(plainSerial)))
  const main = doc.attachments.filter(({ role }) => role === 'main')
  if (main.length === 0) refuse('there is no main file')
  for (const file of doc.attachments) {
    const bytes = readAnyBlob(store, file.blobId)?.bytes
    if (bytes === undefined) return refuse(`${file.name} is not here`)
    if (!bytes.subarray(0, 1024).includes('%PDF-')) {
      if (file.role === 'main') refuse(`${file.name} is not a PDF`)
      continue
    }
    const found = findSignatures(bytes)
    if (found === null) return refuse(`${file.name}: a signature's byte range is malformed`)
    const serials = found.map(signature => {
      const verified = verifyCms(signature.cms, signature.signed, issuers, now)
      if (!verified.ok) return refuse(`${file.name}: ${verified.reason}`)
      return verified.serial
    })
    if (file.role === 'main' && !serials.some(serial => serial !== null && leaders.has(serial))) refuse(`${file.name} is not signed by a leader of the agency`)
  }
}

/** Serials are compared as numbers are written: lower case, no noughts in front. */
export function plainSerial(serial: string): string {
  return serial.toLowerCase().replace(/[^0-9a-f]/g, '').replace(/^0+(?=.)/, '')
}

function refuse(reason: string): never {
  throw new SetFailure('invalidProperties', reason, { properties: ['attachments'] })
}
