import { ProblemError } from '../../shared/problem.ts'
import { blockCached } from './block-cache.ts'
import { type Encryption, type EncryptionInputs, openEncryption } from './encryption/encryption.ts'
import { DEFAULT_LIMITS, damaged, type PdfLimits, tooComplex } from './limits.ts'
import { createLoader, type Loader, type LoaderInputs, type Located } from './load.ts'
import { isArray, isDict, isRef, isString, type PdfDict, type PdfObject, type PdfRef, type PdfStream } from './objects.ts'
import { headOf, type Source } from './source.ts'
import { decodedBytes, rawBytes, type StreamContext } from './streams.ts'
import { findStartXref, mergeSections, readXrefChain, type XrefInputs } from './xref.ts'
import type { XrefEntry, XrefSection } from './xref-entry.ts'

/**
 * An open PDF. Objects are read when asked for. `notes` are the leniencies that reading needed so far, by name
 * (`stream-length`, `duplicate-key`, `xref-numbering`, `header-offset`, `generation`,
 * `xref-twice`, `object-stream-twice`, `object-stream-index`, `encryption-…`); what needed none is
 * well formed.
 */
export interface PdfFile {
  readonly source: Source
  readonly limits: PdfLimits
  /** From the newest to the oldest; `sections[0]` is where startxref points. */
  readonly sections: readonly XrefSection[]
  readonly startXref: { readonly at: number; readonly offset: number }
  readonly trailer: PdfDict
  readonly xref: ReadonlyMap<number, XrefEntry>
  readonly root: PdfRef
  readonly notes: ReadonlySet<string>
  /** How the file is enciphered; null for a plain one. Objects and streams are given deciphered. */
  readonly encryption: Encryption | null
  /** The object, null when it is free or absent. */
  get(ref: PdfRef): Promise<PdfObject>
  /** Follows references to the object itself. */
  resolve(object: PdfObject | undefined): Promise<PdfObject>
  /** As `resolve` where it is at hand; undefined where it must be waited for. */
  now(object: PdfObject | undefined): PdfObject | undefined
  resolveDict(object: PdfObject | undefined): Promise<PdfDict | null>
  /** Where an object and the values of its dictionary stand in the file; null for packed and absent objects. */
  locate(ref: PdfRef): Promise<Located | null>
  raw(stream: PdfStream): Promise<Uint8Array>
  decode(stream: PdfStream): Promise<Uint8Array>
  catalog(): Promise<PdfDict>
  /** Opens another state of the same document (an earlier revision, what is about to be written) under the same password. */
  openAgain(other: Source): Promise<PdfFile>
  /** Opens the first `length` bytes as a document of their own: an earlier revision, under the same password. */
  openHead(length: number): Promise<PdfFile>
}

/**
 * Opens a document without changing or repairing it. Throws `pdf.not-pdf`, `pdf.damaged` (the cross-reference chain
 * does not lead to a catalog with pages), `pdf.too-complex`; for encrypted files `pdf.password-wanted`,
 * `pdf.password-wrong`, `pdf.encrypted-for-recipients`, `pdf.encrypted`. The password is the user's or the owner's, its
 * bytes as they were typed; without one the empty password is tried.
 */
export async function openPdf(original: Source, limits: PdfLimits = DEFAULT_LIMITS, password?: Uint8Array): Promise<PdfFile> {
  return open(original, limits, { password, known: new Map(), tables: new Map() })
}

async function open(original: Source, limits: PdfLimits, opening: Opening): Promise<PdfFile> {
  const source = blockCached(original)
  const notes = new Set<string>()
  await checkHeader(source, notes)
  const budget = { left: limits.maxDecodedBytes }
  const note = (what: string): void => { notes.add(what) }
  const spend = (bytes: number): void => {
    budget.left -= bytes
    if (budget.left < 0) throw tooComplex('decoded-size')
  }
  const startXref = await findStartXref(source)
  const sections = await readXrefChain({ source, limits, note, spend, tables: opening.tables }, startXref.offset)
  const trailer = sections[0]?.trailer ?? new Map<string, PdfObject>()
  const root = trailer.get('Root')
  if (!isRef(root)) throw damaged('root')
  const xref = mergeSections(sections, limits)
  const plain: LoaderInputs = { source, limits, xref, note, spend, encryption: null, encryptNumber: null }
  const encryption = await encryptionOf(trailer, createLoader(plain), { ...opening, note })
  const encrypt = trailer.get('Encrypt')
  const loader = createLoader({ ...plain, encryption, encryptNumber: isRef(encrypt) ? encrypt.number : null })
  const context: StreamContext = { source, maxStreamBytes: limits.maxStreamBytes, encryption, resolve: loader.resolve, note, spend }
  const resolveDict = async (object: PdfObject | undefined): Promise<PdfDict | null> => {
    const resolved = await loader.resolve(object)
    return isDict(resolved) ? resolved : null
  }
  const catalog = async (): Promise<PdfDict> => {
    const dict = await resolveDict(root)
    if (dict === null) throw damaged('catalog')
    return dict
  }
  if (await resolveDict((await catalog()).get('Pages')) === null) throw damaged('pages')
  return {
    source, limits, sections, startXref, trailer, xref, root, notes, encryption, resolveDict, catalog,
    get: loader.get, now: loader.now, resolve: loader.resolve, locate: loader.locate,
    raw: stream => rawBytes(context, stream), decode: stream => decodedBytes(context, stream),
    openAgain: other => open(other, limits, { ...opening, tables: new Map() }),
    openHead: length => open(headOf(source, length), limits, opening),
  }
}

type Opening = Pick<EncryptionInputs, 'password' | 'known'> & Pick<XrefInputs, 'tables'>

async function encryptionOf(trailer: PdfDict, loader: Loader, opening: Opening & Pick<EncryptionInputs, 'note'>): Promise<Encryption | null> {
  // An entry that is null is no entry (§7.3.9); a reference that leads nowhere is damage.
  if ((trailer.get('Encrypt') ?? null) === null) return null
  const dict = await loader.resolve(trailer.get('Encrypt'))
  if (!isDict(dict)) throw damaged('encryption')
  const id = await loader.resolve(trailer.get('ID'))
  const first = isArray(id) ? await loader.resolve(id[0]) : null
  return openEncryption({ dict, firstId: isString(first) ? first.bytes : new Uint8Array(0), resolve: loader.resolve, ...opening })
}

/** ISO 32000-2 §7.5.2; the header may stand a little way into the file, which is noted. */
async function checkHeader(source: Source, notes: Set<string>): Promise<void> {
  const at = Buffer.from(await source.read(0, 1024)).indexOf('%PDF-')
  if (at < 0) throw new ProblemError('pdf.not-pdf')
  if (at > 0) notes.add('header-offset')
}
