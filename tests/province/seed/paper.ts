import type { Canvas, Typeface } from './pdf-text.ts'

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

export const PAGE = { width: 595, height: 842, left: 85, right: 42, top: 60, bottom: 62 } as const
export const TEXT_WIDTH = PAGE.width - PAGE.left - PAGE.right

/** Pages being filled; `y` is where the next line goes. */
export interface Flow { readonly type: Typeface; readonly pages: Canvas[]; y: number }

export function canvasOf(flow: Flow): Canvas {
  return flow.pages.at(-1) ?? []
}
