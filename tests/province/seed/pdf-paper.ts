import { canvasOf, PAGE, TEXT_WIDTH, type Flow, type Paper, type PaperTable, type Paragraph, type Rect } from './paper.ts'
import { balanced, drawHead } from './pdf-head.ts'
import { breakLines, drawCentred, drawLine, drawText, drawWords, number, widthOf, wordsOf, type Canvas, type Typeface, type Word } from './pdf-text.ts'

/** Pages as operators, and where the leader's hand and the seal belong (page from 0). */
export interface LaidOut { readonly pages: readonly Canvas[]; readonly hand: Rect; readonly seal: Rect; readonly signPage: number }

const SIZE = 14
const LEADING = 18.5
const INDENT = 28 // 1 cm
const SEAL_POINTS = 102 // 36 mm, the seal of a provincial agency

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

/** Makes sure `height` points are left, on a new page if need be. */
function reserve(flow: Flow, height: number): void {
  if (flow.y - height >= PAGE.bottom) return
  flow.pages.push([])
  flow.y = PAGE.height - PAGE.top
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
    for (const words of breakLines(flow.type, wordsOf(text, 'regular'), { size: SIZE, width: PAGE.width - PAGE.right - x })) {
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
  return breakLines(type, words, { size: SIZE, width: TEXT_WIDTH, indent: style === 'centre' || style === 'centre-bold' ? 0 : INDENT })
}

function drawTable(flow: Flow, table: PaperTable): void {
  const size = 12
  const edges = table.shares.reduce<number[]>((list, share) => [...list, (list.at(-1) ?? 0) + share * TEXT_WIDTH], [PAGE.left])
  table.rows.forEach((row, rowIndex) => {
    const face = rowIndex === 0 ? 'bold' : 'regular'
    const cells = row.map((text, column) => breakLines(flow.type, wordsOf(text, face), { size, width: (edges[column + 1] ?? 0) - (edges[column] ?? 0) - 8 }))
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
  for (const [index, copy] of paper.copies.entries()) for (const words of breakLines(flow.type, wordsOf(`- ${copy}${index === paper.copies.length - 1 ? '.' : ';'}`, 'regular'), { size: 11, width: 205 })) {
    drawWords(canvas, flow.type, { x: PAGE.left, y: left, size: 11 }, words)
    left -= 13
  }
  const centre = PAGE.left + 215 + (TEXT_WIDTH - 215) / 2
  let y = top
  for (const title of signer.titles) for (const words of breakLines(flow.type, wordsOf(title, 'bold'), { size: 13, width: 250 })) {
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
