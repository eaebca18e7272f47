import { timingSafeEqual } from 'node:crypto'
import type { Role } from '../../shared/model/words.ts'
import { agencyAccount, type Caller, type CallerAccount, DIRECTORY_ACCOUNT, personalAccount } from './caller.ts'
import { readAgency, readOfficer, rolesAt } from './edoc/officers.ts'
import { sql, type Store } from './store/open-store.ts'

export interface Login { readonly user: string, readonly password: string, readonly role: Role, readonly officer: string, readonly agency: string }

/** Everyone who may sign in, in the seed's order. */
export function logins(store: Store): readonly Login[] {
  return sql(store, 'select user, password, role, officer, agency from login order by place').all() as Login[]
}

/** Who a request's HTTP Basic credentials name, null for nobody (RFC 7617). */
export function authenticate(store: Store, authorization: string | null, now: number): Caller | null {
  const match = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '')
  const [user = '', ...rest] = Buffer.from(match?.[1] ?? '', 'base64').toString('utf8').split(':')
  const login = logins(store).find(candidate => candidate.user === user)
  return login !== undefined && isSame(login.password, rest.join(':')) ? callerOf(store, login, now) : null
}

/** What an officer is and sees at this moment. */
export function callerOf(store: Store, login: Pick<Login, 'user' | 'officer'>, now: number): Caller | null {
  const officer = readOfficer(store, login.officer)
  if (officer?.isActive !== true) return null
  const roles = rolesAt(officer, now)
  const accounts: CallerAccount[] = [{ id: personalAccount(officer.id), view: 'personal', name: officer.name }]
  if (roles.has('clerk') || roles.has('leader')) accounts.push({ id: agencyAccount(officer.agencyId), view: 'agency', name: readAgency(store, officer.agencyId)?.name ?? officer.agencyId })
  accounts.push({ id: DIRECTORY_ACCOUNT, view: 'directory', name: 'Danh bạ' })
  return { user: login.user, officerId: officer.id, agencyId: officer.agencyId, roles, accounts }
}

function isSame(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)]
  return x.length === y.length && timingSafeEqual(x, y)
}
