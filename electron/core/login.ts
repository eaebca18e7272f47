import { z } from 'zod'
import { ProblemError } from '../../shared/problem.ts'
import { parseAddress } from '../province/address.ts'
import type { Fetch } from '../province/http.ts'
import { makeProvinceClient, type ServerLogin } from '../province/province.ts'
import type { Database } from '../store/database.ts'
import { getSecret, setSecret } from '../store/settings.ts'
import { findAccounts, type Accounts } from '../sync/accounts.ts'

const NAME = 'province.login'
const Login = z.object({ url: z.string(), user: z.string(), password: z.string() })

/** The officer's account on the province; a secret row of `work.db`, which is encrypted as a whole. */
export function readLogin(db: Database): ServerLogin | null {
  const text = getSecret(db, NAME)
  return text === null ? null : Login.parse(JSON.parse(text))
}

export function saveLogin(db: Database, { url, user, password }: ServerLogin): void {
  setSecret(db, NAME, JSON.stringify({ url, user, password }))
}

/** Whose accounts a login opens, asked of the province now. Where nothing answers, the address that was typed is what to look at. */
export async function tryLogin(inputs: { readonly fetch: Fetch; readonly now: () => number }, login: ServerLogin): Promise<Accounts> {
  try {
    return findAccounts(await makeProvinceClient(inputs, login).session())
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'province.unreachable') throw error
    throw new ProblemError('province.no-answer', { ...error.facts, address: parseAddress(login.url).host }, { cause: error })
  }
}
