import { authenticate, callerOf, type Login, logins } from './accounts.ts'
import type { Caller } from './caller.ts'
import { readDocument, tasksOf } from './edoc/records.ts'
import { EDOC_TYPE_TABLE } from './edoc/types.ts'
import { planTasks, type Work, writeWork } from './edoc/work-on-document.ts'
import { answerApi } from './http/api.ts'
import { download, upload } from './http/blobs.ts'
import { deliverArrival } from './http/demo.ts'
import { eventSource, type Every, type OpenStreams } from './http/event-source.ts'
import { json, problem } from './http/responses.ts'
import { makeSession } from './http/session.ts'
import type { Engine } from './jmap/engine.ts'
import { type Limits, LIMITS } from './jmap/limits.ts'
import { loadSeed } from './load-seed.ts'
import type { SeedData } from './seed-data.ts'
import { type Moment, openStore, type Storage, sql, type Store, transact } from './store/open-store.ts'
import { forgetTombstones } from './store/state.ts'

export interface ProvinceInputs {
  readonly storage: Storage
  /** Loaded only into a database that is new; null leaves an old one as it is. */
  readonly seed: SeedData | null
  readonly clock: { now(): number }
  readonly random: (bytes: number) => Uint8Array
  /** `unchecked`: dispatch takes files without signatures, for tests that have no keys. */
  readonly signatures: 'checked' | 'unchecked'
  readonly limits?: Partial<Limits>
  /** Repeats an act until the answer is called; pings use it. */
  readonly every: Every
}

export interface Province {
  /** The transport: like `fetch`, in this process. Rejects with TypeError while the network is cut. */
  fetch(request: Request): Promise<Response>
  /** Who may sign in, in the seed's order. */
  readonly accounts: readonly Login[]
  readonly isDemo: boolean
  readonly store: Store
  isDown(): boolean
  setDown(down: boolean): void
  /** A new incoming document, as `POST /demo/arrive`. */
  arrive(): string | null
  /** Takes a document out of an officer's sight: their task on it is cancelled. */
  withdraw(documentId: string, officerId: string): void
  /** Gives an officer a task on a document. */
  entrust(documentId: string, officerId: string, role: string): void
  callerOf(user: string): Caller | null
  close(): void
}

/** A province over a database; nothing of it listens anywhere. */
export function createProvince(inputs: ProvinceInputs): Province {
  const { clock, random } = inputs
  const store = openStore(inputs.storage, random)
  if (store.isNew && inputs.seed !== null) loadSeed(store, inputs.seed, clock.now())
  forgetTombstones(store, clock.now())
  const isDemo = sql(store, "select value from meta where key = 'demo'").pluck().get() === 1
  const engine: Engine = {
    inputs: { store, now: () => clock.now(), random, checkSignatures: inputs.signatures === 'checked' }, types: EDOC_TYPE_TABLE, limits: { ...LIMITS, ...inputs.limits }, cache: new Map(),
  }
  const streams: OpenStreams = new Set()
  const network = { isDown: false }

  function setDown(down: boolean): void {
    network.isDown = down
    if (down) for (const end of streams) end()
  }

  async function fetch(request: Request): Promise<Response> {
    const url = new URL(request.url)
    if (url.pathname.startsWith('/demo/')) return answerDemo(request, url)
    if (network.isDown) throw new TypeError('fetch failed')
    const caller = authenticate(store, request.headers.get('authorization'), clock.now())
    if (caller === null) return problem(401, 'sign in', {}, { 'www-authenticate': 'Basic realm="province", charset="UTF-8"' })
    return answer({ engine, streams, every: inputs.every, isDemo }, caller, request, url)
  }

  async function answerDemo(request: Request, url: URL): Promise<Response> {
    if (!isDemo) return problem(404, 'not a demo')
    if (request.method !== 'POST') return problem(405, 'POST only')
    if (url.pathname === '/demo/arrive') return json({ documentId: deliverArrival({ store, now: clock.now() }) })
    if (url.pathname !== '/demo/network') return problem(404, 'no such act')
    const body: unknown = await request.json().catch(() => null)
    const down = typeof body === 'object' && body !== null && 'down' in body ? body.down : null
    if (typeof down !== 'boolean') return problem(400, 'down is true or false')
    setDown(down)
    return json({ down })
  }

  return {
    fetch, setDown, store, isDemo, accounts: logins(store), isDown: () => network.isDown,
    arrive: () => deliverArrival({ store, now: clock.now() }),
    withdraw: (documentId, officerId) => rework({ store, now: clock.now() }, documentId, { settle: task => task.officerId === officerId ? 'cancelled' : null }),
    entrust: (documentId, officerId, role) => rework({ store, now: clock.now() }, documentId, { open: [{ officerId, role, dueAt: null }] }),
    callerOf: user => {
      const login = logins(store).find(candidate => candidate.user === user)
      return login === undefined ? null : callerOf(store, login, clock.now())
    },
    close() {
      for (const end of streams) end()
      store.close()
    },
  }
}

function rework(moment: Moment, documentId: string, plan: Work['plan']): void {
  const { store } = moment
  transact(store, () => {
    const doc = readDocument(store, documentId)
    if (doc === null) throw new Error(`no document ${documentId}`)
    writeWork(moment, { before: doc, doc, tasks: planTasks(moment, { tasks: tasksOf(store, documentId), plan, by: null, documentId }) })
  })
}

interface Serving { readonly engine: Engine, readonly streams: OpenStreams, readonly every: Every, readonly isDemo: boolean }

function answer({ engine, streams, every, isDemo }: Serving, caller: Caller, request: Request, url: URL): Response | Promise<Response> {
  const { store } = engine.inputs
  const [, root, area, accountId = '', blobId = '', name = ''] = decodePath(url.pathname)
  const session = () => makeSession(caller, url.origin, engine.limits, isDemo)
  if (url.pathname === '/.well-known/jmap') return Response.redirect(`${url.origin}/jmap/session`, 307)
  if (root !== 'jmap') return problem(404, 'no such page')
  switch (`${request.method} ${area}`) {
    case 'GET session': return json(session())
    case 'POST api': return answerApi(engine, caller, request, session().state)
    case 'POST upload': return upload(engine, caller, request, accountId)
    case 'GET download': case 'HEAD download': return download(store, caller, request, { accountId, blobId, name, type: url.searchParams.get('type') })
    case 'GET events': return eventSource({ store, streams, every }, caller, request)
    default: return problem(404, 'no such page')
  }
}

function decodePath(path: string): string[] {
  return path.split('/').map(part => {
    try {
      return decodeURIComponent(part)
    } catch {
      return '' // a malformed escape names nothing
    }
  })
}
