import type { AccountView } from '../../shared/protocol/capability.ts'
import type { Role } from '../../shared/model/words.ts'

export interface CallerAccount { readonly id: string, readonly view: AccountView, readonly name: string }

/** Who asks: an officer, what they are now, and the accounts they may see. */
export interface Caller {
  readonly user: string
  readonly officerId: string
  readonly agencyId: string
  readonly roles: ReadonlySet<Role>
  readonly accounts: readonly CallerAccount[]
}

export const DIRECTORY_ACCOUNT = 'directory'
export const personalAccount = (officerId: string): string => `p-${officerId}`
export const agencyAccount = (agencyId: string): string => `a-${agencyId}`
