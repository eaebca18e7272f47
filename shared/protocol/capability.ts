import { z } from 'zod'

/** RFC 8620 §2. */
export const CORE_CAPABILITY = 'urn:ietf:params:jmap:core'
/** RFC 9404 §3: Blob/upload, Blob/get. */
export const BLOB_CAPABILITY = 'urn:ietf:params:jmap:blob'
/** Official documents. RFC 8620 §2 wants a URL that the vendor controls; this is the only place that knows it. */
export const EDOC_CAPABILITY = 'https://lienthong.example/ns/jmap/edoc'

const UnsignedInt = z.number().int().nonnegative()

/** Limits that the server states. Fallbacks are RFC 8620 §2's suggested minima, for servers that leave one out. */
export const CoreLimits = z.object({
  maxSizeUpload: UnsignedInt.default(50_000_000), maxConcurrentUpload: UnsignedInt.default(4), maxSizeRequest: UnsignedInt.default(10_000_000),
  maxConcurrentRequests: UnsignedInt.default(4), maxCallsInRequest: UnsignedInt.default(16), maxObjectsInGet: UnsignedInt.default(500),
  maxObjectsInSet: UnsignedInt.default(500), collationAlgorithms: z.array(z.string().max(200)).max(100).default([]),
})
export type CoreLimits = z.infer<typeof CoreLimits>

/** The session-level value of the capability. `demo`: the server takes `POST /demo/network` and `/demo/arrive`. */
export const EdocCapability = z.object({ demo: z.boolean().default(false) })
export type EdocCapability = z.infer<typeof EdocCapability>

/** Which of the three views of the province an account is (protocol.md, "Accounts"). */
export const ACCOUNT_VIEWS = ['personal', 'agency', 'directory'] as const
export type AccountView = (typeof ACCOUNT_VIEWS)[number]

/** The account-level value of the capability; `view` may be absent on a foreign server. */
export const EdocAccountCapability = z.object({
  view: z.enum(ACCOUNT_VIEWS).nullable().catch(null).default(null), officerId: z.string().max(255).nullable().default(null),
  agencyId: z.string().max(255).nullable().default(null),
})
export type EdocAccountCapability = z.infer<typeof EdocAccountCapability>
