import { GetResponse, SetResponse } from '../../shared/protocol/methods.ts'
import { ProblemError, toProblem } from '../../shared/problem.ts'
import type { Province } from '../province/province.ts'
import { isPassing } from '../province/status.ts'
import { serverIdOf } from '../store/alias.ts'
import { getDocument, hasDocument } from '../store/documents.ts'
import type { Store } from '../store/open.ts'
import type { OutboxRow } from '../store/outbox.ts'
import type { Accounts } from './accounts.ts'
import { backoffMs } from './backoff.ts'
import { buildRequest, keyOf, type RequestFacts } from './build-request.ts'
import { decideOutcome, type Outcome } from './decide-outcome.ts'
import { applyDelta, deltaCalls } from './delta.ts'
import { sendFiles, type Uploaded } from './send-files.ts'
import { makeSecondDraft, markDone, markSending, park, putBack, RowGone } from './settle.ts'
import type { Tally } from './tally.ts'
import { typeNamed } from './types.ts'

export interface SendInputs {
  readonly store: Store, readonly province: Province, readonly accounts: Accounts, readonly tally: Tally
  readonly now: () => number, readonly random: () => number, readonly newId: () => string, readonly uploaded: Uploaded
}
export type Sent = 'accepted' | 'refused' | 'waiting'

/** Tries after which a row that only ever kills the connection, while the province is otherwise there, stands aside. */
const MOST_KILLS = 5
/** A move's side effects come with its answer (protocol.md, "A user's move is one request"). */
const ANSWERED_TYPES = ['Task', 'OfficialDocument', 'Action'] as const

/**
 * Sends one row, at least once on the wire and once in effect. Throws only what stops the whole push: no network, a wrong
 * password, a full disk. Everything that concerns the row alone is written into it.
 */
export async function sendRow(inputs: SendInputs, row: OutboxRow): Promise<Sent> {
  const { store } = inputs
  try {
    await sendFiles(store, inputs.province, row, inputs.uploaded)
  } catch (error) {
    return failBefore(inputs, row, error)
  }
  let sending: OutboxRow
  try {
    sending = markSending(store, row.id)
  } catch (error) {
    if (error instanceof RowGone) return 'waiting'
    throw error
  }
  let outcome: Outcome
  try {
    outcome = await ask(inputs, sending)
  } catch (error) {
    return failOnTheWay(inputs, sending, error)
  }
  return settle(inputs, sending, outcome)
}

async function ask(inputs: SendInputs, row: OutboxRow): Promise<Outcome> {
  const { store, province, accounts } = inputs
  const documentId = row.documentId === null ? null : serverIdOf(store.db, row.account, row.documentId)
  const facts: RequestFacts = {
    serverId: id => serverIdOf(store.db, row.account, id), uploaded: inputs.uploaded,
    currentRev: documentId === null ? null : getDocument(store.db, row.account, documentId)?.rev ?? null,
  }
  const types = ANSWERED_TYPES.map(typeNamed)
  const answers = await province.request([buildRequest(row, accounts.account, facts), ...types.flatMap(type => [...deltaCalls(store.db, accounts, type)])])
  // The server's result goes into the cache before the row is done: a crash in between is a resend that the server knows.
  for (const type of types) applyDelta(inputs, type, answers)
  const key = keyOf(row, facts)
  const outcome = decideOutcome(row, key, answers.read('set', SetResponse), documentId === null ? null : getDocument(store.db, row.account, documentId))
  if (outcome.kind === 'done' && row.args.does === 'draft.create' && outcome.serverId !== null) await fetchBorn(inputs, row, outcome.serverId)
  return outcome
}

/** Where the delta did not bring the new draft (the cache was never filled) it is asked for: the officer's own text must not vanish until the next pull. */
async function fetchBorn({ store, province, accounts }: SendInputs, row: OutboxRow, serverId: string): Promise<void> {
  if (hasDocument(store.db, row.account, serverId)) return
  const answer = (await province.request([['OfficialDocument/get', { accountId: accounts.account, ids: [serverId] }, 'g']])).read('g', GetResponse)
  if (answer.ok) typeNamed('OfficialDocument').put(store.db, row.account, answer.value.list)
}

function settle(inputs: SendInputs, row: OutboxRow, outcome: Outcome): Sent {
  const { store, now, random, newId } = inputs
  switch (outcome.kind) {
    case 'done':
      markDone(store, row, outcome.serverId, now())
      return 'accepted'
    case 'parked':
      park(store, row, outcome.problem)
      return 'refused'
    case 'second-draft':
      makeSecondDraft(store, row, { now: now(), newId, undoMs: 0 })
      return 'refused'
    case 'again':
      for (const sha256 of inputs.uploaded.keys()) inputs.uploaded.delete(sha256)
      return countKill(inputs, row, 'blobNotFound', now())
    case 'failed':
      return countKill(inputs, row, outcome.reason, now() + backoffMs(row.attempts, random))
  }
}

/** Nothing of the row was sent yet. */
function failBefore({ store }: SendInputs, row: OutboxRow, error: unknown): Sent {
  if (error instanceof ProblemError && (error.code.startsWith('outbox.') || isRefusal(error))) {
    park(store, row, error.code.startsWith('outbox.') ? toProblem(error) : { code: 'outbox.refused', facts: error.facts })
    return 'refused'
  }
  throw error
}

/** The answer was lost, or the server would not have the request. */
async function failOnTheWay(inputs: SendInputs, row: OutboxRow, error: unknown): Promise<Sent> {
  const { store, province, now, random } = inputs
  if (!(error instanceof ProblemError)) throw error
  if (isRefusal(error)) {
    park(store, row, { code: 'outbox.refused', facts: error.facts })
    return 'refused'
  }
  if (error.code === 'province.rate-limited') {
    putBack(store, row, { nextTryAt: now() + Number(error.facts['retryAfterMs'] ?? backoffMs(row.attempts, random)) })
    throw error
  }
  if (!isPassing(error)) {
    putBack(store, row, { nextTryAt: 0 })
    throw error
  }
  // Is it this request, or the network? Only who asks something else can tell.
  province.forgetSession()
  const isThere = await province.session().then(() => true, () => false)
  if (isThere) return countKill(inputs, row, error.code, now() + backoffMs(row.attempts, random))
  putBack(store, row, { nextTryAt: 0 })
  throw error
}

function countKill({ store }: SendInputs, row: OutboxRow, reason: string, nextTryAt: number): Sent {
  if (row.kills + 1 < MOST_KILLS) {
    putBack(store, row, { nextTryAt, isKill: true })
    return 'waiting'
  }
  park(store, { ...row, kills: row.kills + 1 }, { code: 'outbox.poisoned', facts: { attempts: row.attempts, reason } })
  return 'refused'
}

/** The server read the request and will not have it, however often it comes. */
function isRefusal(error: ProblemError): boolean {
  return error.code === 'province.refused' || error.code === 'province.too-large'
}
