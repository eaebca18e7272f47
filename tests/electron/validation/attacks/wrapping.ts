/** "Signature wrapping": the signed bytes stay as they were and are moved aside, where no reader looks for the document. */
import { openPdf } from '../../../../electron/pdf/open.ts'
import { memorySource } from '../../../../electron/pdf/source.ts'
import type { Attack } from './attack.ts'
import { CONTENT } from './bases.ts'
import { bytes, objectText, signatureOf, stream, text } from './tools.ts'

interface Wrap {
  /** Behind the signature's hexadecimal digits, still inside Contents or behind it. */
  readonly between?: string
  readonly padContents?: boolean
  readonly keepOldRange?: boolean
}

/** New objects between the two signed parts; the second part goes to the end of the file. */
async function wrap(signed: Uint8Array, wish: Wrap): Promise<Uint8Array> {
  const file = await openPdf(memorySource(signed))
  const { value, byteRange: [, first = 0, second = 0, rest = 0], contents } = await signatureOf(signed)
  const head = text(signed.subarray(0, first))
  const part2 = text(signed.subarray(second, second + rest))
  const token = wish.padContents === true ? `${contents.slice(0, -1)}${'00'.repeat(64)}>` : contents
  let middle = wish.between ?? '\n'
  const start = first + token.length
  const placed = new Map<number, number>()
  const add = (number: number, object: string): void => {
    placed.set(number, start + middle.length)
    middle += `${number} 0 obj\n${object}\nendobj\n`
  }
  add(CONTENT, stream('BT /F 20 Tf 72 700 Td (Chi 900 dong) Tj ET'))
  const field = await objectText(signed, value)
  const room = '0000000000'
  if (wish.keepOldRange !== true) add(value, field.replace(/\/ByteRange \[[^\]]*\]/, `/ByteRange [0 ${first} ${room} ${rest}]`))
  const table = [...file.xref].flatMap(([number, entry]): [number, number][] => entry.kind === 'offset'
    ? [[number, placed.get(number) ?? (entry.offset < first ? entry.offset : -entry.offset)]] : [])
  const entries = table.map(([number]) => `${number} 1\n${room} 00000 n\r\n`).join('')
  const trailer = `trailer\n<</Size ${Math.max(...table.map(([number]) => number)) + 1} /Root ${file.root.number} 0 R>>\n`
  const at = start + middle.length
  const moved = at + `xref\n${entries}${trailer}`.length
  const shift = moved - second
  const written = table.map(([number, offset]) => `${number} 1\n${String(offset < 0 ? shift - offset : offset).padStart(10, '0')} 00000 n\r\n`).join('')
  middle = middle.replace(`${first} ${room} ${rest}`, `${first} ${String(moved).padStart(10, ' ')} ${rest}`)
  return bytes(`${head}${token}${middle}xref\n${written}${trailer}${part2}startxref\n${at}\n%%EOF\n`)
}

export const wrapping: readonly Attack[] = [
  { name: 'the second part moved behind a new one', base: 'plain', forge: signed => wrap(signed, {}) },
  { name: 'Contents padded, then the second part moved', base: 'plain', forge: signed => wrap(signed, { padContents: true }) },
  { name: 'a comment between hides the signature\'s end', base: 'plain', forge: signed => wrap(signed, { between: '%\n' }) },
  { name: 'the old range left in place', base: 'plain', forge: signed => wrap(signed, { keepOldRange: true }) },
  { name: 'on a certified document', base: 'level-1', forge: signed => wrap(signed, {}) },
  {
    name: 'the whole signed document as an object\'s content', base: 'plain',
    async forge(signed) {
      const inner = text(signed)
      const page = stream('BT /F 20 Tf 72 700 Td (Chi 900 dong) Tj ET')
      const parts = ['<</Type /Catalog /Pages 2 0 R>>', '<</Type /Pages /Count 1 /Kids [3 0 R]>>', '<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R>>', page]
      let body = `${inner}\n`
      const offsets = parts.map((object, index) => {
        const at = body.length
        body += `${index + 1} 0 obj\n${object}\nendobj\n`
        return at
      })
      const table = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n\r\n`).join('')
      return Promise.resolve(bytes(`${body}xref\n0 5\n0000000000 65535 f\r\n${table}trailer\n<</Size 5 /Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF\n`))
    },
  },
]
