/** The chain of cross-references led astray: loops, odd widths and kinds of entries, tables among the signed bytes, a key declared anew. */
import { openPdf } from '../../../../electron/pdf/open.ts'
import { memorySource } from '../../../../electron/pdf/source.ts'
import type { Attack } from './attack.ts'
import { CATALOG, CONTENT, FIELD, FONT, FORM, lookOf, PAGE, PAGES } from './bases.ts'
import { append, appendPacked, bytes, CARRIER, hidden, objectText, stream, text, type Edits } from './tools.ts'

const FORGED = stream('BT /F 20 Tf 72 700 Td (Chi 900 dong) Tj ET')
const plain = (name: string, edits: Edits, update: Parameters<typeof append>[2], more: Partial<Attack> = {}): Attack => ({ name, base: 'plain', forge: signed => append(signed, edits, update), ...more })

interface Rows { readonly widths: string; readonly index: string; readonly rows: (at: { readonly forged: number; readonly own: number }) => readonly number[]; readonly entries?: string }

/** An update by a cross-reference stream whose rows are written octet by octet; the forged text stands in front of it. */
async function byStream(signed: Uint8Array, { widths, index, rows, entries = '' }: Rows): Promise<Uint8Array> {
  const file = await openPdf(memorySource(signed))
  const size = Number(file.trailer.get('Size'))
  const forged = signed.length + 1
  const body = `\n${CONTENT} 0 obj\n${FORGED}\nendobj\n`
  const own = signed.length + body.length
  const data = text(Uint8Array.from(rows({ forged, own })))
  const xref = `${size} 0 obj\n<</Type /XRef /Size ${size + 1} /W [${widths}] /Index [${index}] /Root ${file.root.number} 0 R /Prev ${file.startXref.offset} ${entries} /Length ${data.length}>>\nstream\n${data}\nendstream\nendobj\n`
  return Buffer.concat([signed, bytes(`${body}${xref}startxref\n${own}\n%%EOF\n`)])
}
const four = (value: number): number[] => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]
const streamed = (name: string, rows: Rows, base: Attack['base'] = 'packed'): Attack => ({ name, base, forge: signed => byStream(signed, rows) })

/** An empty field that shows something, where its rectangle or its flags are to make it look unseen. */
const field = (name: string, entries: string, more: Partial<Attack> = { verdict: 'indeterminate' }): Attack => ({
  name, base: 'plain', ...more, forge: signed => append(signed, {
    [FORM]: now => now.replace('/Fields [', '/Fields [300 0 R '), [PAGE]: now => now.replace('/Annots [', '/Annots [300 0 R '),
    300: `<</Type /Annot /Subtype /Widget /FT /Sig /T (cho) /P ${PAGE} 0 R /AP <</N 301 0 R>> ${entries}>>`, 301: lookOf('900'),
  }),
})

export const chains: readonly Attack[] = [
  plain('a chain that leads back to itself', { [CONTENT]: FORGED }, { trailer: { Prev: '0000000000' } }),
  { name: 'a chain that begins where it ends', base: 'plain', async forge(signed) { const forged = await append(signed, { [CONTENT]: FORGED }); return bytes(text(forged).replace(/\/Prev \d+(?![\s\S]*\/Prev)/, match => `/Prev ${String(text(forged).lastIndexOf('xref\n')).padEnd(match.length - 6)}`)) } },
  plain('a negative Prev', { [CONTENT]: FORGED }, { trailer: { Prev: '-1' } }), plain('a Prev with a fraction', { [CONTENT]: FORGED }, { trailer: { Prev: '9.5' } }), plain('a Prev that is an object', { [CONTENT]: FORGED, 300: '9' }, { trailer: { Prev: '300 0 R' } }),
  plain('a Prev beyond the file', { [CONTENT]: FORGED }, { trailer: { Prev: '999999999' } }), plain('no Prev', { [CONTENT]: FORGED }, { trailer: { Prev: 'null' } }),
  plain('a key declared anew', { 300: '<</Filter /Standard /V 1 /R 2 /O <00> /U <00> /P -4>>' }, { trailer: { Encrypt: '300 0 R' } }), plain('a key declared anew, of null', { 300: '(x)' }, { trailer: { Encrypt: '<<>>' } }, { verdict: 'unreadable' }),
  plain('the catalog under another generation', { 300: '(x)' }, { trailer: { Root: '1 1 R' } }), plain('the catalog by a second reference', { 300: '1 0 R' }, { trailer: { Root: '300 0 R' } }),
  plain('something of its own in the trailer', { 300: FORGED }, { trailer: { Khac: '300 0 R' } }, { verdict: 'indeterminate' }),
  { name: 'startxref that leads to a table among the signed bytes', base: 'prepared', forge: signed => append(signed, { 500: '(x)' }, { startXref: text(signed).indexOf('xref\n0 1\n', text(signed).indexOf(`\n${CARRIER} 0 obj`)) }) },
  { name: 'Prev that leads to a table among the signed bytes', base: 'prepared', forge: signed => append(signed, { 500: '(x)' }, { trailer: { Prev: String(text(signed).indexOf('xref\n0 1\n', text(signed).indexOf(`\n${CARRIER} 0 obj`))) } }) },
  { name: 'an entry that leads into a text', base: 'plain', forge: signed => append(signed, {}, { entries: { [CONTENT]: text(signed).indexOf('Chi 100 dong') } }) },
  { name: 'an entry that leads to another object', base: 'plain', forge: async signed => { const entry = (await openPdf(memorySource(signed))).xref.get(FONT); return append(signed, {}, { entries: { [CONTENT]: entry?.kind === 'offset' ? entry.offset : 0 } }) } },
  { name: 'an object above Size', base: 'plain', forge: signed => append(signed, { [PAGE]: now => now.replace(`/Contents ${CONTENT} 0 R`, '/Contents 9000 0 R'), 9000: FORGED }, { trailer: { Size: '300' } }) },
  streamed('rows without a kind', { widths: '0 4 1', index: `${CONTENT} 1`, rows: ({ forged }) => [...four(forged), 0] }),
  streamed('rows without a kind and a generation', { widths: '0 4 0', index: `${CONTENT} 1`, rows: ({ forged }) => four(forged) }),
  streamed('rows of no width at all', { widths: '0 0 0', index: `0 200`, rows: () => [] }),
  streamed('rows without a place: everything lies at zero', { widths: '1 0 0', index: `${CONTENT} 1`, rows: () => [1] }),
  streamed('rows of a kind that nobody knows', { widths: '1 4 1', index: `${CONTENT} 1`, rows: ({ forged }) => [7, ...four(forged), 0] }),
  streamed('the kind in a width that overflows', { widths: '9 4 1', index: `${CONTENT} 1`, rows: ({ forged }) => [1, 0, 0, 0, 0, 0, 0, 0, 1, ...four(forged), 0] }),
  streamed('a negative width', { widths: '1 -4 1', index: `${CONTENT} 1`, rows: ({ forged }) => [1, ...four(forged), 0] }),
  streamed('four widths', { widths: '1 4 1 4', index: `${CONTENT} 1`, rows: ({ forged }) => [1, ...four(forged), 0, 0, 0, 0, 0] }),
  streamed('one number twice in the index', { widths: '1 4 1', index: `${CONTENT} 1 ${CONTENT} 1`, rows: ({ forged, own }) => [1, ...four(forged), 0, 1, ...four(own), 0] }),
  streamed('an index that runs backwards', { widths: '1 4 1', index: `${CONTENT + 1} -1 ${CONTENT} 1`, rows: ({ forged }) => [1, ...four(forged), 0] }),
  streamed('fewer rows than the index says', { widths: '1 4 1', index: `${CONTENT} 9`, rows: ({ forged }) => [1, ...four(forged), 0] }),
  streamed('more rows than the index says', { widths: '1 4 1', index: `${CONTENT} 1`, rows: ({ forged }) => [1, ...four(forged), 0, 1, ...four(forged), 0] }),
  streamed('a packed object in a stream that packs none', { widths: '1 4 1', index: `${CONTENT} 1`, rows: () => [2, ...four(PAGE), 0] }),
  streamed('a stream beside a stream', { widths: '1 4 1', index: '0 0', rows: () => [], entries: '/XRefStm 9' }),
  streamed('behind a table, with another text', { widths: '1 4 1', index: `${CONTENT} 1`, rows: ({ forged }) => [1, ...four(forged), 0] }, 'plain'),
  { name: 'an object stream that goes on in an older one (Extends)', base: 'packed', forge: async signed => { const entry = (await openPdf(memorySource(signed))).xref.get(FONT); return appendPacked(signed, { [FORM]: now => now.replace('/Fields [', '/Fields [ 300 0 R '), 300: '<</FT /Tx /T (moi) /V (9)>>' }, { dict: `/Extends ${entry?.kind === 'packed' ? entry.container : 0} 0 R` }) } },
  { name: 'an object stream that extends itself, with another font', base: 'packed', forge: signed => appendPacked(signed, { [FONT]: '<</Type /Font /Subtype /Type1 /BaseFont /Symbol>>' }, { container: 300, dict: '/Extends 300 0 R' }) },
  { name: 'the tree of pages packed, with a page that was hidden', base: 'packed', forge: signed => appendPacked(signed, { [PAGES]: now => now.replace(`${PAGE} 0 R`, '120 0 R') }) },
  { name: 'a page of the tree of pages under an escaped key', base: 'plain', forge: signed => append(signed, { [PAGE]: now => now.replace('/Contents', '/#43ontents 300 0 R /Contents'), 300: FORGED }) },
  { name: 'the catalog with its pages under an escaped key', base: 'plain', forge: signed => append(signed, { [CATALOG]: now => now.replace('/Pages 2 0 R', '/P#61ges 300 0 R'), 300: `<</Type /Pages /Count 1 /Kids [120 0 R]>>` }) },
  { name: 'the content\'s end under a comment', base: 'plain', forge: signed => append(signed, {}, { entries: { [CONTENT]: hidden(signed, CONTENT) }, unlisted: '% 11 0 obj\n' }) },
  { name: 'the content under a generation that is not there', base: 'plain', forge: signed => append(signed, { [PAGE]: now => now.replace(`/Contents ${CONTENT} 0 R`, `/Contents ${CONTENT} 5 R`) }) },
  { name: 'a page under a generation that is not there', base: 'plain', forge: signed => append(signed, { [PAGES]: now => now.replace(`${PAGE} 0 R`, `${PAGE} 5 R`) }) },
  { name: 'a field under a generation that is not there', base: 'plain', forge: signed => append(signed, { [FORM]: now => now.replace(`${FIELD} 0 R`, `${FIELD} 5 R`) }) },
  { name: 'the font twice: as it was, and under the number of a deleted object', base: 'plain', forge: async signed => append(signed, { [FONT]: (await objectText(signed, FONT)).replace('Helvetica', 'Symbol') }) },
  field('a field that is printed though nobody sees it', '/F 36 /Rect [72 690 300 720]'), field('a field that shows when the mouse is over it', '/F 288 /Rect [72 690 300 720]'),
  field('a rectangle that readers read in two ways: a double sign', '/F 4 /Rect [72 690 0--300 720]', {}), field('a rectangle in which a number ends in another', '/F 4 /Rect [72 690 72-300 720]', {}),
  field('a rectangle of fractions', '/F 4 /Rect [72. 690.0 +300 +720.]'), field('a rectangle with an exponent', '/F 4 /Rect [72 690 300 .72e3]', {}), field('a rectangle of what is not there', '/F 4 /Rect [72 690 302 0 R 720]', {}),
  field('a rectangle upside down', '/F 4 /Rect [300 720 72 690]'),
]
