import { createHash, randomBytes } from 'node:crypto'
import type { SigningPolicy } from '../handlers/signing-policy.ts'
import type { TrustServices } from '../pki/evidence.ts'
import { isAskable, parseHostRule } from '../trust-services/network.ts'
import type { TsaSpending } from '../trust-services/tsa-ledger.ts'
import { createTrustServices } from '../trust-services/trust-services.ts'
import type { Fetch } from '../province/http.ts'

export interface TrustNetworkInputs {
  readonly fetch: Fetch
  readonly now: () => number
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  /** DER of whom is trusted now: the province's list may change them while the desk is open. */
  readonly anchors: () => Promise<readonly Uint8Array[]>
  readonly hostsBeside: Promise<readonly string[]>
  readonly policy: () => SigningPolicy
  readonly spending: TsaSpending
}

/** The services of one desk; null where policy names no TSA. */
export interface TrustNetwork {
  services(): Promise<TrustServices | null>
  /** The network is another: who could not be reached before is asked again at once. */
  forgetFailures(): void
}

/**
 * The services as policy names them. They remember who failed, so they are made anew only when the policy, the anchors or
 * the network have changed.
 */
export function createTrustNetwork({ policy, ...inputs }: TrustNetworkInputs): TrustNetwork {
  const held: { of: string; services: TrustServices | null } = { of: '', services: null }
  return {
    async services() {
      const anchors = await inputs.anchors()
      const { tsas, hostMap: given, timeoutMs, patienceMs } = policy()
      const rules = { tsas, hostMap: [...given, ...await inputs.hostsBeside], timeoutMs, patienceMs }
      const wanted = JSON.stringify([rules, anchors.map(der => createHash('sha256').update(der).digest('hex'))])
      if (wanted !== held.of) Object.assign(held, { of: wanted, services: make({ ...inputs, anchors }, rules) })
      return held.services
    },
    forgetFailures: () => { held.of = '' },
  }
}

interface Rules extends Pick<SigningPolicy, 'tsas' | 'hostMap'> { readonly timeoutMs: number | undefined; readonly patienceMs: number | undefined }

function make({ fetch, sleep, ...inputs }: Omit<TrustNetworkInputs, 'policy' | 'anchors' | 'hostsBeside'> & { readonly anchors: readonly Uint8Array[] }, { tsas: wanted, hostMap, timeoutMs, patienceMs }: Rules): TrustServices | null {
  const tsas = wanted.filter(({ url }) => {
    const parsed = URL.parse(url)
    return parsed !== null && isAskable(parsed)
  })
  if (tsas.length === 0) return null
  return createTrustServices({
    ...inputs, tsas, random: size => randomBytes(size), fetch: request => fetch(request), hostMap: hostMap.flatMap(text => parseHostRule(text) ?? []),
    ...(timeoutMs !== undefined && { timestampTimeoutMs: timeoutMs }), ...(patienceMs !== undefined && { patienceMs }),
    async wait(ms, signal) {
      await sleep(ms, signal)
      signal?.throwIfAborted()
    },
  })
}
