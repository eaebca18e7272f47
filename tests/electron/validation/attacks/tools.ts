/** What forging takes: reading objects of a signed file as text, and appending updates that nothing checks. */
import { deflateSync } from 'node:zlib'
import { isStream } from '../../../../electron/pdf/objects.ts'
import { openPdf } from '../../../../electron/pdf/open.ts'
import { serialize } from '../../../../electron/pdf/serialize.ts'
import { memorySource } from '../../../../electron/pdf/source.ts'
import { listSignatureFields } from '../../../../electron/pdf/signature-fields.ts'

/** The number of the stream that carries hidden objects. */
export const CARRIER = 122

/** What an object becomes: its new text, or its text as it is now edited. */
export type Edits = Readonly<Record<number, string | ((now: string) => string)>>

export const text = (pdf: Uint8Array): string => Buffer.from(pdf).toString('latin1')
export const bytes = (written: string): Uint8Array => Buffer.from(written, 'latin1')

export interface Update {
  readonly trailer?: Readonly<Record<string, string>>
  /** What stands where: behind the objects without an entry, or entries that point elsewhere. */
  readonly unlisted?: string
  readonly entries?: Readonly<Record<number, number | 'free'>>
  readonly startXref?: number
}

/** The object as it is now, as text; a stream with its data. */
export async function objectText(pdf: Uint8Array, number: number): Promise<string> {
  const file = await openPdf(memorySource(pdf))
  const object = await file.get({ kind: 'ref', number, generation: 0 })
  if (!isStream(object)) return serialize(object)
  return `${serialize(object.dict)}\nstream\n${text(await file.raw(object))}\nendstream`
}

async function edited(pdf: Uint8Array, edits: Edits): Promise<[number, string][]> {
  const written: [number, string][] = []
  for (const [number, edit] of Object.entries(edits)) {
    const now = typeof edit === 'string' ? '' : await objectText(pdf, Number(number))
    const then = typeof edit === 'string' ? edit : edit(now)
    if (then === now) throw new Error(`the edit of object ${number} changes nothing: ${now.slice(0, 300)}`)
    written.push([Number(number), then])
  }
  return written
}

/** An update with a table; its trailer names the same Root and the last section. */
export async function append(pdf: Uint8Array, edits: Edits, { trailer, unlisted = '', entries = {}, startXref }: Update = {}): Promise<Uint8Array> {
  const file = await openPdf(memorySource(pdf))
  const placed = new Map<number, number | 'free'>(Object.entries(entries).map(([number, at]) => [Number(number), at]))
  let body = '\n'
  for (const [number, object] of await edited(pdf, edits)) {
    placed.set(number, pdf.length + body.length)
    body += `${number} 0 obj\n${object}\nendobj\n`
  }
  body += unlisted
  const size = Math.max(Number(file.trailer.get('Size')), ...[...placed.keys()].map(number => number + 1))
  let table = 'xref\n'
  for (const [number, at] of placed) table += `${number} 1\n${String(at === 'free' ? 0 : at).padStart(10, '0')} ${at === 'free' ? '00001 f' : '00000 n'}\r\n`
  const written = { Size: String(size), Root: `${file.root.number} 0 R`, Prev: String(file.startXref.offset), ...trailer }
  const dict = Object.entries(written).map(([key, value]) => `/${key} ${value}`).join(' ')
  return Buffer.concat([pdf, bytes(`${body}${table}trailer\n<<${dict}>>\nstartxref\n${startXref ?? pdf.length + body.length}\n%%EOF\n`)])
}

export interface Packed {
  /** The number of the object stream; a new one unless an old one is to be taken over. */
  readonly container?: number
  /** Entries of the object stream's dictionary, for what must not be written plainly. */
  readonly dict?: string
  /** Its numbers and offsets, where they should not be the true ones. */
  readonly head?: (pairs: readonly (readonly [number, number])[]) => string
  readonly entries?: readonly number[]
  /** An object of an older stream, said to stand elsewhere in it. */
  readonly misplaced?: { readonly number: number; readonly index: number }
  /** First, where it is not the true number. */
  readonly first?: string
}

/** An update whose objects are packed in an object stream, with a cross-reference stream. */
export async function appendPacked(pdf: Uint8Array, edits: Edits, wish: Packed = {}): Promise<Uint8Array> {
  const file = await openPdf(memorySource(pdf))
  const objects = await edited(pdf, edits)
  const size = Math.max(Number(file.trailer.get('Size')), ...objects.map(([number]) => number + 1))
  const container = wish.container ?? size
  let body = ''
  const pairs = objects.map(([number, object]): [number, number] => {
    const at = body.length
    body += `${object} `
    return [number, at]
  })
  const head = wish.head?.(pairs) ?? `${pairs.flat().join(' ')} `
  const data = text(deflateSync(bytes(head + body)))
  const at = pdf.length + 1
  const stream = `\n${container} 0 obj\n<</Type /ObjStm /N ${pairs.length} /First ${wish.first ?? head.length} /Filter /FlateDecode /Length ${data.length} ${wish.dict ?? ''}>>\nstream\n${data}\nendstream\nendobj\n`
  const own = size + 1
  const from = pdf.length + stream.length
  const rows: [number, number, number, number][] = [[container, 1, at, 0], [own, 1, from, 0], ...(wish.entries ?? pairs.map(([number]) => number)).map((number, index): [number, number, number, number] => [number, 2, container, index])]
  const old = wish.misplaced && file.xref.get(wish.misplaced.number)
  if (wish.misplaced && old?.kind === 'packed') rows.push([wish.misplaced.number, 2, old.container, wish.misplaced.index])
  rows.sort(([a], [b]) => a - b)
  const table = Buffer.concat(rows.map(([, kind, second, third]) => Buffer.from([kind, second >>> 24, (second >>> 16) & 255, (second >>> 8) & 255, second & 255, third])))
  const index = rows.map(([number]) => `${number} 1`).join(' ')
  const xref = `${own} 0 obj\n<</Type /XRef /Size ${own + 1} /W [1 4 1] /Index [${index}] /Root ${file.root.number} 0 R /Prev ${file.startXref.offset} /Length ${table.length}>>\nstream\n${text(table)}\nendstream\nendobj\n`
  return Buffer.concat([pdf, bytes(`${stream}${xref}startxref\n${from}\n%%EOF\n`)])
}

/** Replaces text inside the file without moving anything: the new text is padded with blanks. */
export function inPlace(pdf: Uint8Array, from: RegExp | string, to: string | ((match: string) => string)): Uint8Array {
  const written = text(pdf)
  const match = typeof from === 'string' ? from : from.exec(written)?.[0]
  const at = match === undefined ? -1 : written.indexOf(match)
  if (match === undefined || at < 0) throw new Error(`nothing to replace: ${String(from)}`)
  const then = (typeof to === 'string' ? to : to(match)).padEnd(match.length)
  if (then.length !== match.length) throw new Error('the replacement is longer than what it replaces')
  return bytes(written.slice(0, at) + then + written.slice(at + match.length))
}

export interface SignaturePlace { readonly field: number; readonly value: number; readonly byteRange: readonly number[]; readonly contents: string; readonly name: string }

/** Where the (first) signature of the file is. */
export async function signatureOf(pdf: Uint8Array): Promise<SignaturePlace> {
  const file = await openPdf(memorySource(pdf))
  const [one] = (await listSignatureFields(file)).filter(({ signature }) => signature !== null)
  if (!one?.signature?.ref || !one.signature.contentsSpan) throw new Error('the file carries no signature')
  const { from, length } = one.signature.contentsSpan
  return {
    field: one.field.ref.number, value: one.signature.ref.number, byteRange: one.signature.byteRange ?? [],
    contents: text(pdf.subarray(from, from + length)), name: one.field.name,
  }
}

/** A stream object of this content. */
export function stream(content: string, entries = ''): string {
  return `<<${entries} /Length ${content.length}>>\nstream\n${content}\nendstream`
}

/** Where the object stands that `bases.ts` hides among the signed bytes under this number. */
export function hidden(pdf: Uint8Array, number: number): number {
  return text(pdf).indexOf(`\n${number} 0 obj`, text(pdf).indexOf(`\n${CARRIER} 0 obj`)) + 1
}
