import { deflateSync } from 'node:zlib'

export interface PdfWish {
  /** The kind of its cross-reference section. */
  readonly xref?: 'table' | 'stream' | 'hybrid'
  /** Entries of each page's dictionary beside Type, Parent, Contents and Resources. */
  readonly pages?: readonly string[]
  /** Entries of the page tree's root, which pages inherit. */
  readonly inherited?: string
  /** Content streams by page; default one line of text. */
  readonly contents?: readonly string[]
  /** Entries of the catalog, and objects they refer to: numbers from 100. */
  readonly catalog?: string
  readonly extra?: Readonly<Record<number, string>>
  /** Entries of the trailer. */
  readonly trailer?: string
}

interface Written { readonly body: Buffer; readonly offsets: ReadonlyMap<number, number> }

const ID = '/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]'

/** A small PDF. With `stream` and `hybrid` catalog and pages are packed in an object stream. */
export function makePdf(wish: PdfWish = {}): Uint8Array {
  const pages = wish.pages ?? ['/MediaBox [0 0 595 842]']
  const objects = new Map<number, string>([[1, `<</Type /Catalog /Pages 2 0 R ${wish.catalog ?? ''}>>`]])
  objects.set(2, `<</Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${10 + index * 2} 0 R`).join(' ')}] ${wish.inherited ?? ''}>>`)
  objects.set(3, '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>')
  const streams = new Map<number, string>()
  pages.forEach((entries, index) => {
    const number = 10 + index * 2
    objects.set(number, `<</Type /Page /Parent 2 0 R /Contents ${number + 1} 0 R /Resources <</Font <</F 3 0 R>>>> ${entries}>>`)
    const content = wish.contents?.[index] ?? `BT /F 20 Tf 72 700 Td (Page ${index + 1}) Tj ET`
    streams.set(number + 1, `<</Length ${content.length}>>\nstream\n${content}\nendstream`)
  })
  for (const [number, text] of Object.entries(wish.extra ?? {})) objects.set(Number(number), text)
  if (wish.xref === 'stream') return packed(objects, streams, wish)
  return wish.xref === 'hybrid' ? hybrid(objects, streams, wish) : plain(new Map([...objects, ...streams]), wish)
}

function plain(objects: ReadonlyMap<number, string>, wish: PdfWish): Uint8Array {
  const { body, offsets } = write(objects)
  const size = Math.max(...objects.keys()) + 1
  return Buffer.concat([body, Buffer.from(`${table(offsets, size)}trailer\n<</Size ${size} /Root 1 0 R ${ID} ${wish.trailer ?? ''}>>\nstartxref\n${body.length}\n%%EOF\n`)])
}

/** As Word writes it: the table knows the plain objects, the stream beside it those that are packed. */
function hybrid(objects: ReadonlyMap<number, string>, streams: ReadonlyMap<number, string>, wish: PdfWish): Uint8Array {
  const [hidden, open] = [new Map([...objects].filter(([number]) => number === 3)), new Map([...objects].filter(([number]) => number !== 3))]
  const size = Math.max(...objects.keys(), ...streams.keys()) + 3
  const { body, offsets } = write(new Map([...open, ...streams, [size - 2, objectStream(hidden)]]))
  const stream = xrefStream({ number: size - 1, size, at: body.length, offsets: new Map(), packed: [...hidden.keys()], container: size - 2, root: '' })
  const from = body.length + stream.length
  return Buffer.concat([body, stream, Buffer.from(`${table(offsets, size)}trailer\n<</Size ${size} /Root 1 0 R ${ID} /XRefStm ${body.length} ${wish.trailer ?? ''}>>\nstartxref\n${from}\n%%EOF\n`)])
}

function packed(objects: ReadonlyMap<number, string>, streams: ReadonlyMap<number, string>, wish: PdfWish): Uint8Array {
  const size = Math.max(...objects.keys(), ...streams.keys()) + 3
  const { body, offsets } = write(new Map([...streams, [size - 2, objectStream(objects)]]))
  const stream = xrefStream({ number: size - 1, size, at: body.length, offsets, packed: [...objects.keys()], container: size - 2, root: `/Root 1 0 R ${ID} ${wish.trailer ?? ''}` })
  return Buffer.concat([body, stream, Buffer.from(`startxref\n${body.length}\n%%EOF\n`)])
}

function write(objects: ReadonlyMap<number, string>): Written {
  const parts = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
  const offsets = new Map<number, number>()
  let offset = parts[0]?.length ?? 0
  for (const [number, text] of objects) {
    offsets.set(number, offset)
    const bytes = Buffer.from(`${number} 0 obj\n${text}\nendobj\n`, 'latin1')
    parts.push(bytes)
    offset += bytes.length
  }
  return { body: Buffer.concat(parts), offsets }
}

function table(offsets: ReadonlyMap<number, number>, size: number): string {
  let text = `xref\n0 ${size}\n0000000000 65535 f\r\n`
  for (let number = 1; number < size; number++) {
    const offset = offsets.get(number)
    text += offset === undefined ? '0000000000 00000 f\r\n' : `${String(offset).padStart(10, '0')} 00000 n\r\n`
  }
  return text
}

function objectStream(objects: ReadonlyMap<number, string>): string {
  let head = ''
  let body = ''
  for (const [number, text] of objects) {
    head += `${number} ${body.length} `
    body += `${text} `
  }
  const data = deflateSync(Buffer.from(head + body, 'latin1')).toString('latin1')
  return `<</Type /ObjStm /N ${objects.size} /First ${head.length} /Filter /FlateDecode /Length ${data.length}>>\nstream\n${data}\nendstream`
}

interface StreamWish { number: number; size: number; at: number; offsets: ReadonlyMap<number, number>; packed: readonly number[]; container: number; root: string }

function xrefStream({ number, size, at, offsets, packed: inside, container, root }: StreamWish): Buffer {
  const rows = Buffer.alloc(size * 6)
  const row = (entry: number, type: number, second: number, third: number): void => {
    rows.writeUInt8(type, entry * 6)
    rows.writeUInt32BE(second, entry * 6 + 1)
    rows.writeUInt8(third, entry * 6 + 5)
  }
  for (const [entry, offset] of offsets) row(entry, 1, offset, 0)
  inside.forEach((entry, index) => { row(entry, 2, container, index) })
  row(number, 1, at, 0)
  const data = deflateSync(rows)
  const head = `${number} 0 obj\n<</Type /XRef /Size ${size} /W [1 4 1] /Filter /FlateDecode /Length ${data.length} ${root}>>\nstream\n`
  return Buffer.concat([Buffer.from(head), data, Buffer.from('\nendstream\nendobj\n')])
}
