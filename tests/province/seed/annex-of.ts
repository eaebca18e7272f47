import type { Paper } from './paper.ts'
import { longDate } from './paper-of.ts'
import type { Random } from './random.ts'
import { subjectOf, type Writing } from './writing.ts'

/** Phụ lục ở tệp riêng: a table of places and figures, headed as NĐ 30/2020, Phụ lục I, mục III wants. */
export function annexOf(writing: Writing, index: number, places: readonly string[], random: Random): Paper {
  const from = random.between(0, Math.max(0, places.length - 24))
  const rows = places.slice(from, from + random.between(9, 22)).map((place, row) => {
    const all = random.between(40, 900)
    return [String(row + 1), place, String(all), String(Math.round(all * (0.72 + random.next() * 0.27))), random.oneIn(6) ? 'Chậm' : '']
  })
  return {
    parentAgency: writing.issuer.parentLines, agency: writing.issuer.headLines, codeLine: `Phụ lục ${String(index).padStart(2, '0')}`,
    placeAndDate: `${writing.issuer.place}, ${longDate(writing.issuedAt)}`, kindHeading: `PHỤ LỤC ${'I'.repeat(index)}`, subject: writing.matter[0]?.toUpperCase() + writing.matter.slice(1),
    urgencyStamp: null, to: [],
    body: [{ style: 'centre', text: `(Kèm theo ${writing.kind} số ${writing.number ?? '      '}/${writing.notation} ${longDate(writing.issuedAt)} của ${writing.issuer.spokenName})` }],
    table: { shares: [0.08, 0.44, 0.16, 0.16, 0.16], rows: [['TT', 'Cơ quan, đơn vị', 'Kế hoạch', 'Thực hiện', 'Ghi chú'], ...rows] },
    copies: [], signer: null,
  }
}

/** The file name an officer would give it. */
export function annexName(writing: Writing, index: number): string {
  return `Phụ lục ${String(index).padStart(2, '0')} - ${subjectOf(writing).slice(0, 60).trim()}.pdf`.replaceAll('/', '-')
}
