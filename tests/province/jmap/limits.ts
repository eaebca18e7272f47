import type { CoreLimits } from '../../../shared/protocol/capability.ts'

/** What the session states (RFC 8620 §2), and our own cap on the ids of one query, for tests of clients. */
export interface Limits extends CoreLimits { readonly maxIdsInQuery: number }

export const LIMITS: Limits = {
  maxSizeUpload: 50_000_000, maxConcurrentUpload: 4, maxSizeRequest: 10_000_000, maxConcurrentRequests: 8, maxCallsInRequest: 32,
  maxObjectsInGet: 500, maxObjectsInSet: 500, collationAlgorithms: [], maxIdsInQuery: Infinity,
}
