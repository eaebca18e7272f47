import { openCore, type Core, type CoreInputs } from '../../electron/core/core.ts'
import { silentLog } from '../../electron/core/log.ts'
import { saveLogin } from '../../electron/core/login.ts'
import { ProblemError } from '../../shared/problem.ts'
import type { Store } from '../../electron/store/open.ts'
import { rememberAccounts } from '../../electron/sync/accounts.ts'
import { BENCH_ACCOUNT, BENCH_NOW, type BenchProfile } from './bench-profile.ts'

const absent = (): never => { throw new ProblemError('token.absent') }

/** Signs an officer in to a profile without any province: what is measured is this PC. */
export function rememberOfficer({ db }: Store): void {
  saveLogin(db, { url: 'http://127.0.0.1:1', user: 'u', password: 'p' })
  rememberAccounts(db, { account: BENCH_ACCOUNT, directory: null, officerId: 'O1', agencyId: 'A1', userName: 'u', isDemo: false })
}

/** The real core over a bench profile, with nothing on its network and no token; `given` takes the place of what is not there. */
export function openBenchCore({ folder, keyFile }: Pick<BenchProfile, 'folder' | 'keyFile'>, given: Partial<CoreInputs> = {}): Promise<Core> {
  return openCore({
    profileDir: folder, keySource: { keyFile }, create: false, undoMs: null, demo: null, trustDirs: [], log: silentLog, emit: () => {},
    now: () => BENCH_NOW, newId: () => '', random: () => 0, sleep: (_, signal) => new Promise(resolve => { if (signal?.aborted === true) resolve(); else signal?.addEventListener('abort', () => resolve()) }),
    fetch: () => Promise.reject(new TypeError('fetch failed')), grants: { readable: absent, writable: absent },
    tokens: { list: absent, withSigner: absent, readers: absent, changePin: absent, close: () => {} }, judge: Object.assign(absent, { examine: absent }), repair: absent,
    ...given,
  })
}
