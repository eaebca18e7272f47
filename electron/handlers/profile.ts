import type { Handlers } from '../../shared/contract/index.ts'
import type { ProfileView } from '../../shared/contract/profile.ts'
import { getAgency, getOfficer, searchAgencies, searchOfficers } from '../store/directory.ts'
import type { Accounts } from '../sync/accounts.ts'
import { rolesOn, type Desk } from './desk.ts'

/** Who is signed in, in words; what the directory does not know yet is filled in when it has come. */
export function viewProfile(desk: Desk, accounts: Accounts, serverUrl: string): ProfileView {
  const { store: { db }, account } = desk
  const officer = accounts.officerId === null ? null : getOfficer(db, account, accounts.officerId)
  const agencyId = officer?.agencyId ?? accounts.agencyId
  return {
    state: 'ready', serverUrl, userName: accounts.userName, officerId: accounts.officerId, officerName: officer?.name ?? accounts.userName, title: officer?.title ?? null,
    agencyId, agencyName: agencyId === null ? '' : getAgency(db, account, agencyId)?.name ?? '', roles: rolesOn(officer, desk.now()), demo: accounts.isDemo,
  }
}

export function directoryHandlers(desk: Desk): Pick<Handlers, 'directory.search'> {
  const { account } = desk
  return {
    'directory.search': async ({ text, what, limit }) => {
      const { db } = desk.store
      if (what === 'agencies') return { items: searchAgencies(db, account, text, limit).map(({ id, name, code }) => ({ id, name, detail: code })) }
      const officers = searchOfficers(db, account, { text, limit, agencyId: what === 'colleagues' ? desk.agencyId : null })
      return { items: officers.map(({ id, name, title, unit, agencyId }) => ({ id, name, detail: [title, unit, what === 'officers' ? getAgency(db, account, agencyId)?.name : null].filter(part => part != null && part !== '').join(' · ') })) }
    },
  }
}
