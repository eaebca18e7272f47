import { breakLines, drawCentred, drawLine, drawText, drawWords, number, widthOf, wordsOf, type Canvas, type Typeface, type Word } from './pdf-text.ts'

/** One paragraph of a paper. `lead` is the bold beginning of an article ("Điều 1."). */
export interface Paragraph { readonly style: 'text' | 'legal' | 'heading' | 'centre' | 'centre-bold'; readonly text: string; readonly lead?: string }

/** A table of an annex: the first row is its head; `shares` are the columns' widths as parts of one. */
export interface PaperTable { readonly shares: readonly number[]; readonly rows: readonly (readonly string[])[] }

/** What stands on a paper in the layout of NĐ 30/2020, Phụ lục I. */
export interface Paper {
  readonly parentAgency: readonly string[]
  readonly agency: readonly string[]
  /** "Số: 2491/UBND-NC", or with a gap where no number is given yet. */
  readonly codeLine: string
  readonly placeAndDate: string
  /** Null for a letter: its subject stands below the code as "V/v …". */
  readonly kindHeading: string | null
  readonly subject: string
  readonly urgencyStamp: string | null
  readonly to: readonly string[]
  readonly body: readonly Paragraph[]
  readonly table?: PaperTable
  readonly copies: readonly string[]
  readonly signer: { readonly titles: readonly string[]; readonly fullName: string } | null
}

export type Rect = readonly [number, number, number, number]

/** Pages as operators, and where the leader's hand and the seal belong (page from 0). */
export interface LaidOut { readonly pages: readonly Canvas[]; readonly hand: Rect; readonly seal: Rect; readonly signPage: number }

export const PAGE = { width: 595, height: 842, left: 85, right: 42, top: 60, bottom: 62 } as const
const TEXT_WIDTH = PAGE.width - PAGE.left - PAGE.right
const SIZE = 14
const LEADING = 18.5
const INDENT = 28 // 1 cm
const SEAL_POINTS = 102 // 36 mm, the seal of a provincial agency

interface Flow { readonly type: Typeface; readonly pages: Canvas[]; y: number }

/** Lays out a paper on as many A4 pages as it needs. */
export function layOut(type: Typeface, paper: Paper): LaidOut {
  const flow: Flow = { type, pages: [[]], y: PAGE.height - PAGE.top }
  drawHead(flow, paper)
  if (paper.kindHeading !== null) drawKind(flow, paper.kindHeading, paper.subject)
  if (paper.to.length > 0) drawAddressees(flow, paper.to)
  const footHeight = footHeightOf(paper)
  paper.body.forEach((paragraph, index) => {
    // The signer never stands alone on a page: the last paragraph goes there too.
    const isLast = index === paper.body.length - 1 && paper.table === undefined
    if (isLast) reserve(flow, footHeight + linesOf(flow.type, paragraph).length * LEADING + 5)
    drawParagraph(flow, paragraph)
  })
  if (paper.table !== undefined) drawTable(flow, paper.table)
  const foot = drawFoot(flow, paper)
  flow.pages.slice(1).forEach((canvas, index) => drawCentred(canvas, type, { centre: PAGE.width / 2, y: PAGE.height - 40, face: 'regular', size: 13 }, String(index + 2)))
  return { pages: flow.pages, ...foot, signPage: flow.pages.length - 1 }
}

function canvasOf(flow: Flow): Canvas {
  return flow.pages.at(-1) ?? []
}

/** Makes sure `height` points are left, on a new page if need be. */
function reserve(flow: Flow, height: number): void {
  if (flow.y - height >= PAGE.bottom) return
  flow.pages.push([])
  flow.y = PAGE.height - PAGE.top
}

function drawHead(flow: Flow, paper: Paper): void {
  const canvas = canvasOf(flow)
  const left = { centre: PAGE.left - 18 + 100, width: 205 }
  const right = { centre: PAGE.left + 205 + (TEXT_WIDTH - 205) / 2 + 6 }
  let y = flow.y
  const column = (lines: readonly string[], face: 'regular' | 'bold', size: number) => {
    for (const line of lines) for (const words of balanced(flow.type, wordsOf(line, face), size, left.width)) {
      drawCentred(canvas, flow.type, { centre: left.centre, y, face, size }, words.map(word => word.text).join(' '))
      y -= size + 3
    }
  }
  column(paper.parentAgency, 'regular', 13)
  column(paper.agency, 'bold', 13)
  drawLine(canvas, left.centre - 32, y + 10, left.centre + 32)
  y -= 8
  // Not broken into words: the gap for a number that is not given yet must stay.
  drawCentred(canvas, flow.type, { centre: left.centre, y, face: 'regular', size: 13 }, paper.codeLine)
  y -= 16
  if (paper.kindHeading === null) column([`V/v ${paper.subject}`], 'regular', 12)
  if (paper.urgencyStamp !== null) y = drawStamp(canvas, flow.type, paper.urgencyStamp, left.centre, y - 6)

  const motto = 'Độc lập - Tự do - Hạnh phúc'
  drawCentred(canvas, flow.type, { centre: right.centre, y: flow.y, face: 'bold', size: 12 }, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
  drawCentred(canvas, flow.type, { centre: right.centre, y: flow.y - 16, face: 'bold', size: 13 }, motto)
  const half = widthOf(flow.type.bold, 13, motto) / 2
  drawLine(canvas, right.centre - half, flow.y - 21, right.centre + half)
  drawCentred(canvas, flow.type, { centre: right.centre, y: flow.y - 42, face: 'italic', size: 13 }, paper.placeAndDate)
  flow.y = Math.min(y, flow.y - 58) - 12
}

/** Lines of about the same length: a last line of one word looks like a mistake below a narrow head. */
function balanced(type: Typeface, words: readonly Word[], size: number, width: number): Word[][] {
  const best = breakLines(type, words, size, width, 0)
  for (let narrower = width - 6; narrower > width / 2; narrower -= 6) {
    const lines = breakLines(type, words, size, narrower, 0)
    if (lines.length > best.length) return breakLines(type, words, size, narrower + 6, 0)
  }
  return best
}

/** Dấu chỉ mức độ khẩn: a red frame (NĐ 30/2020, Phụ lục I, mục 10b). Answers the y below it. */
function drawStamp(canvas: Canvas, type: Typeface, text: string, centre: number, y: number): number {
  const width = widthOf(type.bold, 13, text) + 16
  canvas.push(`q 0.78 0.08 0.1 RG 0.78 0.08 0.1 rg 1.4 w ${number(centre - width / 2)} ${number(y - 8)} ${number(width)} 20 re S`)
  drawCentred(canvas, type, { centre, y: y - 2, face: 'bold', size: 13 }, text)
  canvas.push('Q')
  return y - 18
}

function drawKind(flow: Flow, heading: string, subject: string): void {
  const centre = PAGE.left + TEXT_WIDTH / 2
  drawCentred(canvasOf(flow), flow.type, { centre, y: flow.y, face: 'bold', size: 14 }, heading)
  flow.y -= 19
  for (const words of balanced(flow.type, wordsOf(subject, 'bold'), SIZE, TEXT_WIDTH - 60)) {
    drawCentred(canvasOf(flow), flow.type, { centre, y: flow.y, face: 'bold', size: SIZE }, words.map(word => word.text).join(' '))
    flow.y -= LEADING
  }
  drawLine(canvasOf(flow), centre - 40, flow.y + 9, centre + 40)
  flow.y -= 14
}

function drawAddressees(flow: Flow, to: readonly string[]): void {
  const label = 'Kính gửi:'
  const indent = 50
  const x = PAGE.left + indent + widthOf(flow.type.regular, SIZE, label) + 8
  drawText(canvasOf(flow), flow.type, { x: PAGE.left + indent, y: flow.y, face: 'regular', size: SIZE }, label)
  to.forEach((line, index) => {
    const text = to.length === 1 ? `${line}.` : `- ${line}${index === to.length - 1 ? '.' : ';'}`
    for (const words of breakLines(flow.type, wordsOf(text, 'regular'), SIZE, PAGE.width - PAGE.right - x, 0)) {
      drawWords(canvasOf(flow), flow.type, { x, y: flow.y, size: SIZE }, words)
      flow.y -= LEADING
    }
  })
  flow.y -= 10
}

function drawParagraph(flow: Flow, paragraph: Paragraph): void {
  const { style } = paragraph
  const isCentred = style === 'centre' || style === 'centre-bold'
  const face = faceOf(style)
  const indent = isCentred ? 0 : INDENT
  const lines = linesOf(flow.type, paragraph)
  // A heading at the foot of a page belongs to what follows it.
  if (style === 'heading') reserve(flow, LEADING * 3)
  lines.forEach((line, index) => {
    reserve(flow, LEADING)
    const x = PAGE.left + (index === 0 ? indent : 0)
    if (isCentred) drawCentred(canvasOf(flow), flow.type, { centre: PAGE.left + TEXT_WIDTH / 2, y: flow.y, face, size: SIZE }, line.map(word => word.text).join(' '))
    else drawWords(canvasOf(flow), flow.type, { x, y: flow.y, size: SIZE, ...(index < lines.length - 1 ? { stretchTo: PAGE.left + TEXT_WIDTH - x } : {}) }, line)
    flow.y -= LEADING
  })
  flow.y -= 5
}

const faceOf = (style: Paragraph['style']) => style === 'legal' || style === 'centre' ? 'italic' : style === 'text' ? 'regular' : 'bold'

function linesOf(type: Typeface, { style, text, lead }: Paragraph): Word[][] {
  const words = [...wordsOf(lead ?? '', 'bold'), ...wordsOf(text, faceOf(style))]
  return breakLines(type, words, SIZE, TEXT_WIDTH, style === 'centre' || style === 'centre-bold' ? 0 : INDENT)
}

function drawTable(flow: Flow, table: PaperTable): void {
  const size = 12
  const edges = table.shares.reduce<number[]>((list, share) => [...list, (list.at(-1) ?? 0) + share * TEXT_WIDTH], [PAGE.left])
  table.rows.forEach((row, rowIndex) => {
    const face = rowIndex === 0 ? 'bold' : 'regular'
    const cells = row.map((text, column) => breakLines(flow.type, wordsOf(text, face), size, (edges[column + 1] ?? 0) - (edges[column] ?? 0) - 8, 0))
    const height = Math.max(...cells.map(lines => lines.length)) * 15 + 6
    reserve(flow, height)
    const top = flow.y + 12
    cells.forEach((lines, column) => {
      const [from, to] = [edges[column] ?? 0, edges[column + 1] ?? 0]
      canvasOf(flow).push(`0.6 w ${number(from)} ${number(top - height)} ${number(to - from)} ${number(height)} re S`)
      lines.forEach((line, index) => {
        const text = line.map(word => word.text).join(' ')
        const y = top - 14 - index * 15
        if (rowIndex === 0 || column !== 1) drawCentred(canvasOf(flow), flow.type, { centre: (from + to) / 2, y, face, size }, text)
        else drawText(canvasOf(flow), flow.type, { x: from + 4, y, face, size }, text)
      })
    })
    flow.y -= height
  })
  flow.y -= 12
}

function footHeightOf({ signer, copies }: Paper): number {
  return signer === null ? 0 : Math.max(92 + signer.titles.length * 17, 30 + copies.length * 15)
}

/** Nơi nhận on the left, the signer on the right, kept together on one page. */
function drawFoot(flow: Flow, paper: Paper): { hand: Rect; seal: Rect } {
  if (paper.signer === null) return { hand: [0, 0, 0, 0], seal: [0, 0, 0, 0] }
  const { signer } = paper
  reserve(flow, footHeightOf(paper))
  const canvas = canvasOf(flow)
  const top = flow.y - 8
  if (paper.copies.length > 0) drawText(canvas, flow.type, { x: PAGE.left, y: top, face: 'boldItalic', size: 12 }, 'Nơi nhận:')
  let left = top - 14
  for (const [index, copy] of paper.copies.entries()) for (const words of breakLines(flow.type, wordsOf(`- ${copy}${index === paper.copies.length - 1 ? '.' : ';'}`, 'regular'), 11, 205, 0)) {
    drawWords(canvas, flow.type, { x: PAGE.left, y: left, size: 11 }, words)
    left -= 13
  }
  const centre = PAGE.left + 215 + (TEXT_WIDTH - 215) / 2
  let y = top
  for (const title of signer.titles) for (const words of breakLines(flow.type, wordsOf(title, 'bold'), 13, 250, 0)) {
    drawCentred(canvas, flow.type, { centre, y, face: 'bold', size: 13 }, words.map(word => word.text).join(' '))
    y -= 17
  }
  drawCentred(canvas, flow.type, { centre, y: y - 76, face: 'bold', size: 14 }, signer.fullName)
  const hand: Rect = [centre - 60, y - 56, centre + 60, y + 2]
  // The seal covers about a third of the hand, on its left (NĐ 30/2020, Phụ lục I, mục 8).
  const seal: Rect = [hand[0] + 40 - SEAL_POINTS, y - 27 - SEAL_POINTS / 2, hand[0] + 40, y - 27 + SEAL_POINTS / 2]
  flow.y = Math.min(left, y - 90)
  return { hand, seal }
}
