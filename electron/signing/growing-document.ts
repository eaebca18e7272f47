import { ProblemError } from '../../shared/problem.ts'
import { readSecurityStore, type SecurityStore } from '../pdf/dss.ts'
import { DEFAULT_LIMITS } from '../pdf/limits.ts'
import { openPdf, type PdfFile } from '../pdf/open.ts'
import { appended, type Source } from '../pdf/source.ts'
import { parseCertificate, type Certificate } from '../pki/certificate.ts'
import { readLevelFacts, type LevelFacts } from './level-facts.ts'

/** A document and what has been appended to it so far: nothing of the original is ever touched. */
export interface GrowingDocument {
  readonly original: Source
  readonly tail: Uint8Array
  /** The document as it stands, tail included. */
  readonly file: PdfFile
  readonly store: SecurityStore
  /** What the store held when the newest document timestamp was set; empty without one. */
  readonly archived: SecurityStore
  readonly facts: LevelFacts
}

export interface Opening { readonly anchors: readonly Certificate[]; readonly password: Uint8Array | undefined }

const NOTHING: SecurityStore = { certificates: [], ocsps: [], crls: [] }

export async function openGrowing(original: Source, opening: Opening): Promise<GrowingDocument> {
  return look(original, new Uint8Array(0), await openPdf(original, DEFAULT_LIMITS, opening.password), opening)
}

/** The document with a further section. It is read again as a stranger would: every signature stands where it stood. */
export async function grow(document: GrowingDocument, section: Uint8Array, opening: Opening): Promise<GrowingDocument> {
  const tail = Buffer.concat([document.tail, section])
  const grown = await look(document.original, tail, await document.file.openAgain(appended(document.original, tail)), opening)
  const before = document.facts.signatures
  const isSame = before.length === grown.facts.signatures.length && before.every((signature, index) => grown.facts.signatures[index]?.end === signature.end)
  if (!isSame || grown.facts.timestamps.length < document.facts.timestamps.length) throw new ProblemError('pdf.own-output-refused', { what: 'earlier-signature' })
  return grown
}

async function look(original: Source, tail: Uint8Array, file: PdfFile, { anchors }: Opening): Promise<GrowingDocument> {
  const store = await readSecurityStore(file)
  const facts = await readLevelFacts(file, { candidates: store.certificates.flatMap(parsedOrNone), anchors })
  const newest = facts.timestamps.at(-1)
  const archived = newest === undefined ? NOTHING : newest.end === file.source.size ? store : await readSecurityStore(await file.openHead(newest.end))
  return { original, tail, file, store, archived, facts }
}

function parsedOrNone(der: Uint8Array): Certificate[] {
  try {
    return [parseCertificate(der)]
  } catch {
    return [] // what is no certificate cannot stand in a chain
  }
}
