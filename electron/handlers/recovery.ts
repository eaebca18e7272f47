import type { Handlers } from '../../shared/contract/index.ts'
import { addAudit } from '../store/audit.ts'
import { renewRecoveryCode } from '../store/key.ts'
import type { Store } from '../store/open.ts'
import { getSetting, setSetting } from '../store/settings.ts'
import { z } from 'zod'

const MADE = 'recovery.made-at'

export interface RecoveryServices { readonly store: Store; readonly now: () => number; /** The agency's recovery certificate opens this profile. */ readonly byAgency: boolean }

/** Mã khôi phục of a profile that is open. */
export function recoveryHandlers({ store, now, byAgency }: RecoveryServices): Pick<Handlers, 'recovery.get' | 'recovery.make' | 'recovery.open'> {
  return {
    'recovery.get': async () => ({ madeAt: getSetting(store.db, MADE, z.number()) ?? null, byAgency }),
    'recovery.make': async () => {
      const code = renewRecoveryCode(store.files, store.key)
      const madeAt = now()
      setSetting(store.db, MADE, madeAt)
      addAudit(store.db, madeAt, 'recovery.made', {})
      return { code, madeAt }
    },
    // It is open already: whoever asks had another window open it meanwhile.
    'recovery.open': async () => ({}),
  }
}
