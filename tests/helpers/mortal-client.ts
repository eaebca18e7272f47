/**
 * A client of its own process, made to be killed: it writes drafts with files and submits them while it syncs, and prints
 * the id of every row once it is committed. What it printed it has promised.
 */
import { randomBytes } from 'node:crypto'
import { writeSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { uuidV7 } from '../../shared/model/ids.ts'
import { blobIdOfDigest } from '../../shared/protocol/blob.ts'
import { makeProvinceClient } from '../../electron/province/province.ts'
import { openPart } from '../../electron/store/blob-part.ts'
import { pathOf, putBlob } from '../../electron/store/blobs.ts'
import { cachedIds } from '../../electron/store/cached-ids.ts'
import { sql } from '../../electron/store/database.ts'
import { openStore, type Store } from '../../electron/store/open.ts'
import { allRows } from '../../electron/store/outbox.ts'
import { profileFiles } from '../../electron/store/profile.ts'
import { findAccounts } from '../../electron/sync/accounts.ts'
import { enqueueAction } from '../../electron/sync/enqueue-action.ts'
import type { Moment } from '../../electron/sync/moment.ts'
import { type SyncInputs, syncPass } from '../../electron/sync/pass.ts'
import { saveDraft } from '../../electron/sync/save-draft.ts'

export interface Life {
  readonly profile: string, readonly key: string, readonly url: string, readonly user: string, readonly password: string
  /**
   * `sync`: killed from outside or at a request; `finish`: calm, until nothing waits; the others die by their own hand at
   * that place between a file and its row.
   */
  readonly does: 'sync' | 'finish' | 'die-after-file' | 'die-after-blob'
  /** Dies at this request, before it is sent or after its answer came. */
  readonly diesAt?: { readonly request: number, readonly after: boolean }
}
/** What a life says on its lines. */
export type Said = { readonly promised: string, readonly verb: string, readonly sha256: string | null } | { readonly end: { readonly rows: readonly { readonly id: string, readonly verb: string, readonly state: string, readonly serverId: string | null, readonly problem: unknown }[], readonly documents: readonly string[], readonly overlays: number, readonly workBlobs: number, readonly unused: number } }

const BIG = 150_000 // above what is kept inline: a file of its own
const AUTHOR = { officerId: null, agencyId: null, agencyName: null }
const say = (said: Said): void => { writeSync(1, `${JSON.stringify(said)}\n`) }
const die = (): never => {
  process.kill(process.pid, 'SIGKILL')
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000)
}

async function live(life: Life): Promise<void> {
  const held = { laterMs: 0, requests: 0 }
  const now = (): number => Date.now() + held.laterMs
  const newId = (): string => uuidV7(now(), randomBytes(10))
  const store = openStore({ files: profileFiles(life.profile), key: { id: 'mortal', bytes: Buffer.from(life.key, 'hex') }, now })
  async function send(request: Request): Promise<Response> {
    held.requests++
    const isTime = life.diesAt?.request === held.requests
    if (isTime && life.diesAt?.after === false) die()
    const response = await fetch(request)
    if (isTime) die()
    return response
  }
  const province = makeProvinceClient({ fetch: send, now }, { url: life.url, user: life.user, password: life.password })
  const inputs: SyncInputs = { store, province, now, newId, random: Math.random, sleep: ms => delay(ms) }
  const moment = (): Moment => ({ now: now(), newId, undoMs: 0 })
  if (life.does === 'finish') return finish(inputs, held)
  const { account } = findAccounts(await province.session())
  if (life.does !== 'sync') return dieBetween(store, life.does, now())
  void (async () => { for (;;) await syncPass(inputs, () => {}).catch(() => undefined) })()
  for (;;) await act(store, account, moment())
}

async function act(store: Store, account: string, moment: Moment): Promise<void> {
  const { sha256, size } = await putBlob(store, 'work', randomBytes(BIG), moment.now)
  const attachments = [{ blobId: blobIdOfDigest(Buffer.from(sha256, 'hex').toString('base64url')), name: 'to-trinh.pdf', type: 'application/pdf', size, sha256, role: 'main' }]
  const content = { kind: 'Tờ trình', subject: `Tờ trình ${moment.newId()}`, summary: null, urgency: 'normal', dueAt: null, addressees: [], relatedIds: [], attachments }
  const { documentId, row } = saveDraft(store.db, { account, content, author: AUTHOR }, moment)
  say({ promised: row.id, verb: 'draft.create', sha256 })
  const submit = enqueueAction(store.db, { account, verb: 'submit', documentId, text: 'Kính trình' }, moment)
  say({ promised: submit.id, verb: 'submit', sha256: null })
  await delay(5) // an officer is slower; the sync needs its turns
}

/** A power cut at the two places where bytes are on the disk and nothing names them yet. */
async function dieBetween(store: Store, place: 'die-after-file' | 'die-after-blob', now: number): Promise<void> {
  if (place === 'die-after-blob') await putBlob(store, 'work', randomBytes(BIG), now)
  else {
    const part = await openPart(`${store.files.workBlobs}/mortal.part`, store.key)
    await part.append(randomBytes(BIG))
    await part.finish(sha256 => pathOf(store, 'work', sha256), null)
  }
  die()
}

/** Back-offs are jumped over, so that the end comes soon. */
async function finish(inputs: SyncInputs, held: { laterMs: number }): Promise<void> {
  const { store } = inputs
  for (let round = 0; round < 20; round++) {
    await syncPass(inputs, () => {})
    if (!rowsOf(store).some(row => row.state === 'waiting' || row.state === 'sending')) break
    held.laterMs += 400_000
  }
  const account = rowsOf(store)[0]?.account ?? ''
  const many = (text: string): number => sql<{ n: number }>(store.db, text).get()?.n ?? 0
  say({
    end: {
      rows: rowsOf(store).map(({ id, verb, state, serverId, problem }) => ({ id, verb, state, serverId, problem })), documents: cachedIds(store.db, account, 'OfficialDocument'),
      overlays: many('select count(*) n from overlay_document'), workBlobs: many('select count(*) n from work_blob'), unused: many('select count(*) n from blob_use'),
    },
  })
  store.close()
  process.exit(0)
}

function rowsOf(store: Store): ReturnType<typeof allRows> {
  const account = sql<{ account: string }>(store.db, 'select account from outbox limit 1').get()?.account
  return account === undefined ? [] : allRows(store.db, account)
}

await live(JSON.parse(process.argv[2] ?? '') as Life)
