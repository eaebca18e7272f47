import type { DocumentRow } from '../../shared/contract/documents.ts'
import { vietnamDay } from '../../shared/model/vietnam-time.ts'
import { groupOfDay, type DayGroup } from './day-group.ts'

/**
 * One answer of `documents.list`. Far from the eye its rows are let go; ids and days stay, so that nothing jumps, and what
 * decides about rows that are chosen for a lot.
 */
export interface ListWindow {
  readonly after: string | null
  readonly next: string | null
  readonly ids: readonly string[]
  readonly days: readonly string[]
  readonly lot: readonly Pick<DocumentRow, 'documentId' | 'state' | 'verdict'>[]
  readonly rows: readonly DocumentRow[] | null
}

export type ListItem =
  | { readonly kind: 'group'; readonly group: DayGroup; readonly count: number | null }
  | { readonly kind: 'row'; readonly id: string; readonly window: number; readonly row: DocumentRow | null }
  | { readonly kind: 'more'; readonly key: string }

/** Windows kept with their rows on either side of the one that is looked at: 1,000 rows. */
const KEPT_AROUND = 2
/** Skeleton rows below the last known one while the next window is awaited. */
const MORE_ROWS = 6

export function makeWindow(after: string | null, answer: { rows: readonly DocumentRow[]; next: string | null }): ListWindow {
  return {
    after, next: answer.next, rows: answer.rows,
    ids: answer.rows.map(row => row.documentId), lot: answer.rows.map(({ documentId, state, verdict }) => ({ documentId, state, verdict })), days: answer.rows.map(({ sortAt }) => sortAt === 0 ? '' : vietnamDay(sortAt)),
  }
}

/** Lets go of the rows of windows far from `around`. */
export function thin(windows: readonly ListWindow[], around: number): readonly ListWindow[] {
  return windows.map((window, index) => Math.abs(index - around) > KEPT_AROUND && window.rows ? { ...window, rows: null } : window)
}

export function hasMore(windows: readonly ListWindow[]): boolean {
  const last = windows.at(-1)
  return last !== undefined && last.next !== null
}

/** The flat list that is drawn: a heading where the group changes, the rows, and skeletons while more is to come. */
export function layItems(windows: readonly ListWindow[], today: string): readonly ListItem[] {
  const items: ListItem[] = []
  const headings: { at: number; group: DayGroup; count: number }[] = []
  windows.forEach((window, number) => window.ids.forEach((id, index) => {
    const group = groupOfDay(window.days[index] ?? today, today)
    let heading = headings.at(-1)
    if (heading?.group.key !== group.key) {
      heading = { at: items.length, group, count: 0 }
      headings.push(heading)
      items.push({ kind: 'group', group, count: null })
    }
    heading.count += 1
    items.push({ kind: 'row', id, window: number, row: window.rows?.[index] ?? null })
  }))
  const more = hasMore(windows)
  // The last group's size is not known before the list's end is.
  headings.slice(0, more ? -1 : undefined).forEach(({ at, group, count }) => { items[at] = { kind: 'group', group, count } })
  if (more) for (let index = 0; index < MORE_ROWS; index += 1) items.push({ kind: 'more', key: `more-${index}` })
  return items
}

/** The document ids in order, for walking and for Shift-selection. */
export function idsOf(windows: readonly ListWindow[]): readonly string[] {
  return windows.flatMap(window => window.ids)
}
