import { createHash } from 'node:crypto'
import { ProblemError } from '../../shared/problem.ts'
import { isArray, isDict, isString, nameOf, type PdfDict, type PdfObject, pdfDict, pdfName, type PdfRef, pdfRef } from './objects.ts'
import type { PdfFile } from './open.ts'
import { serialize } from './serialize.ts'
import type { NewObject, Update } from './update.ts'

/** What is appended: its bytes, and where in them each object's value begins. */
export interface Tail { readonly bytes: Uint8Array; readonly valueAt: ReadonlyMap<number, number> }

interface Placed { readonly number: number; readonly generation: number; readonly offset: number }

/** Ten digits are all that a cross-reference table has for an offset (ISO 32000-2 §7.5.4), some of them for the tail. */
const LARGEST = 9_900_000_000

/**
 * An appended section for the update (ISO 32000-2 §7.5.6): the new objects, a cross-reference section of the kind the
 * file's newest has (a hybrid gets a table), startxref. Not one byte of the original is touched or copied.
 * Throws `pdf.too-large`.
 */
export async function writeTail(update: Update): Promise<Tail> {
  const { file } = update
  if (file.source.size > LARGEST) throw new ProblemError('pdf.too-large', { bytes: file.source.size })
  const out = createOutput(file.source.size)
  const last = await file.source.read(file.source.size - 1, 1)
  // An object must begin on a line of its own, and `%%EOF` without an end of line would make it part of a comment.
  if (last[0] !== 10 && last[0] !== 13) out.push('\n')
  const placed: Placed[] = []
  const valueAt = new Map<number, number>()
  for (const [number, { generation, object }] of [...update.objects].sort(([a], [b]) => a - b)) {
    placed.push({ number, generation, offset: out.offset() })
    out.push(`${number} ${generation} obj\n`)
    valueAt.set(number, out.offset() - file.source.size)
    pushValue(out, encrypted(file, object, pdfRef(number, generation)))
    out.push('\nendobj\n')
  }
  const trailer = await trailerEntries(update, out.digest())
  if (file.sections[0]?.kind === 'stream') pushXrefStream(out, placed, trailer, update)
  else pushXrefTable(out, placed, trailer, update)
  return { bytes: out.bytes(), valueAt }
}

function pushValue(out: Output, object: NewObject): void {
  if (object.kind === 'signature') out.push(`${object.head}\n${serialize(object.rest).slice(2)}`)
  else if (object.kind === 'object') out.push(serialize(object.object))
  else {
    out.push(`${serialize(new Map([...object.dict, ['Length', object.data.length]]))}\nstream\n`)
    out.push(object.data)
    out.push('\nendstream')
  }
}

/** The object as an encrypted file holds it (ISO 32000-2 §7.6.2). Ours is never packed: its strings are its own to encipher. */
function encrypted({ encryption }: PdfFile, object: NewObject, ref: PdfRef): NewObject {
  if (encryption === null) return object
  const entries = (dict: PdfDict): PdfDict => {
    const changed = encryption.encryptStrings(dict, ref)
    return isDict(changed) ? changed : dict
  }
  if (object.kind === 'object') return { kind: 'object', object: encryption.encryptStrings(object.object, ref) }
  if (object.kind === 'signature') return { ...object, rest: entries(object.rest) }
  const facts = { ref, type: nameOf(object.dict.get('Type')), cryptFilter: null }
  return { kind: 'stream', dict: entries(object.dict), data: encryption.encryptStream(object.data, facts) }
}

/** What the new trailer keeps of the old one: Root, Info, Encrypt, the first ID; Prev leads to the section that was newest. */
async function trailerEntries({ file }: Update, digest: Buffer): Promise<Map<string, PdfObject>> {
  const entries = pdfDict({ Root: file.root, Info: file.trailer.get('Info'), Encrypt: file.trailer.get('Encrypt'), Prev: file.startXref.offset })
  const id = await file.resolve(file.trailer.get('ID'))
  const first = isArray(id) ? await file.resolve(id[0]) : null
  // §14.4: the first half stays for ever; the second changes with each update, here by what the update writes.
  if (isString(first)) entries.set('ID', [{ ...first, hex: true }, { kind: 'string', bytes: digest.subarray(0, 16), hex: true }])
  return entries
}

function pushXrefTable(out: Output, placed: readonly Placed[], trailer: Map<string, PdfObject>, update: Update): void {
  const from = out.offset()
  let text = 'xref\n'
  for (const run of runsOf(placed)) {
    text += `${run[0]?.number ?? 0} ${run.length}\n`
    for (const { offset, generation } of run) text += `${String(offset).padStart(10, '0')} ${String(generation).padStart(5, '0')} n\r\n`
  }
  const dict = new Map<string, PdfObject>([['Size', update.nextNumber()], ...trailer])
  out.push(`${text}trailer\n${serialize(dict)}\nstartxref\n${from}\n%%EOF\n`)
}

function pushXrefStream(out: Output, placed: readonly Placed[], trailer: Map<string, PdfObject>, update: Update): void {
  const from = out.offset()
  const own: PdfRef = update.add({ kind: 'object', object: null })
  const all = [...placed, { number: own.number, generation: 0, offset: from }]
  // Five bytes hold offsets up to a terabyte, two every generation.
  const rows = Buffer.alloc(all.length * 8)
  all.forEach(({ offset, generation }, index) => {
    rows.writeUInt8(1, index * 8)
    rows.writeUIntBE(offset, index * 8 + 1, 5)
    rows.writeUInt16BE(generation, index * 8 + 6)
  })
  const index = runsOf(all).flatMap(run => [run[0]?.number ?? 0, run.length])
  const dict = new Map<string, PdfObject>([['Type', pdfName('XRef')], ['Size', update.nextNumber()], ['W', [1, 5, 2]], ['Index', index], ...trailer])
  out.push(`${own.number} 0 obj\n`)
  pushValue(out, { kind: 'stream', dict, data: rows })
  out.push(`\nendobj\nstartxref\n${from}\n%%EOF\n`)
}

/** Consecutive object numbers, already in order. */
function runsOf(placed: readonly Placed[]): Placed[][] {
  const runs: Placed[][] = []
  for (const entry of placed) {
    const run = runs.at(-1)
    if (run !== undefined && run.at(-1)?.number === entry.number - 1) run.push(entry)
    else runs.push([entry])
  }
  return runs
}

interface Output { push(part: string | Uint8Array): void; offset(): number; bytes(): Uint8Array; digest(): Buffer }

function createOutput(start: number): Output {
  const parts: Uint8Array[] = []
  let offset = start
  return {
    push(part) {
      const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : part
      parts.push(bytes)
      offset += bytes.length
    },
    offset: () => offset,
    bytes: () => Buffer.concat(parts),
    digest: () => createHash('sha256').update(String(start)).update(Buffer.concat(parts)).digest(),
  }
}
