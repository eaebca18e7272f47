import type { OutboxRow } from '../store/outbox.ts'

export interface NextSends {
  /** Rows that may be sent now; one for each order key, so they may go side by side. */
  readonly ready: readonly OutboxRow[]
  /** When the next row that only waits for time becomes due; null when none does. */
  readonly wakeAt: number | null
  /** Rows that cannot move because of a parked one before them, and which. */
  readonly behind: ReadonlyMap<string, string>
}

/**
 * What may be sent of the open rows, given in order. Per document strictly in order: a row goes only when all before it
 * are done; behind a parked one nothing moves until a person has decided (protocol.md, "Sends"). Rows that are `held` wait
 * for their file's timestamp, by policy.
 */
export function decideNext(open: readonly OutboxRow[], now: number, held: ReadonlySet<string> = new Set()): NextSends {
  const ready: OutboxRow[] = []
  const behind = new Map<string, string>()
  const heads = new Map<string, OutboxRow>()
  const isOpen = new Map(open.map(row => [row.id, row]))
  let wakeAt: number | null = null
  for (const row of open) {
    const head = heads.get(row.orderKey)
    if (head !== undefined) {
      const blocker = head.state === 'parked' ? head.id : behind.get(head.id)
      if (blocker !== undefined && row.state !== 'parked') behind.set(row.id, blocker)
      continue
    }
    heads.set(row.orderKey, row)
    if (row.state === 'parked' || isUnfinished(row) || held.has(row.id)) continue
    const cause = row.dependsOn.map(id => isOpen.get(id)).find(each => each !== undefined)
    if (cause !== undefined) {
      const blocker = cause.state === 'parked' ? cause.id : behind.get(cause.id)
      if (blocker !== undefined) behind.set(row.id, blocker)
      continue
    }
    const dueAt = Math.max(row.notBeforeAt, row.nextTryAt)
    if (dueAt <= now) ready.push(row)
    else wakeAt = Math.min(wakeAt ?? dueAt, dueAt)
  }
  return { ready, wakeAt, behind }
}

/** The province takes no draft without a subject; it waits here until it has one. */
function isUnfinished(row: OutboxRow): boolean {
  return (row.args.does === 'draft.create' || row.args.does === 'draft.update') && row.args.draft.subject.trim() === ''
}
