/** Dịch vụ tin cậy: timestamps and revocation evidence over one network, as signing gets them. */
import type { TrustServices } from '../pki/evidence.ts'
import type { HostRule } from './network.ts'
import { createRevocationClient, type RevocationInputs } from './revocation.ts'
import { createTimestampClient } from './timestamps.ts'
import type { TsaAddress, TsaSpending } from './tsa-ledger.ts'

export interface TrustServicesInputs extends RevocationInputs {
  readonly tsas: readonly TsaAddress[]
  readonly timestampTimeoutMs?: number
  readonly patienceMs?: number
  readonly spending?: TsaSpending
}

/** VGCA certificates name a responder that only the root authority's own network knows (facts: many agencies rewrite it by hand). */
const KNOWN_HOSTS: readonly HostRule[] = [{ from: 'ocsp.ca.ptc', to: 'ocsp.ca.gov.vn' }]

/** One for the life of the process: rests, quotas and lists are remembered over all its questions. */
export function createTrustServices(inputs: TrustServicesInputs): TrustServices {
  const { timestampTimeoutMs, timeoutMs, ...given } = inputs
  const shared = { ...given, hostMap: [...given.hostMap ?? [], ...KNOWN_HOSTS] }
  return {
    requestTimestamp: createTimestampClient({ ...shared, ...(timestampTimeoutMs !== undefined && { timeoutMs: timestampTimeoutMs }) }),
    gatherRevocation: createRevocationClient({ ...shared, ...(timeoutMs !== undefined && { timeoutMs }) }),
  }
}
