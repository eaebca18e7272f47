/**
 * A client of its own process, made to be killed: it signs papers offline-style and raises them while it goes on signing.
 * What it printed it has promised: the file of that hash is signed, kept, and will rise.
 */
import { createPrivateKey, randomBytes } from 'node:crypto'
import { readFileSync, writeSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { silentLog } from '../../electron/core/log.ts'
import { createPaperPasswords } from '../../electron/handlers/paper-passwords.ts'
import { createUpgrading } from '../../electron/core/upgrading.ts'
import { memorySource } from '../../electron/pdf/source.ts'
import { signDocument } from '../../electron/signing/sign-document.ts'
import { openBlob, putBlob } from '../../electron/store/blobs.ts'
import { transact } from '../../electron/store/database.ts'
import { openStore, type Store } from '../../electron/store/open.ts'
import { saveOutbox } from '../../electron/store/outbox.ts'
import { profileFiles } from '../../electron/store/profile.ts'
import { enqueueAction } from '../../electron/sync/enqueue-action.ts'
import type { Moment } from '../../electron/sync/moment.ts'
import { saveDraft } from '../../electron/sync/save-draft.ts'
import { enqueueUpgrade } from '../../electron/sync/upgrade-queue.ts'
import { createTrustServices } from '../../electron/trust-services/trust-services.ts'
import { uuidV7 } from '../../shared/model/ids.ts'
import { blobIdOfDigest } from '../../shared/protocol/blob.ts'
import { makePdf } from './make-pdf.ts'
import { signerOf } from './make-trust.ts'

/** `sign`: until it is killed; `finish`: raises everything that is left and leaves. */
export interface SignerLife {
  readonly profile: string, readonly key: string, readonly does: 'sign' | 'finish'
  readonly tsaUrl: string, readonly hostMap: readonly { readonly from: string, readonly to: string }[], readonly anchor: string
  /** A file with certificate, chain (base64) and private key (PEM). */
  readonly signer: string
}
export interface SignerSaid { readonly documentId: string, readonly sha256: string, readonly size: number, readonly isSent: boolean }

const ACCOUNT = 'p-mortal'
/** Above what is kept inline: files of their own. */
const PADDING = `% ${'x'.repeat(70_000)}`

async function live(life: SignerLife): Promise<void> {
  const held = { laterMs: 0 }
  const now = (): number => Date.now() + held.laterMs
  const moment = (): Moment => ({ now: now(), newId: () => uuidV7(now(), randomBytes(10)), undoMs: 0 })
  const store = openStore({ files: profileFiles(life.profile), key: { id: 'mortal', bytes: Buffer.from(life.key, 'hex') }, now })
  const services = createTrustServices({
    fetch: request => fetch(request), now: Date.now, random: size => randomBytes(size), wait: () => Promise.resolve(),
    tsas: [{ url: life.tsaUrl }], hostMap: life.hostMap, anchors: [Buffer.from(life.anchor, 'base64')],
  })
  const upgrading = createUpgrading({
    desk: { store, account: ACCOUNT, officerId: null, agencyId: null, now, emit: () => undefined }, services: () => Promise.resolve(services), anchors: () => Promise.resolve([]),
    fetchBlob: async file => await openBlob(store, file.sha256) ?? (() => { throw new Error(`${file.sha256} is lost`) })(),
    passwords: createPaperPasswords(), moment, random: Math.random, sleep: (ms, signal) => delay(Math.min(ms, 20), undefined, signal === undefined ? {} : { signal }).catch(() => undefined),
    outboxChanged: () => undefined, log: { ...silentLog, failure: (where, _, error) => { process.stderr.write(`${where}: ${String(error)}\n`) } },
  })
  if (life.does === 'finish') {
    for (let round = 0; round < 5; round += 1, held.laterMs += 3_600_000) await upgrading.once()
    store.close()
    process.exit(0)
  }
  upgrading.run()
  const { certificate, chain, privateKey } = JSON.parse(readFileSync(life.signer, 'utf8')) as { certificate: string, chain: string[], privateKey: string }
  const signer = signerOf({ certificate: Buffer.from(certificate, 'base64'), chain: chain.map(each => Buffer.from(each, 'base64')), privateKey: createPrivateKey(privateKey), commonName: '', serial: '', issuerAndSerial: Buffer.alloc(0) })
  for (let count = 0; ; count += 1) await signOne(store, signer, moment(), count % 2 === 1)
}

async function signOne(store: Store, signer: ReturnType<typeof signerOf>, moment: Moment, isSent: boolean): Promise<void> {
  const pdf = makePdf({ contents: [`${PADDING}\nBT /F 20 Tf 72 700 Td (${moment.newId()}) Tj ET`] })
  const { tail } = await signDocument({ source: memorySource(pdf), signer, atMs: moment.now, act: 'plain' })
  const { sha256, size } = await putBlob(store, 'work', Buffer.concat([pdf, tail]), moment.now)
  const file = { blobId: blobIdOfDigest(Buffer.from(sha256, 'hex').toString('base64url')), name: 'to-trinh.pdf', type: 'application/pdf', size, sha256, role: 'main' }
  const documentId = transact(store.db, () => {
    const content = { kind: 'Tờ trình', subject: 'Tờ trình', summary: null, urgency: 'normal', dueAt: null, addressees: [], relatedIds: [], attachments: [] }
    const draft = saveDraft(store.db, { account: ACCOUNT, content, author: { officerId: null, agencyId: null, agencyName: null } }, moment)
    const row = enqueueAction(store.db, { account: ACCOUNT, verb: 'approve', documentId: draft.documentId, attachments: [file] }, moment)
    // As after an answer that was lost: the province may have it, so what rises must follow as evidence.
    if (isSent) saveOutbox(store.db, { ...row, attempts: 1 })
    enqueueUpgrade(store.db, { account: ACCOUNT, documentId: draft.documentId, outboxId: row.id, file, level: 'B-B', wanted: 'B-LTA', holds: false }, moment)
    return draft.documentId
  })
  writeSync(1, `${JSON.stringify({ documentId, sha256, size, isSent } satisfies SignerSaid)}\n`)
  await delay(20) // a person is slower; the queue needs its turns
}

await live(JSON.parse(process.argv[2] ?? '') as SignerLife)
