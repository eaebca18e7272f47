import { z } from 'zod'
import type { ServerLogin } from '../province/province.ts'
import type { Database } from '../store/database.ts'
import { getSecret, setSecret } from '../store/settings.ts'

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
