import { z } from 'zod'

const MAX_CALLS = 1_000 // a response may hold more invocations than the request had calls (RFC 8620 §3.4)
const Name = z.string().min(1).max(255)
const CallId = z.string().max(255)
const Arguments = z.record(z.string().max(255), z.unknown())

/** One call or answer: name, arguments, call id (RFC 8620 §3.2). */
export const Invocation = z.tuple([Name, Arguments, CallId])
export type Invocation = z.infer<typeof Invocation>

/** RFC 8620 §3.7: the value of an argument whose name begins with `#`. */
export const ResultReference = z.object({ resultOf: CallId, name: Name, path: z.string().max(1_000) })
export type ResultReference = z.infer<typeof ResultReference>

/** RFC 8620 §3.3. */
export const JmapRequest = z.object({
  using: z.array(z.string().max(255)).max(100), methodCalls: z.array(Invocation).max(MAX_CALLS),
  createdIds: z.record(z.string().max(255), z.string().max(255)).optional(),
})
export type JmapRequest = z.infer<typeof JmapRequest>

/** RFC 8620 §3.4. */
export const JmapResponse = z.object({
  methodResponses: z.array(Invocation).max(MAX_CALLS), createdIds: z.record(z.string().max(255), z.string().max(255)).optional(),
  sessionState: z.string().max(2_000).default(''),
})
export type JmapResponse = z.infer<typeof JmapResponse>

/** Method-level errors that a client may meet (RFC 8620 §3.6.2, §5). Others are legal and treated as `serverFail`. */
export const METHOD_ERRORS = [
  'serverUnavailable', 'serverFail', 'serverPartialFail', 'unknownMethod', 'invalidArguments', 'invalidResultReference', 'forbidden',
  'accountNotFound', 'accountNotSupportedByMethod', 'accountReadOnly', 'requestTooLarge', 'cannotCalculateChanges', 'tooManyChanges',
  'anchorNotFound', 'unsupportedSort', 'unsupportedFilter', 'stateMismatch', 'fromAccountNotFound', 'fromAccountNotSupportedByMethod',
] as const
export type MethodErrorType = (typeof METHOD_ERRORS)[number]

/** The arguments of an `error` response. */
export const MethodError = z.object({ type: z.string().max(255), description: z.string().max(10_000).nullish() })
export type MethodError = z.infer<typeof MethodError>

/** Request-level errors (RFC 8620 §3.6.1), as RFC 7807 problem details. */
export const REQUEST_ERRORS = {
  unknownCapability: 'urn:ietf:params:jmap:error:unknownCapability', notJSON: 'urn:ietf:params:jmap:error:notJSON',
  notRequest: 'urn:ietf:params:jmap:error:notRequest', limit: 'urn:ietf:params:jmap:error:limit',
} as const

export const RequestProblem = z.object({
  type: z.string().max(2_000).default('about:blank'), status: z.number().int().optional(), title: z.string().max(2_000).nullish(),
  detail: z.string().max(10_000).nullish(), limit: z.string().max(255).nullish(),
})
export type RequestProblem = z.infer<typeof RequestProblem>

/** An argument that takes its value from an earlier answer of the same request. */
export function resultOf(callId: string, name: string, path: string): ResultReference {
  return { resultOf: callId, name, path }
}
