import { onTestFinished } from 'vitest'
import { uuidV7 } from '../../shared/model/ids.ts'
import { makeProvinceClient } from '../../electron/province/province.ts'
import type { Fetch } from '../../electron/province/http.ts'
import { openStore, type Store } from '../../electron/store/open.ts'
import { profileFiles } from '../../electron/store/profile.ts'
import type { ProfileKey } from '../../electron/store/key.ts'
import type { Moment } from '../../electron/sync/moment.ts'
import { type SyncInputs, syncPass, type SyncResult } from '../../electron/sync/pass.ts'
import { makeClock, makeRandom, type TestClock } from '../province/make-province.ts'
import type { Province } from '../province/province.ts'
import { makeFolder, makeKey } from './make-store.ts'

/** Loopback: the one place where plain HTTP is allowed. */
export const ORIGIN = 'http://127.0.0.1:1'

export interface ClientOptions {
  readonly fetch?: Fetch, readonly clock?: TestClock, readonly seed?: number, readonly folder?: string, readonly key?: ProfileKey
}
export interface Client {
  readonly store: Store, readonly inputs: SyncInputs, readonly folder: string, readonly key: ProfileKey, readonly account: string
  pass(): Promise<SyncResult>
  moment(undoMs?: number): Moment
}

/** A real store and sync engine of one user of the tiny seed, on a province in this process. */
export function makeClient(province: Province, user: string, options: ClientOptions = {}): Client {
  const clock = options.clock ?? makeClock()
  const random = makeRandom(options.seed ?? 1)
  const newId = (): string => uuidV7(clock.now(), random(10))
  const [folder, key] = [options.folder ?? makeFolder(), options.key ?? makeKey()]
  const store = openStore({ files: profileFiles(folder), key, now: () => clock.now() })
  onTestFinished(() => store.close())
  const inputs: SyncInputs = {
    store, now: () => clock.now(), newId, random: () => (random(1)[0] ?? 0) / 256, sleep: ms => new Promise(resolve => setTimeout(resolve, Math.min(ms, 1))),
    province: makeProvinceClient({ fetch: options.fetch ?? (request => province.fetch(request)), now: () => clock.now() }, { url: ORIGIN, user, password: user }),
  }
  const [name = '', agency = ''] = user.split('@')
  return { store, inputs, folder, key, account: `p-${agency}-${name}`, pass: () => syncPass(inputs, () => {}), moment: (undoMs = 0) => ({ now: clock.now(), newId, undoMs }) }
}
