import { INK, type Ink, type Mark } from './drawing.ts'
import { addAppearance } from './appearance.ts'
import type { FaceName, Typeface } from './font-face.ts'
import { pdfDict, pdfName, pdfRef } from './objects.ts'
import { openPdf } from './open.ts'
import { memorySource } from './source.ts'
import { wrapText } from './text-layout.ts'
import { beginUpdate } from './update.ts'
import { writeTail } from './write-tail.ts'

/** One paragraph; `above` is the space before it, `indent` from the left margin, both in points. */
export interface Paragraph { readonly text: string; readonly face: FaceName; readonly size: number; readonly above: number; readonly indent?: number; readonly ink?: Ink }
export interface TextDocument {
  readonly paragraphs: readonly Paragraph[]
  readonly type: Typeface
  /** At the foot of each page. */
  readonly footer: (page: number, of: number) => string
}

/** A4, with the margins of NĐ 30/2020 (Phụ lục I): 30 mm left, 20 mm else. */
const [WIDTH, HEIGHT, LEFT, EDGE] = [595, 842, 85, 57]
const LEADING = 1.3

type Line = Omit<Paragraph, 'above'> & { readonly baseline: number }

/** A new PDF of plain paragraphs, letters embedded, as many pages as it takes. What no face has becomes a question mark. */
export async function makeTextDocument({ paragraphs, type, footer }: TextDocument): Promise<Uint8Array> {
  const pages = laidOut(paragraphs.map(one => ({ ...one, text: writable(type, one.text) })), type)
  const blank = blankPages(pages.length)
  const update = beginUpdate(await openPdf(memorySource(blank)))
  for (const [index, lines] of pages.entries()) {
    const foot: Line = { text: writable(type, footer(index + 1, pages.length)), face: 'regular', size: 9, baseline: EDGE - 24 }
    const marks = [...lines, foot].map(({ text, face, size, indent = 0, ink = INK.black, baseline }): Mark => ({ kind: 'text', text, face, size, at: [LEFT + indent, baseline], ink }))
    const drawn = addAppearance(update, { marks, type }, { width: WIDTH, height: HEIGHT, rotation: 0 })
    const contents = update.add({ kind: 'stream', dict: new Map(), data: Buffer.from('/Text Do') })
    update.replace(pdfRef(FIRST_PAGE + index), pdfDict({
      Type: pdfName('Page'), Parent: pdfRef(2), MediaBox: [0, 0, WIDTH, HEIGHT], Contents: contents, Resources: pdfDict({ XObject: pdfDict({ Text: drawn }) }),
    }))
  }
  return Buffer.concat([blank, (await writeTail(update)).bytes])
}

function laidOut(paragraphs: readonly Paragraph[], type: Typeface): Line[][] {
  const pages: Line[][] = [[]]
  let left = HEIGHT - EDGE
  for (const { above, ...paragraph } of paragraphs) {
    const { size, face, indent = 0 } = paragraph
    left -= above
    for (const text of wrapText(type, paragraph.text, { face, size, width: WIDTH - LEFT - EDGE - indent })) {
      if (left - size * LEADING < EDGE) {
        pages.push([])
        left = HEIGHT - EDGE
      }
      left -= size * LEADING
      pages.at(-1)?.push({ ...paragraph, text, baseline: left })
    }
  }
  return pages
}

function writable(type: Typeface, text: string): string {
  return Array.from(text.normalize('NFC'), letter => letter === '\n' ? letter : /\s/u.test(letter) ? ' ' : type.missingLetter(letter) === null ? letter : '?').join('')
}

const FIRST_PAGE = 3

/** What the pages are written into, by the same writer that signs. */
function blankPages(count: number): Uint8Array {
  const pages = Array.from({ length: count }, (_, index) => FIRST_PAGE + index)
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>', `<</Type/Pages/Count ${count}/Kids[${pages.map(number => `${number} 0 R`).join(' ')}]>>`,
    ...pages.map(() => `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${WIDTH} ${HEIGHT}]>>`),
  ]
  let text = '%PDF-1.7\n'
  const offsets = objects.map((object, index) => {
    const at = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const rows = offsets.map(at => `${String(at).padStart(10, '0')} 00000 n\r\n`).join('')
  return Buffer.from(`${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f\r\n${rows}trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`, 'latin1')
}
