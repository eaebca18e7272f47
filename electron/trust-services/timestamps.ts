/** Xin dấu thời gian: a token from the first TSA of the list that gives one. */
import { ProblemError, type ProblemCode } from '../../shared/problem.ts'
import type { RequestTimestamp } from '../pki/evidence.ts'
import { buildTimestampRequest } from '../pki/timestamp-request.ts'
import { checkTimestampResponse, type TimestampFault } from '../pki/timestamp-response.ts'
import { ask } from './exchange.ts'
import type { NetworkInputs } from './network.ts'
import { createSlots } from './slots.ts'
import { createTsaLedger, type TsaAddress, type TsaSpending } from './tsa-ledger.ts'
import { firstToken } from './tsa-race.ts'

export interface TimestampInputs extends NetworkInputs {
  /** In order of preference. */
  readonly tsas: readonly TsaAddress[]
  /** For one answer; VGCA's server was measured at 2 to 131 seconds. */
  readonly timeoutMs?: number
  /** After this long without an answer the next on the list is asked as well. */
  readonly patienceMs?: number
  /** What is already used of quotas; its own memory where nobody keeps it. */
  readonly spending?: TsaSpending
}

const TIMEOUT_MS = 180_000
const PATIENCE_MS = 10_000
/** A token with its chain has about 6 KB. */
const LARGEST_ANSWER = 256 * 1024
const MOST_AT_ONCE = 4
const ROUNDS = 3
const FIRST_WAIT_MS = 2_000
const NONCE_OCTETS = 16
/** What may be otherwise in two seconds; a server that let us wait for minutes is not asked again at once. */
const PASSING = new Set<ProblemCode>(['timestamp.unreachable', 'timestamp.busy'])

const CODES: Readonly<Record<TimestampFault, ProblemCode>> = {
  malformed: 'timestamp.malformed', rejected: 'timestamp.rejected', imprint: 'timestamp.imprint-mismatch', nonce: 'timestamp.nonce-mismatch',
  policy: 'timestamp.wrong-policy', 'no-certificate': 'timestamp.no-certificate', signature: 'timestamp.signature-wrong', 'wrong-usage': 'timestamp.wrong-usage', expired: 'timestamp.expired',
}

/**
 * The next on the list is asked when one fails, and also while one is silent. A TSA that fails is left out for a while (the next request goes to the others at once), its quota is kept, and at most
 * four requests run at a time, all over this client's life. When none gives a token the most preferred one's problem is
 * thrown. Whether the TSA is trusted is for who judges: nothing is configured for that while signing.
 */
export function createTimestampClient(inputs: TimestampInputs): RequestTimestamp {
  const inSlot = createSlots(MOST_AT_ONCE)
  const ledger = createTsaLedger(inputs.tsas, inputs.now, inputs.spending)

  return async (digest, signal) => {
    const problems = new Map<TsaAddress, ProblemError>()
    for (let round = 0; round < ROUNDS; round += 1) {
      const open = inputs.tsas.filter(tsa => PASSING.has(problems.get(tsa)?.code ?? 'timestamp.busy'))
      if (round > 0 && open.length > 0) await inputs.wait(FIRST_WAIT_MS * 2 ** (round - 1), signal)
      const token = await firstToken({
        tsas: open, patienceMs: inputs.patienceMs ?? PATIENCE_MS, signal, attempt: (tsa, until) => inSlot(() => attempt(tsa, digest, until)),
        failed: (tsa, problem) => { problems.set(tsa, problem) }, overtaken: tsa => { ledger.failed(tsa, tooSlow(tsa, inputs.patienceMs ?? PATIENCE_MS)) },
      })
      if (token) return token
      // Who is left out for longer than we wait cannot answer in this request any more.
      if (open.every(tsa => ledger.obstacle(tsa) !== null)) break
    }
    throw inputs.tsas.map(tsa => problems.get(tsa)).find(problem => problem !== undefined) ?? new ProblemError('timestamp.none-configured')
  }

  async function attempt(tsa: TsaAddress, digest: Uint8Array, signal: AbortSignal): Promise<Uint8Array> {
    signal.throwIfAborted()
    const obstacle = ledger.obstacle(tsa)
    if (obstacle) throw obstacle
    ledger.spend(tsa)
    try {
      const token = await stamp(inputs, { tsa, digest, signal })
      ledger.succeeded(tsa)
      return token
    } catch (error) {
      if (error instanceof ProblemError) ledger.failed(tsa, error)
      throw error
    }
  }
}

function tooSlow({ url }: TsaAddress, afterMs: number): ProblemError {
  return new ProblemError('timestamp.timeout', { service: URL.parse(url)?.host ?? url, seconds: Math.ceil(afterMs / 1000) })
}

async function stamp(inputs: TimestampInputs, { tsa, digest, signal }: { tsa: TsaAddress; digest: Uint8Array; signal: AbortSignal }): Promise<Uint8Array> {
  const nonce = Uint8Array.from(inputs.random(NONCE_OCTETS))
  nonce[0] = 0x40 | ((nonce[0] ?? 0) & 0x3f) // positive, and never shorter than it is
  const url = new URL(tsa.url)
  const response = await ask(inputs, {
    area: 'timestamp', url, body: { type: 'application/timestamp-query', bytes: buildTimestampRequest({ digest, nonce }) },
    accept: 'application/timestamp-reply', timeoutMs: inputs.timeoutMs ?? TIMEOUT_MS, largest: LARGEST_ANSWER, signal,
  })
  const answer = await checkTimestampResponse({ response, digest, nonce, ...(tsa.policies && { policies: tsa.policies }) })
  if (answer.kind === 'token') return answer.token
  throw new ProblemError(CODES[answer.fault], { service: url.host, status: answer.status, failure: answer.failure })
}
