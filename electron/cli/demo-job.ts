import { setTimeout as delay } from 'node:timers/promises'
import type { SignatureReport } from '../../shared/model/signature-report.ts'
import { ProblemError, type Facts } from '../../shared/problem.ts'
import type { Core } from '../core/core.ts'
import type { SignedIn } from '../core/signed-in.ts'
import { mainFile } from '../handlers/attachment-view.ts'
import { codeOf } from '../handlers/document-code.ts'
import { saveDraftOf } from '../handlers/moves.ts'
import { readBlob } from '../store/blobs.ts'
import { listBox } from '../store/lists.ts'
import { allRows } from '../store/outbox.ts'
import { seeDocument } from '../store/sight.ts'
import { fetchBlob } from '../sync/fetch-blob.ts'
import { enqueueAction } from '../sync/enqueue-action.ts'
import { signBy } from './demo-sign.ts'
import type { DemoStep } from './demo-words.ts'
import type { ProvinceLine } from './development-tree.ts'
import { noGrants } from './profile-tools.ts'

/** What the demo's steps work with. `tell` prints a step that was done. */
export interface DemoJob {
  readonly core: Core
  readonly session: SignedIn
  readonly line: ProvinceLine
  readonly judge: (bytes: Uint8Array) => Promise<SignatureReport>
  readonly tell: (step: DemoStep, facts: Facts) => void
  readonly stop: AbortSignal
}

/** How long a receipt may take: the receiving side of the demo answers within the same request. */
const RECEIPT_TRIES = 40
const RECEIPT_WAIT_MS = 250

export async function readNewest({ session, judge, tell }: DemoJob): Promise<void> {
  const { pulled } = await session.sync.pass()
  tell('sync', { created: pulled.created })
  const { desk } = session
  const rows = listBox(desk.store.db, desk.account, { box: 'inbox', limit: 5, now: desk.now() }).rows
  for (const row of rows) tell('inbox', { id: row.documentId, code: codeOf(row), subject: row.subject })
  const first = rows.find(row => row.direction === 'in') ?? rows[0]
  if (first === undefined) throw new ProblemError('document.not-found')
  const { file, bytes } = await openMain(session, first.documentId)
  const { verdict } = await judge(bytes)
  tell('open', { id: first.documentId, file, bytes: bytes.length, verdict })
}

/** A draft of our own with the paper of one that waits here, submitted; the province then has it wait for our signature. */
export async function makeDraft({ session, tell }: DemoJob): Promise<string> {
  const { desk } = session
  const like = listBox(desk.store.db, desk.account, { box: 'to-sign', limit: 20, now: desk.now() }).rows.at(-1)
  if (like === undefined) throw new ProblemError('document.not-found')
  const { bytes, file, addressees } = await openMain(session, like.documentId)
  const { documentId } = await saveDraftOf(desk, { grants: noGrants, moment: session.moment }, {
    files: [{ source: 'bytes', name: file, type: 'application/pdf', bytes: new Uint8Array(bytes) }],
    content: { kind: 'Công văn', subject: 'Về việc kiểm tra luồng gửi văn bản điện tử', summary: null, urgency: 'normal', dueAt: null, relatedIds: [], addressees },
  })
  tell('draft', { id: documentId })
  enqueueAction(desk.store.db, { account: desk.account, verb: 'submit', documentId }, session.moment())
  const { pushed } = await session.sync.pass()
  tell('submit', { accepted: pushed.accepted })
  return documentId
}

/** Cuts the network and signs; what comes back are the outbox rows that wait. */
export async function signOffline(job: DemoJob, documentId: string): Promise<void> {
  const { session, line, tell } = job
  await setNetwork(line, true)
  const { offline } = await session.sync.pass()
  tell('network-cut', { offline })
  const { certificate, rows } = await signBy(job, { holder: session.accounts.officerId, documentId, act: 'approve', followUp: 'number' })
  tell('sign', { certificate, rows })
  const { pushed } = await session.sync.pass()
  tell('wait', { waiting: pushed.waiting })
}

/** Restores the network and sends: the province gives number and date; with them the agency's seal is signed, and the paper goes out. */
export async function sendAndSeal(job: DemoJob, documentId: string): Promise<void> {
  const { session, line, tell } = job
  await setNetwork(line, false)
  const docOf = () => seeDocument(session.desk.store.db, session.desk.account, documentId)?.doc
  tell('send', { accepted: await pushUntil(job, () => docOf()?.number != null) })
  const clerks = line.accounts.filter(each => each.role === 'clerk' && each.agencyId === session.accounts.agencyId).map(({ officerId }) => officerId)
  const holder = line.tokens.find(({ officerId }) => clerks.includes(officerId))?.officerId
  if (holder === undefined) throw new ProblemError('token.absent')
  const { certificate } = await signBy(job, { holder, documentId, act: 'issue', followUp: 'dispatch' })
  tell('seal', { certificate, accepted: await pushUntil(job, () => (docOf()?.statuses.length ?? 0) > 0) })
}

/** Passes until what they are to bring is there; a slow machine's first may end before its time. Answers what the province took. */
async function pushUntil({ session, stop }: DemoJob, isThere: () => boolean): Promise<number> {
  let accepted = await push(session)
  for (let tries = 1; tries < RECEIPT_TRIES && !isThere() && !stop.aborted; tries += 1) {
    await delay(RECEIPT_WAIT_MS)
    accepted += await push(session)
  }
  return accepted
}

async function push(session: SignedIn): Promise<number> {
  const { pushed } = await session.sync.pass()
  const refused = allRows(session.desk.store.db, session.desk.account).find(row => row.state === 'parked')
  if (refused?.problem != null) throw new ProblemError(refused.problem.code, refused.problem.facts)
  return pushed.accepted
}

/** Waits until a receiver's system has acknowledged. */
export async function awaitReceipt({ session, tell, stop }: DemoJob, documentId: string): Promise<void> {
  for (let tries = 0; tries < RECEIPT_TRIES; tries += 1) {
    const doc = seeDocument(session.desk.store.db, session.desk.account, documentId)?.doc
    const receipt = doc?.statuses.find(status => status.code === '01')
    if (doc !== undefined && receipt !== undefined) return tell('receipt', { number: doc.number, notation: doc.notation, agency: receipt.agencyId })
    if (stop.aborted) throw new ProblemError('command.stopped')
    await delay(RECEIPT_WAIT_MS)
    await session.sync.pass()
  }
  throw new ProblemError('province.refused', { what: 'receipt' })
}

/** The main file of a document, fetched if it is not here. */
export async function openMain(session: SignedIn, documentId: string) {
  const { desk, province } = session
  const doc = seeDocument(desk.store.db, desk.account, documentId)?.doc
  const ref = doc === undefined ? null : mainFile(doc)
  if (doc === undefined || ref === null) throw new ProblemError('document.no-attachment')
  await (await fetchBlob({ store: desk.store, province, account: desk.account, now: desk.now }, ref)).close()
  return { file: ref.name, bytes: await readBlob(desk.store, ref.sha256), addressees: doc.addressees }
}

async function setNetwork(line: ProvinceLine, down: boolean): Promise<void> {
  const answer = await fetch(new URL('/demo/network', line.url), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ down }) })
  if (!answer.ok) throw new ProblemError('province.refused', { status: answer.status })
}
