import { canvasOf, PAGE, TEXT_WIDTH, type Flow, type Paper } from './paper.ts'
import { breakLines, drawCentred, drawLine, number, widthOf, wordsOf, type Typeface, type Word } from './pdf-text.ts'

/** Quốc hiệu, tiêu ngữ, cơ quan ban hành, số và ký hiệu, địa danh (NĐ 30/2020, Phụ lục I, mục II.1–4). */
export function drawHead(flow: Flow, paper: Paper): void {
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
  if (paper.urgencyStamp !== null) y = drawStamp(flow, paper.urgencyStamp, { centre: left.centre, y: y - 6 })

  const motto = 'Độc lập - Tự do - Hạnh phúc'
  drawCentred(canvas, flow.type, { centre: right.centre, y: flow.y, face: 'bold', size: 12 }, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
  drawCentred(canvas, flow.type, { centre: right.centre, y: flow.y - 16, face: 'bold', size: 13 }, motto)
  const half = widthOf(flow.type.bold, 13, motto) / 2
  drawLine(canvas, right.centre - half, flow.y - 21, right.centre + half)
  drawCentred(canvas, flow.type, { centre: right.centre, y: flow.y - 42, face: 'italic', size: 13 }, paper.placeAndDate)
  flow.y = Math.min(y, flow.y - 58) - 12
}

/** Lines of about the same length: a last line of one word looks like a mistake below a narrow head. */
export function balanced(type: Typeface, words: readonly Word[], size: number, width: number): Word[][] {
  const best = breakLines(type, words, { size, width })
  for (let narrower = width - 6; narrower > width / 2; narrower -= 6) {
    const lines = breakLines(type, words, { size, width: narrower })
    if (lines.length > best.length) return breakLines(type, words, { size, width: narrower + 6 })
  }
  return best
}

/** Dấu chỉ mức độ khẩn: a red frame (NĐ 30/2020, Phụ lục I, mục 10b). Answers the y below it. */
function drawStamp(flow: Flow, text: string, { centre, y }: { centre: number; y: number }): number {
  const { type } = flow
  const canvas = canvasOf(flow)
  const width = widthOf(type.bold, 13, text) + 16
  canvas.push(`q 0.78 0.08 0.1 RG 0.78 0.08 0.1 rg 1.4 w ${number(centre - width / 2)} ${number(y - 8)} ${number(width)} 20 re S`)
  drawCentred(canvas, type, { centre, y: y - 2, face: 'bold', size: 13 }, text)
  canvas.push('Q')
  return y - 18
}
