/** Two readings of one file: tables beside streams, object streams, and bytes that belong to nothing. */
import { openPdf } from '../../../../electron/pdf/open.ts'
import { memorySource } from '../../../../electron/pdf/source.ts'
import type { Attack } from './attack.ts'
import { CATALOG, CONTENT, FIRST, FONT, INNER_FIRST_VALUE, OVERLAY, PAGE, PAGES } from './bases.ts'
import { append, appendPacked, bytes, hidden, objectText, stream, text } from './tools.ts'

const FORGED = stream('BT /F 20 Tf 72 700 Td (Chi 900 dong) Tj ET')
const OTHER_FONT = '<</Type /Font /Subtype /Type1 /BaseFont /Symbol>>'

/** An update whose table says one thing and whose stream beside it another: a new text, or one that was hidden among the signed bytes. */
async function twofold(signed: Uint8Array, inTable: string, hiddenAt?: number): Promise<Uint8Array> {
  const file = await openPdf(memorySource(signed))
  const size = Number(file.trailer.get('Size'))
  const forgedAt = hiddenAt ?? signed.length + 1
  const body = hiddenAt === undefined ? `\n${CONTENT} 0 obj\n${FORGED}\nendobj\n` : '\n'
  const from = signed.length + body.length
  const row = Buffer.alloc(6)
  row.writeUInt8(1, 0)
  row.writeUInt32BE(forgedAt, 1)
  const beside = `${size} 0 obj\n<</Type /XRef /Size ${size + 1} /W [1 4 1] /Index [${CONTENT} 1] /Length 6>>\nstream\n${text(row)}\nendstream\nendobj\n`
  const at = from + beside.length
  return Buffer.concat([signed, bytes(`${body}${beside}xref\n${inTable}trailer\n<</Size ${size + 1} /Root 1 0 R /XRefStm ${from} /Prev ${file.startXref.offset}>>\nstartxref\n${at}\n%%EOF\n`)])
}

/** Where the object stands, as a table writes it. */
async function placeIn(signed: Uint8Array, number: number): Promise<string> {
  const entry = (await openPdf(memorySource(signed))).xref.get(number)
  if (entry?.kind !== 'offset') throw new Error(`object ${number} stands nowhere`)
  return padded(entry.offset)
}

const padded = (offset: number): string => String(offset).padStart(10, '0')
const row = (number: number, at: string, generation = '00000'): string => `${number} 1\n${at} ${generation} n\r\n`

/** An update that is nothing but a table with these rows. */
async function onlyTable(signed: Uint8Array, rows: string): Promise<Uint8Array> {
  const file = await openPdf(memorySource(signed))
  return Buffer.concat([signed, bytes(`xref\n${rows}trailer\n<</Size ${Number(file.trailer.get('Size'))} /Root 1 0 R /Prev ${file.startXref.offset}>>\nstartxref\n${signed.length}\n%%EOF\n`)])
}

export const twofoldTables: readonly Attack[] = [
  { name: 'an object twice in a table, first as it was', base: 'plain', forge: async signed => onlyTable(signed, row(CONTENT, await placeIn(signed, CONTENT)) + row(CONTENT, padded(hidden(signed, CONTENT)))) },
  { name: 'an object twice in a table, last as it was', base: 'plain', forge: async signed => onlyTable(signed, row(CONTENT, padded(hidden(signed, CONTENT))) + row(CONTENT, await placeIn(signed, CONTENT))) },
  { name: 'an object under another generation: strict readers lose it', base: 'plain', forge: async signed => onlyTable(signed, row(OVERLAY, await placeIn(signed, OVERLAY), '00001')) },
  { name: 'a smaller Size: strict readers lose what lies above it', base: 'plain', forge: signed => append(signed, { 20: '(x)' }, { trailer: { Size: '105' } }) },
  { name: 'a packed object under another place of its stream: readers that count find another', base: 'packed', forge: signed => appendPacked(signed, {}, { misplaced: { number: FONT, index: 1 } }) },
]

export const hybridAmbiguities: readonly Attack[] = (['plain', 'hybrid'] as const).flatMap((base): Attack[] => [
  { name: `free in the table, another text in the stream (${base})`, base, forge: signed => twofold(signed, `${CONTENT} 1\n0000000000 00001 f\r\n`) },
  { name: `the old text in the table, another in the stream (${base})`, base, forge: async signed => twofold(signed, row(CONTENT, await placeIn(signed, CONTENT))) },
  { name: `the old text in the table, a hidden one in the stream (${base})`, base, forge: async signed => twofold(signed, row(CONTENT, await placeIn(signed, CONTENT)), hidden(signed, CONTENT)) },
  { name: `nothing in the table, another text in the stream (${base})`, base, forge: signed => twofold(signed, '0 0\n') },
])

const behind = (name: string, tail: string): Attack => ({ name, base: 'plain', forge: signed => Buffer.concat([signed, bytes(tail)]) })
export const trailingBytes: readonly Attack[] = [
  behind('a text', 'them vao'), behind('an object', '\n300 0 obj (an) endobj\n'), behind('a comment', '\n% them vao\n'), behind('a second end', '\n%%EOF\n'),
  behind('a kilobyte and more of blanks', ' '.repeat(5_000)), behind('another document', `\n%PDF-1.7\n1 0 obj\n<</Type /Catalog>>\nendobj\n`), behind('a script', '\n<script>alert(1)</script>\n'),
  { name: 'an object without an entry inside an update', base: 'plain', forge: signed => append(signed, { 300: '(x)' }, { unlisted: `${CONTENT} 0 obj\n${FORGED}\nendobj\n` }) },
  { name: 'text between the objects of an update', base: 'plain', forge: signed => append(signed, { 300: '(x)' }, { unlisted: 'them vao\n' }) },
  { name: 'text between the trailer of an update and its startxref', base: 'plain', forge: async signed => bytes(text(await append(signed, { 300: '(x)' })).replace(/startxref(?![\s\S]*startxref)/, 'them vao\nstartxref')) },
  { name: 'a comment behind the end of an update', base: 'plain', forge: async signed => Buffer.concat([await append(signed, { 300: '(x)' }), bytes('% them vao\n')]) },
  { name: 'a comment that is long enough to be a document', base: 'plain', forge: signed => append(signed, { 300: '(x)' }, { unlisted: `%${'x'.repeat(10_000)}\n` }) },
]

export const objectStreams: readonly Attack[] = [
  { name: 'another text by an object stream', base: 'packed', forge: signed => appendPacked(signed, { [PAGE]: now => now.replace(`/Contents ${CONTENT} 0 R`, '/Contents 300 0 R') }) },
  { name: 'another font by an object stream', base: 'packed', forge: signed => appendPacked(signed, { [FONT]: OTHER_FONT }) },
  { name: 'another font by an object stream behind a table', base: 'plain', forge: signed => appendPacked(signed, { [FONT]: OTHER_FONT }) },
  { name: 'the object stream read from another place by its First', base: 'packed', forge: signed => append(signed, { [FIRST]: String(INNER_FIRST_VALUE) }) },
  {
    name: 'the object stream itself replaced', base: 'packed', async forge(signed) {
      const file = await openPdf(memorySource(signed))
      const entry = file.xref.get(FONT)
      if (entry?.kind !== 'packed') throw new Error('the base packs no font')
      return appendPacked(signed, { [FONT]: OTHER_FONT }, { container: entry.container, entries: [] })
    },
  },
  {
    name: 'the object stream itself under another Type, its bytes the same: strict readers lose what it holds', base: 'packed', async forge(signed) {
      const entry = (await openPdf(memorySource(signed))).xref.get(FONT)
      if (entry?.kind !== 'packed') throw new Error('the base packs no font')
      return append(signed, { [entry.container]: now => now.replace('/ObjStm', '/Khac') })
    },
  },
  { name: 'one number twice in an object stream', base: 'packed', forge: signed => appendPacked(signed, { [FONT]: now => `${now} ${OTHER_FONT}` }, { head: pairs => { const at = pairs[0]?.[1] ?? 0; return `${FONT} ${at} ${FONT} ${at + 200} ` }, dict: '/N 2' }) },
  { name: 'a signed dictionary by an object stream', base: 'packed', forge: signed => appendPacked(signed, { [CATALOG]: now => now.replace(/\/AcroForm \d+ 0 R/, '') }) },
  { name: 'an object stream inside an object stream', base: 'packed', forge: async signed => appendPacked(signed, { 300: await objectText(signed, PAGES), [PAGES]: now => now }, { container: 300 }).catch(() => appendPacked(signed, { [PAGES]: now => now.replace('/Count 2', '/Count 1') }, { container: 300 })) },
]
