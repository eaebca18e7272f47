import { GetResponse } from '../../shared/protocol/methods.ts'
import { resultOf } from '../../shared/protocol/invocation.ts'
import { coreLimits } from '../../shared/protocol/session.ts'
import type { Province } from '../province/province.ts'
import { cachedIds } from '../store/cached-ids.ts'
import { transact } from '../store/database.ts'
import { missingDocuments } from '../store/documents.ts'
import type { Store } from '../store/open.ts'
import { endFillPage, type FillPage, getSyncState, nextFillPage, setSyncState, startFill } from '../store/sync-state.ts'
import type { Accounts } from './accounts.ts'
import { isAbsent } from './decide-delta.ts'
import { listIds } from './list-ids.ts'
import { count, type Tally } from './tally.ts'
import { remoteAccount, type SyncedType, typeNamed } from './types.ts'

const PAGE = 500

export interface FillInputs {
  readonly store: Store, readonly province: Province, readonly accounts: Accounts, readonly tally: Tally, readonly now: () => number
  /** Told after each page, so that the window can show it. */
  readonly onPage: () => void
}

/**
 * Begins the first sync of a type, or the full one after the server lost track: its state first, then all ids, so that
 * what changes in between is told by `/changes` later. What the server no longer has leaves the cache here.
 */
export async function beginFill({ store, province, accounts, now, tally }: FillInputs, type: SyncedType): Promise<void> {
  const accountId = remoteAccount(accounts, type)
  if (accountId === null || getSyncState(store.db, accounts.account, type.name) !== null) return
  const answer = (await province.request([[`${type.name}/get`, { accountId, ids: [] }, 's']])).read('s', GetResponse)
  if (!answer.ok) return
  const ids = await listIds(province, accountId, type)
  if (ids === null) return
  const pageSize = Math.min(PAGE, coreLimits(await province.session()).maxObjectsInGet)
  // Read after every await: the databases may have been given to another process and opened again meanwhile.
  const { db } = store
  transact(db, () => {
    const known = cachedIds(db, accounts.account, type.name)
    const there = new Set(ids)
    const gone = known.filter(id => !there.has(id))
    type.remove(db, accounts.account, gone)
    count(tally, { type: type.name, kind: 'destroyed', many: gone.length, documentIds: type.name === 'OfficialDocument' ? gone : [] })
    startFill(db, { account: accounts.account, type: type.name, ids, pageSize, isFresh: known.length === 0 })
    setSyncState(db, { account: accounts.account, type: type.name, state: answer.value.state, at: now() })
  })
}

/**
 * Fetches the pages of a type that are still missing; page and progress are one transaction. The next page is asked for
 * before this one is written, so that network and disk work at the same time.
 */
export async function fillPages(inputs: FillInputs, type: SyncedType, most = Infinity): Promise<void> {
  const { store, accounts } = inputs
  let page = nextFillPage(store.db, accounts.account, type.name, -1)
  let asked = page === null ? null : askPage(inputs, type, page)
  for (let done = 0; page !== null && asked !== null && done < most; done++) {
    const answer = await asked
    const next = done + 1 < most ? nextFillPage(store.db, accounts.account, type.name, page.page) : null
    asked = next === null ? null : askPage(inputs, type, next)
    // Awaited only in the next round: a failure meanwhile must not count as unhandled.
    asked?.catch(() => {})
    if (!applyPage(inputs, type, page, answer)) return
    page = next
  }
}

type PageAnswer = Awaited<ReturnType<typeof askPage>>

async function askPage({ store, province, accounts }: FillInputs, type: SyncedType, page: FillPage) {
  const accountId = remoteAccount(accounts, type) ?? accounts.account
  // In a fresh fill a document that is here came with its task a moment ago.
  const ids = page.isFresh && type.name === 'OfficialDocument' ? missingDocuments(store.db, accounts.account, page.ids) : page.ids
  const documents = type.name === 'Task'
    ? [['OfficialDocument/get', { accountId, '#ids': resultOf('p', 'Task/get', '/list/*/documentId') }, 'd'] as const] : []
  const isWithDocuments = type.name === 'Task' && page.page === 0
  return province.request([[`${type.name}/get`, { accountId, ids }, 'p'], ...(isWithDocuments ? documents : [])])
}

function applyPage({ store, accounts, tally, onPage }: FillInputs, type: SyncedType, page: FillPage, answers: PageAnswer): boolean {
  const { db } = store
  const got = answers.read('p', GetResponse)
  if (!got.ok && !isAbsent(got.type)) return false
  const documents = type.name === 'Task' && page.page === 0 ? answers.read('d', GetResponse) : null
  transact(db, () => {
    if (documents?.ok === true) {
      const put = typeNamed('OfficialDocument').put(db, accounts.account, documents.value.list)
      count(tally, { type: 'OfficialDocument', kind: 'created', many: put.count, documentIds: put.documentIds })
    }
    if (got.ok) {
      const put = type.put(db, accounts.account, got.value.list)
      type.remove(db, accounts.account, got.value.notFound)
      count(tally, { type: type.name, kind: 'created', many: put.count, documentIds: put.documentIds })
    }
    endFillPage(db, accounts.account, type.name, page.page)
  })
  onPage()
  return true
}
