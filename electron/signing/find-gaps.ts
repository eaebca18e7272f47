import type { WrittenLine } from './written-line.ts'

/** A gap left in print for something that comes later: between two words, on their baseline. */
export interface Gap { readonly left: number; readonly right: number; readonly baseline: number; readonly size: number }

/** "Số:      /QĐ-UBND" (NĐ 30/2020, Phụ lục I mục II.3). Null where the paper has no such line, or a number already. */
export function findNumberGap(lines: readonly WrittenLine[]): Gap | null {
  for (const line of lines) {
    const found = /^\s*số\s*:([\s.…_]*)(\/|$)/diu.exec(line.text)
    const span = found?.indices?.[1]
    if (span === undefined) continue
    const left = line.rightOf(span[0] - 1)
    return { ...line, left, right: found?.[2] === '/' ? line.leftOf(span[1]) : left + line.size * 5 }
  }
  return null
}

export interface DateLine extends Gap {
  /** The gaps for day, month and year; null where it stands in print. */
  readonly day: Gap | null
  readonly month: Gap | null
  readonly year: Gap | null
}

/** "…, ngày    tháng    năm 2026" (mục II.4), from "ngày" to the line's end; null where all of it stands in print. */
export function findDateLine(lines: readonly WrittenLine[]): DateLine | null {
  for (const line of lines) {
    const found = /ngày([^\p{L}]*)tháng([^\p{L}]*)năm([^\p{L}]*)$/diu.exec(line.text)
    if (found === null) continue
    const [day, month, year] = [1, 2, 3].map(index => gapAt(line, found, index))
    if (day == null && month == null && year == null) return null
    const end = year ?? { right: line.rightOf(line.text.trimEnd().length - 1) }
    return { ...line, left: line.leftOf(found.index), right: end.right, day: day ?? null, month: month ?? null, year: year ?? null }
  }
  return null
}

function gapAt(line: WrittenLine, found: RegExpExecArray, index: number): Gap | null {
  const span = found.indices?.[index]
  if (span === undefined || /\d/.test(found[index] ?? '')) return null
  const left = line.rightOf(span[0] - 1)
  const isLast = index === 3
  return { ...line, left, right: isLast ? left + line.size * 2.4 : line.leftOf(span[1]) }
}
