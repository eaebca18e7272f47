import { ChangesResponse, GetResponse } from '../../shared/protocol/methods.ts'
import { resultOf } from '../../shared/protocol/invocation.ts'
import type { Answers, Call } from '../province/request.ts'
import { type Database, transact } from '../store/database.ts'
import type { Store } from '../store/open.ts'
import { dropSyncState, getSyncState, setSyncState } from '../store/sync-state.ts'
import type { Accounts } from './accounts.ts'
import { decideDelta } from './decide-delta.ts'
import { count, type Tally } from './tally.ts'
import { remoteAccount, type SyncedType } from './types.ts'

const MAX_CHANGES = 500

/** The three calls that bring a type forward from where it is, or none when it was never synchronised. */
export function deltaCalls(db: Database, accounts: Accounts, type: SyncedType): readonly Call[] {
  const accountId = remoteAccount(accounts, type)
  const since = getSyncState(db, accounts.account, type.name)
  if (accountId === null || since === null) return []
  const name = `${type.name}/changes`
  return [
    [name, { accountId, sinceState: since, maxChanges: MAX_CHANGES }, `${type.name}.changes`],
    [`${type.name}/get`, { accountId, '#ids': resultOf(`${type.name}.changes`, name, '/created') }, `${type.name}.created`],
    [`${type.name}/get`, { accountId, '#ids': resultOf(`${type.name}.changes`, name, '/updated') }, `${type.name}.updated`],
  ]
}

/** What became of a type: `more` to come, `current`, `refetch` it whole, or it `failed` for now. */
export type DeltaOutcome = 'current' | 'more' | 'refetch' | 'failed'

export interface DeltaInputs { readonly store: Store, readonly accounts: Accounts, readonly tally: Tally, readonly now: () => number }

/** Applies the answers to `deltaCalls`: objects and the new state in one transaction. */
export function applyDelta({ store: { db }, accounts, tally, now }: DeltaInputs, type: SyncedType, answers: Answers): DeltaOutcome {
  const { account } = accounts
  const since = getSyncState(db, account, type.name)
  if (since === null) return 'current'
  const changes = answers.read(`${type.name}.changes`, ChangesResponse)
  const verdict = decideDelta(since, changes)
  if (verdict === 'resync') {
    transact(db, () => dropSyncState(db, account, type.name))
    return 'refetch'
  }
  if (verdict !== 'apply' || !changes.ok) return verdict === 'skip' ? 'current' : 'failed'
  const { created, updated, destroyed, newState, hasMoreChanges } = changes.value
  const got = (['created', 'updated'] as const).map(kind => [kind, answers.read(`${type.name}.${kind}`, GetResponse)] as const)
  // Without its objects the new state would skip them for ever.
  if (got.some(([kind, answer]) => !answer.ok && (kind === 'created' ? created : updated).length > 0)) return 'failed'
  if (newState === since && destroyed.length === 0 && created.length === 0 && updated.length === 0) return 'current'
  transact(db, () => {
    for (const [kind, answer] of got) {
      if (!answer.ok) continue
      const put = type.put(db, account, answer.value.list)
      type.remove(db, account, answer.value.notFound) // gone between the two calls
      count(tally, { type: type.name, kind, many: put.count, documentIds: put.documentIds })
    }
    type.remove(db, account, destroyed)
    count(tally, { type: type.name, kind: 'destroyed', many: destroyed.length, documentIds: type.name === 'OfficialDocument' ? destroyed : [] })
    setSyncState(db, { account, type: type.name, state: newState, at: now() })
  })
  return hasMoreChanges ? 'more' : 'current'
}
