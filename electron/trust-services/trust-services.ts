/** Dịch vụ tin cậy: timestamps and revocation evidence over one network, as signing gets them. */
import type { TrustServices } from '../pki/evidence.ts'
import { createRevocationClient, type RevocationInputs } from './revocation.ts'
import { createTimestampClient } from './timestamps.ts'
import type { TsaAddress } from './tsa-ledger.ts'

export interface TrustServicesInputs extends RevocationInputs {
  readonly tsas: readonly TsaAddress[]
  readonly timestampTimeoutMs?: number
}

/** One for the life of the process: rests, quotas and lists are remembered over all its questions. */
export function createTrustServices(inputs: TrustServicesInputs): TrustServices {
  const { timestampTimeoutMs, timeoutMs, ...shared } = inputs
  return {
    requestTimestamp: createTimestampClient({ ...shared, ...(timestampTimeoutMs !== undefined && { timeoutMs: timestampTimeoutMs }) }),
    gatherRevocation: createRevocationClient({ ...shared, ...(timeoutMs !== undefined && { timeoutMs }) }),
  }
}
