import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Emit, EventName, Handlers } from '../../shared/contract/index.ts'
import { uuidV7 } from '../../shared/model/ids.ts'
import { openCore, type Core } from '../../electron/core/core.ts'
import { findEntries } from '../../electron/core/entries.ts'
import { silentLog, type Log } from '../../electron/core/log.ts'
import type { SignedIn } from '../../electron/core/signed-in.ts'
import type { FoundPolicy } from '../../electron/policy/read-policy.ts'
import type { Fetch } from '../../electron/province/http.ts'
import type { ServerLogin } from '../../electron/province/province.ts'
import type { PinSource } from '../../electron/token/ask-pin.ts'
import { createRepair } from '../../electron/pdf/run-repair.ts'
import { createJudge } from '../../electron/validation/judge.ts'
import { spawnNodeWorker } from '../../electron/validation/spawn-worker.ts'
import { makeFolder } from './make-store.ts'
import { makeNodeTokens, type NodeTokens } from './node-tokens.ts'

export interface CoreWish {
  readonly fetch: Fetch
  readonly login: ServerLogin
  readonly now?: () => number
  readonly folder?: string
  readonly trustDirs?: readonly string[]
  readonly policy?: FoundPolicy
  readonly isDemo?: { readonly trust: string; readonly pin: string; readonly p12: string; readonly services?: { readonly tsaUrls: readonly string[]; readonly hostMap: readonly string[] } }
  readonly undoMs?: number
  readonly log?: Log
  readonly signServicePort?: number
}
export interface TestCore {
  readonly core: Core
  readonly session: SignedIn
  readonly tokens: NodeTokens
  readonly folder: string
  /** A window's table, its PIN on the given road. */
  handlers(pin?: PinSource): Handlers
  /** Every event so far, oldest first. */
  readonly events: readonly { readonly name: EventName; readonly payload: unknown }[]
  /** Called at each event, in the same turn. */
  onEvent(act: (name: EventName) => void): void
}

/** The real core of one signed-in officer, with real tokens and worker. Nothing runs by itself: a test makes the passes. */
export async function makeCore(wish: CoreWish): Promise<TestCore> {
  const folder = wish.folder ?? makeFolder()
  const tokens = makeNodeTokens()
  const events: { name: EventName; payload: unknown }[] = []
  const held: { act: (name: EventName) => void } = { act: () => {} }
  const emit: Emit = (name, payload) => {
    events.push({ name, payload })
    held.act(name)
  }
  const now = wish.now ?? (() => Date.now())
  // A grant is the file's own path here: the shell's tickets have their own tests.
  const grants = { readable: async (grant: string) => grant, writable: async (grant: string) => grant }
  const core = await openCore({
    profileDir: join(folder, 'profile'), keySource: { keyFile: join(folder, 'key') }, create: true, undoMs: wish.undoMs ?? 0, trustDirs: wish.trustDirs ?? [], ...(wish.policy === undefined ? {} : { policy: wish.policy }), log: wish.log ?? silentLog, emit, now, grants, tokens,
    demo: wish.isDemo === undefined ? null : { ...wish.isDemo, login: wish.login },
    ...(wish.signServicePort === undefined ? {} : { signServicePort: wish.signServicePort }),
    newId: () => uuidV7(now(), randomBytes(10)), random: () => Math.random(), fetch: wish.fetch,
    sleep: (_, signal) => new Promise(resolve => { if (signal?.aborted === true) resolve(); else signal?.addEventListener('abort', () => resolve()) }),
    judge: createJudge({ spawnWorker: spawnNodeWorker(findEntries().worker) }), repair: createRepair(findEntries().repair),
  })
  onTestFinished(() => core.close())
  const session = await core.connect(wish.login)
  return { core, session, tokens, folder, events, handlers: (pin = { kind: 'file', path: '-' }) => core.handlers(pin), onEvent: act => { held.act = act } }
}
