/** "Incremental saving": the signed revision stays whole and something is put behind it, in every state of completeness. */
import type { Attack } from './attack.ts'
import { CATALOG, CONTENT, FONT, PAGE, PAGES } from './bases.ts'
import { append, bytes, objectText, signatureOf, stream, text } from './tools.ts'

const FORGED = stream('BT /F 20 Tf 72 700 Td (Chi 900 dong) Tj ET')
const forgedObject = `\n${CONTENT} 0 obj\n${FORGED}\nendobj\n`
const startOf = (pdf: Uint8Array): string => /startxref\s+(\d+)\s*%%EOF\s*$/.exec(text(pdf))?.[1] ?? ''
const behind = (pdf: Uint8Array, tail: string): Uint8Array => Buffer.concat([pdf, bytes(tail)])

export const incremental: readonly Attack[] = [
  { name: 'a complete update of the text', base: 'plain', forge: signed => append(signed, { [CONTENT]: FORGED }) },
  { name: 'a complete update of the page', base: 'plain', forge: signed => append(signed, { [PAGE]: now => now.replace(`/Contents ${CONTENT} 0 R`, '/Contents 300 0 R'), 300: FORGED }) },
  { name: 'a complete update of a certified text', base: 'level-3', forge: signed => append(signed, { [CONTENT]: FORGED }) },
  { name: 'objects without table and trailer', base: 'plain', forge: signed => behind(signed, forgedObject) },
  { name: 'objects with a trailer, without table', base: 'plain', forge: signed => behind(signed, `${forgedObject}trailer\n<</Size 200 /Root 1 0 R /Prev ${startOf(signed)}>>\n`) },
  { name: 'objects with a trailer and the old startxref', base: 'plain', forge: signed => behind(signed, `${forgedObject}trailer\n<</Size 200 /Root 1 0 R>>\nstartxref\n${startOf(signed)}\n%%EOF\n`) },
  { name: 'a startxref that leads nowhere', base: 'plain', forge: signed => append(signed, { [CONTENT]: FORGED }, { startXref: 7 }) },
  { name: 'the old startxref behind a complete update', base: 'plain', forge: signed => append(signed, { [CONTENT]: FORGED }, { startXref: Number(startOf(signed)) }) },
  { name: 'an update between that the chain passes by', base: 'plain', forge: async signed => append(await append(signed, { [CONTENT]: FORGED }), { 300: '(x)' }, { trailer: { Prev: startOf(signed) } }) },
  {
    name: 'the signature copied into the update', base: 'plain', async forge(signed) {
      const { value } = await signatureOf(signed)
      return append(signed, { [CONTENT]: FORGED, [value]: `${await objectText(signed, value)} ` })
    },
  },
  {
    name: 'the signature copied into the update under a new number', base: 'plain', async forge(signed) {
      const { value, field } = await signatureOf(signed)
      return append(signed, { [CONTENT]: FORGED, 300: await objectText(signed, value), [field]: now => now.replace(`/V ${value} 0 R`, '/V 300 0 R') })
    },
  },
  { name: 'the chain cut before the signed revision', base: 'plain', forge: signed => append(signed, { [CATALOG]: now => `${now} `, [PAGES]: now => `${now} `, [PAGE]: now => `${now} `, [CONTENT]: FORGED, [FONT]: now => `${now} ` }, { trailer: { Prev: '0' } }) },
  { name: 'a page freed', base: 'plain', forge: signed => append(signed, {}, { entries: { [CONTENT]: 'free' } }) },
  { name: 'entries without objects', base: 'plain', forge: signed => append(signed, {}, { entries: { [CONTENT]: 99_999_999 } }) },
  { name: 'two updates, the second half undone', base: 'plain', forge: async signed => append(await append(signed, { [CONTENT]: FORGED }), { 300: '(x)' }) },
  { name: 'the signature field taken out of the form', base: 'plain', forge: async signed => append(signed, { [CATALOG]: now => now.replace(/\/AcroForm \d+ 0 R/, '') }) },
  {
    name: 'the signature taken out of its field, the text changed', base: 'plain', async forge(signed) {
      const { value, field } = await signatureOf(signed)
      return append(signed, { [CONTENT]: FORGED, [field]: now => now.replace(`/V ${value} 0 R`, '') })
    },
  },
]
