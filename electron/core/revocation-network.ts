import { createHash, randomBytes } from 'node:crypto'
import type { RevocationEvidence } from '../pki/evidence.ts'
import type { Fetch } from '../province/http.ts'
import { parseHostRule } from '../trust-services/network.ts'
import { createTrustServices } from '../trust-services/trust-services.ts'
import { joinEvidence, type Chain } from '../validation/examination.ts'

export interface RevocationNetworkInputs {
  readonly fetch: Fetch
  readonly now: () => number
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  readonly anchors: () => Promise<readonly Uint8Array[]>
  /** `FROM=TO`, as policy has them at this moment. */
  readonly hostMap: () => readonly string[]
  /** The same, as the trust folders say. */
  readonly hostsBeside: Promise<readonly string[]>
}

/** A clerk waits for this answer only when they ask for it; lists of a whole country take a while. */
const ANSWER_MS = 30_000

/** Asks the services that certificates name. Lists are shared by all documents, so the client is made anew only when hosts or anchors have changed. */
export function createRevocationNetwork({ fetch, sleep, hostMap, ...inputs }: RevocationNetworkInputs): (open: readonly Chain[], signal: AbortSignal) => Promise<RevocationEvidence> {
  const held: { of: string; gather: ReturnType<typeof createTrustServices>['gatherRevocation'] | null } = { of: '', gather: null }
  return async (open, signal) => {
    const anchors = await inputs.anchors()
    const rules = [...hostMap(), ...await inputs.hostsBeside]
    const wanted = JSON.stringify([rules, anchors.map(der => createHash('sha256').update(der).digest('hex'))])
    if (held.gather === null || wanted !== held.of) {
      Object.assign(held, {
        of: wanted,
        gather: createTrustServices({
          now: inputs.now, anchors, tsas: [], timeoutMs: ANSWER_MS, random: size => randomBytes(size), fetch: request => fetch(request), hostMap: rules.flatMap(text => parseHostRule(text) ?? []),
          async wait(ms, stopped) {
            await sleep(ms, stopped)
            stopped?.throwIfAborted()
          },
        }).gatherRevocation,
      })
    }
    const gather = held.gather
    return joinEvidence(gather === null ? [] : await Promise.all(open.map(chain => gather(chain, signal))))
  }
}
