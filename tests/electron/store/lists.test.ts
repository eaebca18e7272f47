import { describe, expect, test } from 'vitest'
import { putDocuments, removeDocuments, TASKS_TO_SORT } from '../../../electron/store/documents.ts'
import { type BoxName, countBoxes, listBox, type ViewName } from '../../../electron/store/lists.ts'
import { LIST_SQL, LISTS } from '../../../electron/store/list-sql.ts'
import { putTasks } from '../../../electron/store/tasks.ts'
import type { Store } from '../../../electron/store/open.ts'
import { makeDocument, makeTask } from '../../helpers/make-edoc.ts'
import { makeStore, NOW } from '../../helpers/make-store.ts'

const DAY = 86_400_000
const at = (ms: number): string => new Date(ms).toISOString()

function fill(store: Store, count: number): void {
  const numbers = Array.from({ length: count }, (_, n) => n)
  putTasks(store.db, 'a', numbers.map(n => makeTask({
    id: `T${n}`, documentId: `D${n}`, keywords: n % 3 === 0 ? {} : { $seen: true }, can: n % 5 === 0 ? ['approve'] : ['complete'],
    dueAt: n % 4 === 0 ? at(NOW + (n - 10) * DAY) : null, role: n % 2 === 0 ? 'lead' : 'know',
  })))
  putDocuments(store.db, 'a', numbers.map(n => makeDocument({ id: `D${n}`, receivedAt: at(NOW - (n >> 1) * 3_600_000) })))
}

function walk(store: Store, box: BoxName, view: ViewName, limit: number): string[] {
  const ids: string[] = []
  for (let after: string | null = null; ;) {
    const window = listBox(store.db, 'a', { box, view, after, limit, now: NOW })
    ids.push(...window.rows.map(row => row.documentId))
    if (window.next === null) return ids
    after = window.next
  }
}

test('windows by keyset give every row once, newest first, whatever their size', () => {
  const store = makeStore()
  fill(store, 60)
  const whole = walk(store, 'inbox', 'all', 200)
  expect(whole).toHaveLength(60)
  expect(new Set(whole).size).toBe(60)
  for (const limit of [1, 7, 60]) expect(walk(store, 'inbox', 'all', limit)).toEqual(whole)
  expect(listBox(store.db, 'a', { box: 'inbox', limit: 0, now: NOW }).rows).toHaveLength(60)
})

test('views keep what their name says, and counts agree with them', () => {
  const store = makeStore()
  fill(store, 60)
  const counts = countBoxes(store.db, 'a', NOW)
  expect(walk(store, 'inbox', 'unread', 7)).toHaveLength(20)
  expect(walk(store, 'to-sign', 'all', 7)).toHaveLength(12)
  expect(walk(store, 'to-sign', 'unread', 7)).toHaveLength(4)
  expect(walk(store, 'inbox', 'mine', 7)).toHaveLength(30)
  expect(walk(store, 'inbox', 'due', 7)).toEqual(['D0', 'D4', 'D8', 'D12'])
  expect(counts).toEqual({ inboxUnread: 20, inboxDue: 4, inboxMine: 30, toSign: 12, drafts: 0, outboxWaiting: 0, outboxParked: 0 })
})

test('a task is listed by its document’s arrival, in whichever order the two come', () => {
  const store = makeStore()
  const later = makeDocument({ id: 'D2', receivedAt: at(NOW) })
  putDocuments(store.db, 'a', [later])
  putTasks(store.db, 'a', [makeTask({ id: 'T1', documentId: 'D1', assignedAt: at(NOW + DAY) }), makeTask({ id: 'T2', documentId: 'D2', assignedAt: at(NOW - DAY) })])
  putDocuments(store.db, 'a', [makeDocument({ id: 'D1', receivedAt: at(NOW - DAY), dueAt: '2026-11-25' })])
  const { rows } = listBox(store.db, 'a', { box: 'inbox', limit: 10, now: NOW })
  expect(rows.map(row => [row.documentId, row.sortAt, row.dueAt])).toEqual([['D2', NOW, null], ['D1', NOW - DAY, '2026-11-25']])
})

test('an outgoing document without an arrival stands at its day of issue', () => {
  const store = makeStore()
  putDocuments(store.db, 'a', [makeDocument({ id: 'O1', direction: 'out', receivedAt: null, issuedAt: '2026-11-01' }), makeDocument({ id: 'O2', direction: 'out', receivedAt: null, issuedAt: '2026-11-02' }), makeDocument({ id: 'X', direction: 'in' })])
  expect(walk(store, 'outgoing', 'all', 10)).toEqual(['O2', 'O1'])
  removeDocuments(store.db, 'a', ['O2'])
  expect(walk(store, 'outgoing', 'all', 10)).toEqual(['O1'])
})

describe('every list walks an index and never a table', () => {
  const store = makeStore
  test.each(LISTS)('%s', name => {
    const { db } = store()
    const plan = db.prepare<unknown[], { detail: string }>(`explain query plan ${LIST_SQL[name]}`).all({ account: 'a', sortAt: 0, id: '', limit: 200, until: 0 }).map(row => row.detail)
    expect(plan.filter(line => line.startsWith('SCAN'))).toEqual([])
    expect(plan.filter(line => line.includes('USE TEMP B-TREE') && !isShort(plan))).toEqual([])
  })
})

/** A branch that starts from the overlay may be sorted: it is as short as the outbox. */
function isShort(plan: readonly string[]): boolean {
  return plan.filter(line => line.includes('USE TEMP B-TREE')).length <= plan.filter(line => /SEARCH (?:ot?|o) USING PRIMARY KEY \(account=\?\)/.test(line)).length
}

test('a cursor from outside that is none is refused', () => {
  const { db } = makeStore()
  expect(() => listBox(db, 'a', { box: 'inbox', after: 'x; drop', limit: 1, now: NOW })).toThrow(expect.objectContaining({ code: 'request.malformed' }))
})

test('a page of documents costs the same however many tasks there are: tasks are found by document', () => {
  const { db } = makeStore()
  const plan = db.prepare<unknown[], { detail: string }>(`explain query plan ${TASKS_TO_SORT}`).all({ account: 'a', ids: '[]' })
  expect(plan.map(row => row.detail)).toEqual([
    'SCAN asked VIRTUAL TABLE INDEX 1:', 'SEARCH d USING INDEX sqlite_autoindex_document_1 (account=? AND id=?)', 'SEARCH t USING INDEX task_by_document (account=? AND document_id=?)',
  ])
})
