import type { OutboxItem } from '../../shared/contract/moves.ts'
import { vietnamDay } from '../../shared/model/vietnam-time.ts'

/** One act as the officer did it: approve and number of "ký và lấy số" are one entry. */
export interface OutboxEntry { readonly id: string; readonly lead: OutboxItem; readonly items: readonly OutboxItem[] }
export interface OutboxGroups { readonly decide: readonly OutboxEntry[]; readonly going: readonly OutboxEntry[]; readonly sent: readonly OutboxEntry[] }

const WEIGHT = { parked: 0, sending: 1, waiting: 2, done: 3, discarded: 4 } as const

/** The row that speaks for its act: what is parked before what moves, the last step of the act before its first. */
function leadOf(items: readonly OutboxItem[]): OutboxItem | undefined {
  return items.toSorted((a, b) => WEIGHT[a.state] - WEIGHT[b.state] || items.indexOf(b) - items.indexOf(a))[0]
}

/** Flags are not worth a line: they go by themselves and nobody decides about them. */
const isShown = (item: OutboxItem) => item.state !== 'discarded' && (item.verb !== 'task.flags' || item.state === 'parked')

/** Groups rows by act, then by what is wanted of the officer. Only today's sent ones, newest first. */
export function groupOutbox(items: readonly OutboxItem[], today: string): OutboxGroups {
  const acts = Map.groupBy(items.filter(isShown), item => item.groupId ?? item.id)
  const entries = [...acts].flatMap(([id, rows]): OutboxEntry[] => {
    const lead = leadOf(rows)
    return lead ? [{ id, lead, items: rows }] : []
  })
  const isSentToday = ({ lead }: OutboxEntry) => lead.state === 'done' && lead.doneAt !== null && vietnamDay(lead.doneAt) === today
  return {
    decide: entries.filter(({ lead }) => lead.state === 'parked'),
    going: entries.filter(({ lead }) => lead.state === 'waiting' || lead.state === 'sending').toSorted((a, b) => a.lead.createdAt - b.lead.createdAt),
    sent: entries.filter(isSentToday).toSorted((a, b) => (b.lead.doneAt ?? 0) - (a.lead.doneAt ?? 0)),
  }
}

/** Undo takes the whole act back, and only while no byte of any of it went out. */
export function mayUndo(entry: OutboxEntry): boolean {
  return entry.items.every(item => item.mayUndo)
}
