/** The core process of `judge-queue.ts`: everything real but the province, which answers from memory. */
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { CORE_CAPABILITY, EDOC_CAPABILITY } from '../../shared/protocol/capability.ts'
import { servePort } from '../../electron/core/serve.ts'
import { type Log, silentLog } from '../../electron/core/log.ts'
import { createJudge } from '../../electron/validation/judge.ts'
import { spawnNodeWorker } from '../../electron/validation/spawn-worker.ts'
import { NOW } from '../helpers/make-store.ts'
import { openBenchCore } from './bench-core.ts'
import { peakMegabytes } from './bench-files.ts'
import { blanksOf, fileOf, readFiles } from './judge-queue-files.ts'

/** `judge`: work on the queue; `rest`: wait for the next paper. */
export interface CoreOrder { readonly id: number; readonly order: 'judge' | 'rest' | 'stop' }
export interface CoreReport { readonly judged: number; readonly peakMb: number; readonly words: string }

const [, , profileFolder = '', keyFile = '', folder = ''] = process.argv
const JUDGED_AT = NOW + 60_000
/** A bench that judges nothing must say why. */
const log: Log = { ...silentLog, failure: (where, { code }, error) => { if (where === 'judging') console.error(code, error) } }
const files = readFiles(folder)
/** While the core is to rest the province does not answer. */
const gate = createGate()
const core = await openBenchCore({ folder: profileFolder, keyFile }, {
  log,
  fetch: async request => {
    await gate.opened
    return answerAsProvince(new URL(request.url))
  }, now: () => JUDGED_AT, trustDirs: [join(folder, 'trust')],
  judge: createJudge({ spawnWorker: spawnNodeWorker(join(folder, 'worker.js'), { isBehind: true }), onLost: error => { console.error(error) } }),
  sleep: (ms, signal) => delay(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined),
  emit: (name, payload) => { process.send?.({ kind: 'event', name, payload }) },
})
const session = core.signedIn()
if (session === null) throw new Error('nobody is signed in')
session.judging.run()

servePort({
  post: message => { process.send?.(message) },
  onMessage: listener => { process.on('message', message => { listener(message, []) }) },
  onClose: listener => { process.on('disconnect', listener) },
  close: () => undefined,
}, () => Promise.resolve({ handlers: core.handlers({ kind: 'dialog', ask: () => {} }), log: silentLog }))
process.on('message', ({ id, order }: Partial<CoreOrder>) => {
  if (order === undefined) return
  if (order === 'judge') gate.open()
  else gate.close()
  process.send?.({ id, reply: { judged: judged(), peakMb: peakMegabytes(), words: order === 'stop' ? verdicts() : '' } satisfies CoreReport }, () => {
    if (order === 'stop') process.exit(0)
  })
})

interface Gate { readonly opened: Promise<void>; open(): void; close(): void }

/** Closed at first. */
function createGate(): Gate {
  let way = Promise.withResolvers<void>()
  let isOpen = false
  return {
    get opened() { return way.promise },
    open() {
      isOpen = true
      way.resolve()
    },
    close() {
      // Who waits already waits for this one.
      if (isOpen) way = Promise.withResolvers<void>()
      isOpen = false
    },
  }
}

function judged(): number {
  return core.store.db.prepare<[], number>('select count(*) from verdict').pluck().get() ?? 0
}

function verdicts(): string {
  const rows = core.store.db.prepare<[], { verdict: string; count: number }>('select verdict, count(*) count from verdict group by verdict').all()
  return [...rows.map(({ verdict, count }) => `${count} ${verdict}`), `${session?.judging.arrivals.failed.size ?? 0} failed`].join(', ')
}

/** The services that the certificates name are away. */
function answerAsProvince({ hostname, pathname }: URL): Response {
  if (hostname !== '127.0.0.1') throw new TypeError('fetch failed')
  const n = /^\/d\/B(\d+)$/.exec(pathname)?.[1]
  if (n !== undefined) return new Response(Buffer.concat([files[fileOf(Number(n))] ?? new Uint8Array(), Buffer.from(blanksOf(Number(n)))]), { headers: { date: new Date(JUDGED_AT).toUTCString() } })
  const account = { name: 'p', accountCapabilities: { [EDOC_CAPABILITY]: { view: 'personal' } } }
  return Response.json({ capabilities: { [CORE_CAPABILITY]: {}, [EDOC_CAPABILITY]: {} }, accounts: { p: account }, primaryAccounts: { [EDOC_CAPABILITY]: 'p' }, apiUrl: '/api', downloadUrl: '/d/{blobId}', uploadUrl: '/u', eventSourceUrl: '/e', state: 's' })
}
