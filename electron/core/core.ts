import type { Emit, Handlers } from '../../shared/contract/index.ts'
import type { Settings } from '../../shared/contract/profile.ts'
import { ProblemError } from '../../shared/problem.ts'
import type { GivenServices } from '../handlers/signing-policy.ts'
import { sealHandlers } from '../handlers/seal-image.ts'
import { recoveryHandlers } from '../handlers/recovery.ts'
import { settingsHandlers } from '../handlers/settings.ts'
import { viewProfile } from '../handlers/profile.ts'
import type { GrantReader } from '../handlers/given-files.ts'
import { diagnose } from '../handlers/diagnostics.ts'
import { SIGN_SERVICE_PORT } from '../sign-service/sign-service.ts'
import type { PinSource } from '../token/ask-pin.ts'
import type { Tokens } from '../token/supervisor.ts'
import type { Repair } from '../pdf/run-repair.ts'
import type { Judge } from '../validation/judge.ts'
import type { Fetch } from '../province/http.ts'
import type { ServerLogin } from '../province/province.ts'
import { createKey, readKey, type KeySource } from '../store/key.ts'
import type { FoundPolicy } from '../policy/read-policy.ts'
import { openStore, type Store } from '../store/open.ts'
import { makeProfileFolders, profileFiles } from '../store/profile.ts'
import { existsSync } from 'node:fs'
import { rememberAccounts, rememberedAccounts } from '../sync/accounts.ts'
import { transact } from '../store/database.ts'
import { deskTable, tableOf } from './desk-table.ts'
import { createHousekeeping, type Housekeeping } from './housekeeping.ts'
import { readLogin, saveLogin, tryLogin } from './login.ts'
import { inTurn } from './in-turn.ts'
import { keepForAgency } from './keep-for-agency.ts'
import type { Log } from './log.ts'
import { imposedSettings, rulesOf, viewPolicy } from './machine-policy.ts'
import { signIn, type SignedIn } from './signed-in.ts'

/** The first accounts of a demo province that the development tree started; never there in a package. */
export interface Demo { readonly login: ServerLogin; readonly pin: string | null; readonly p12: string | null; readonly seal?: string | null; readonly trust: string; readonly services?: GivenServices }

export interface CoreInputs {
  readonly profileDir: string
  readonly keySource: KeySource
  /** Makes the profile where there is none; else `store.no-profile`. */
  readonly create: boolean
  readonly fetch: Fetch
  readonly now: () => number
  readonly newId: () => string
  readonly random: () => number
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  readonly trustDirs: readonly string[]
  /** The machine's, where it has one. */
  readonly policy?: FoundPolicy
  readonly tokens: Tokens
  readonly judge: Judge
  readonly repair: Repair
  readonly grants: GrantReader
  readonly demo: Demo | null
  /** Where VGCA Sign Service listens; its own port unless a test says another. */
  readonly signServicePort?: number
  /** Fixed by the command line (0); null: the officer's setting. */
  readonly undoMs: number | null
  readonly log: Log
  readonly emit: Emit
}

/** One profile open: who is signed in, and the contract served for each window. */
export interface Core {
  readonly store: Store
  /** Null until somebody has signed in. */
  signedIn(): SignedIn | null
  /** Signs in by a login that is tried now: `province.*` when it does not work, and nothing is kept. */
  connect(login: ServerLogin): Promise<SignedIn>
  /** `pin` is the road from this window to the token process. */
  handlers(pin: PinSource): Handlers
  /** The chores of a profile that stays open: now, and daily. */
  tend(): void
  close(): Promise<void>
}

/** Throws `store.*`; whoever asks again later finds nothing left open or locked by the first try. */
export async function openCore(inputs: CoreInputs): Promise<Core> {
  const store = await openProfile(inputs)
  try {
    return serveProfile(inputs, store)
  } catch (error) {
    store.close()
    throw error
  }
}

function serveProfile(inputs: CoreInputs, store: Store): Core {
  const held: { session: SignedIn | null; told: string } = { session: null, told: '' }
  const byAgency = keepForAgency(store, rulesOf(inputs.policy), inputs.log)
  const housekeeping = keepHouse(inputs, store, () => held.session)
  housekeeping.watch()
  const login = readLogin(store.db)
  const accounts = rememberedAccounts(store.db)
  if (login !== null && accounts !== null) held.session = signIn({ ...inputs, store, login, accounts, onSynced: tellProfile })

  // Of two desks that were opened at once one would sync on, unseen.
  const connect = inTurn(async (wanted: ServerLogin): Promise<SignedIn> => {
    const found = await tryLogin(inputs, wanted)
    // A sync that is still under way writes down whose profile it knows.
    await held.session?.stop()
    transact(store.db, () => {
      rememberAccounts(store.db, found)
      saveLogin(store.db, wanted)
    })
    held.session = signIn({ ...inputs, store, login: wanted, accounts: found, onSynced: tellProfile })
    return held.session
  })
  const view = () => held.session === null ? { state: 'new' as const, demoOffered: inputs.demo !== null } : viewProfile(held.session.desk, held.session.accounts, held.session.login.url)
  /** Name, agency and roles come with the directory, some pages into the first sync. */
  function tellProfile(): void {
    const now = view()
    if (JSON.stringify(now) === held.told) return
    held.told = JSON.stringify(now)
    inputs.emit('profile.changed', now)
  }
  function tellSettings(settings: Settings): void {
    inputs.emit('settings.changed', settings)
    held.session?.policyChanged()
  }
  async function connectAndRun(wanted: ServerLogin) {
    const session = await connect(wanted)
    session.run()
    tellProfile()
    return view()
  }
  return {
    store, connect,
    signedIn: () => held.session,
    handlers: pin => ({
      ...deskTable(tableOf(() => held.session, pin), housekeeping.mend),
      ...sealHandlers(() => store.db), ...settingsHandlers({ db: () => store.db, signServicePort: inputs.signServicePort ?? SIGN_SERVICE_PORT, grants: inputs.grants, changed: tellSettings, isWindow: pin.kind === 'dialog', imposed: imposedSettings(rulesOf(inputs.policy)) }),
      ...recoveryHandlers({ store, now: inputs.now, byAgency }),
      'policy.get': async () => viewPolicy(inputs.policy),
      'profile.get': async () => view(),
      'profile.connect': async ({ serverUrl, userName, password }) => connectAndRun({ url: rulesOf(inputs.policy).server?.url ?? serverUrl, user: userName, password }),
      'profile.connect-demo': async () => {
        if (inputs.demo === null) throw new ProblemError('command.development-only')
        return connectAndRun(inputs.demo.login)
      },
      'diagnostics.get': async () => ({ lines: await diagnose({ store, trustDirs: inputs.trustDirs, policy: inputs.policy ?? null, now: inputs.now(), session: held.session }) }),
    }),
    tend: housekeeping.tend,
    async close() {
      await held.session?.stop()
      await housekeeping.stop()
      inputs.tokens.close()
      store.close()
    },
  }
}

/** What the chores find is told to the windows, and what another process put into the outbox is sent. */
function keepHouse(inputs: CoreInputs, store: Store, session: () => SignedIn | null): Housekeeping {
  return createHousekeeping({
    ...inputs, store,
    onMended: () => {
      inputs.emit('documents.changed', { ids: null })
      session()?.sync.poke()
    },
    onForeign: ({ newRows }) => {
      inputs.emit('documents.changed', { ids: null })
      inputs.emit('outbox.changed', {})
      if (newRows) session()?.sync.poke()
    },
  })
}

async function openProfile({ profileDir, keySource, create, now }: CoreInputs): Promise<Store> {
  const files = profileFiles(profileDir)
  if (existsSync(files.key)) return openStore({ files, key: await readKey(files, keySource), now })
  if (!create) throw new ProblemError('store.no-profile', { profile: profileDir })
  makeProfileFolders(files)
  const { key } = await createKey(files, keySource)
  return openStore({ files, key, now })
}
