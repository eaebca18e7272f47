import { z } from 'zod'
import { EDOC_CAPABILITY } from '../../shared/protocol/capability.ts'
import { edocAccount, edocCapability, type Session } from '../../shared/protocol/session.ts'
import { ProblemError } from '../../shared/problem.ts'
import type { Database } from '../store/database.ts'
import { getSetting, setSetting } from '../store/settings.ts'

/** Whose profile this is, as the province's session says; remembered, so that the desk opens offline. */
export const Accounts = z.object({
  /** The personal account: its id keys everything in the store, the directory too. */
  account: z.string(), directory: z.string().nullable(), officerId: z.string().nullable(), agencyId: z.string().nullable(), userName: z.string(), isDemo: z.boolean(),
})
export type Accounts = z.infer<typeof Accounts>

/** The accounts of a session. `province.not-jmap` when the server has no official documents for this user. */
export function findAccounts(session: Session): Accounts {
  const views = Object.entries(session.accounts).map(([id, account]) => ({ id, view: edocAccount(account) }))
  const primary = session.primaryAccounts[EDOC_CAPABILITY]
  const personal = views.find(({ id }) => id === primary) ?? views.find(({ view }) => view?.view === 'personal')
  const edoc = edocCapability(session)
  if (personal?.view == null || edoc === null) throw new ProblemError('province.not-jmap', { reason: 'no-edoc' })
  return {
    account: personal.id, directory: views.find(({ view }) => view?.view === 'directory')?.id ?? null, officerId: personal.view.officerId, agencyId: personal.view.agencyId,
    userName: session.username, isDemo: edoc.demo,
  }
}

const NAME = 'province.accounts'

export function rememberAccounts(db: Database, accounts: Accounts): void {
  const known = rememberedAccounts(db)
  if (known === null || JSON.stringify(known) !== JSON.stringify(accounts)) setSetting(db, NAME, accounts)
}

/** Null until the first session. */
export function rememberedAccounts(db: Database): Accounts | null {
  return getSetting(db, NAME, Accounts) ?? null
}
