import { ProblemError } from '../../shared/problem.ts'
import { isArray, isDict, isRef, isStream, type PdfDict, type PdfObject, pdfDict, pdfName } from './objects.ts'
import { damaged } from './limits.ts'
import type { PdfFile } from './open.ts'
import type { Update } from './update.ts'

/** Kho bằng chứng của tài liệu: what a Document Security Store holds (ISO 32000-2 §12.8.4.3), each one DER. */
export interface SecurityStore {
  readonly certificates: readonly Uint8Array[]
  readonly ocsps: readonly Uint8Array[]
  readonly crls: readonly Uint8Array[]
}

const KEYS = { certificates: 'Certs', ocsps: 'OCSPs', crls: 'CRLs' } as const satisfies Record<keyof SecurityStore, string>
const KINDS = ['certificates', 'ocsps', 'crls'] as const

/** A chain has five certificates and each signature one; a store of a million streams would cost a million reads. */
const MOST_ENTRIES = 1_000
/** Of all entries of a kind together: a list of 100,000 revoked certificates is 4 MB. */
const MOST_BYTES = 64 * 1024 * 1024

/**
 * The document's evidence, empty lists where there is none. Entries that cannot be read are left out: what is missing
 * proves nothing. VRI is not looked at: it only repeats which entry was meant for which signature.
 */
export async function readSecurityStore(file: PdfFile): Promise<SecurityStore> {
  const dict = await file.resolveDict((await file.catalog()).get('DSS'))
  const listOf = (kind: keyof SecurityStore): Promise<Uint8Array[]> => readList(file, dict?.get(KEYS[kind]))
  return { certificates: await listOf('certificates'), ocsps: await listOf('ocsps'), crls: await listOf('crls') }
}

/**
 * Adds evidence to the store that the update will write: what is there stays, byte-equal entries are not doubled, VRI and
 * keys that we do not know are kept. False when everything was there already, and then nothing is written.
 */
export async function addToSecurityStore(update: Update, evidence: SecurityStore): Promise<boolean> {
  const { file } = update
  const catalog = await update.current(file.root)
  if (!isDict(catalog)) throw damaged('catalog')
  const held = catalog.get('DSS')
  const before = await file.resolveDict(held) ?? new Map<string, PdfObject>()
  const merged = new Map([['Type', pdfName('DSS')], ...before])
  let isChanged = false
  for (const kind of KINDS) isChanged = await mergeList(update, { before, merged, kind }, evidence[kind]) || isChanged
  if (!isChanged) return false
  if (isRef(held) && isDict(await file.resolve(held))) update.replace(held, merged)
  else update.replace(file.root, new Map([...catalog, ['DSS', update.add({ kind: 'object', object: merged })]]))
  return true
}

interface Merge { readonly before: PdfDict; readonly merged: Map<string, PdfObject>; readonly kind: keyof SecurityStore }

async function mergeList(update: Update, { before, merged, kind }: Merge, wanted: readonly Uint8Array[]): Promise<boolean> {
  const list = await update.file.resolve(before.get(KEYS[kind]))
  const known = new Set((await readList(update.file, list)).map(keyOf))
  const fresh = [...new Map(wanted.map(der => [keyOf(der), der]))].filter(([key]) => !known.has(key))
  if (fresh.length === 0) return false
  const refs = fresh.map(([, data]) => update.add({ kind: 'stream', dict: pdfDict({}), data }))
  merged.set(KEYS[kind], [...isArray(list) ? list : [], ...refs])
  return true
}

async function readList(file: PdfFile, object: PdfObject | undefined): Promise<Uint8Array[]> {
  const list = await file.resolve(object)
  const found: Uint8Array[] = []
  let left = MOST_BYTES
  for (const item of isArray(list) ? list.slice(0, MOST_ENTRIES) : []) {
    const der = await readEntry(file, item)
    if (der === null || der.length > left) continue
    left -= der.length
    found.push(der)
  }
  return found
}

async function readEntry(file: PdfFile, item: PdfObject): Promise<Uint8Array | null> {
  try {
    const stream = await file.resolve(item)
    return isStream(stream) ? await file.decode(stream) : null
  } catch (error) {
    if (error instanceof ProblemError && isOfOneEntry(error)) return null
    throw error
  }
}

/** What an entry alone is to blame for; a spent budget is the file's affair. */
function isOfOneEntry({ code, facts }: ProblemError): boolean {
  return code === 'pdf.damaged' || code === 'pdf.unsupported' || (code === 'pdf.too-complex' && (facts['what'] === 'reference-loop' || facts['what'] === 'stream-size'))
}

function keyOf(der: Uint8Array): string {
  return Buffer.from(der.buffer, der.byteOffset, der.length).toString('latin1')
}
