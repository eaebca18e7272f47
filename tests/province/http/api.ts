import { BLOB_CAPABILITY, CORE_CAPABILITY, EDOC_CAPABILITY } from '../../../shared/protocol/capability.ts'
import { JmapRequest } from '../../../shared/protocol/invocation.ts'
import { isTooDeep } from '../../../shared/protocol/parse-wire.ts'
import type { Caller } from '../caller.ts'
import { answerRequest } from '../jmap/answer-request.ts'
import type { Engine } from '../jmap/engine.ts'
import { json, readBody, requestProblem } from './responses.ts'

const CAPABILITIES: readonly string[] = [CORE_CAPABILITY, BLOB_CAPABILITY, EDOC_CAPABILITY]

/** POST to apiUrl (RFC 8620 §3.1, §3.6.1). */
export async function answerApi(engine: Engine, caller: Caller, request: Request, sessionState: string): Promise<Response> {
  const { limits } = engine
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? '')) return requestProblem('notJSON', 'the content type is not application/json')
  const body = await readBody(request, limits.maxSizeRequest)
  if (body === null) return requestProblem('limit', 'the request is too large', { limit: 'maxSizeRequest' })
  const value = parse(body.toString('utf8'))
  if (value === undefined) return requestProblem('notJSON', 'the body is not JSON')
  const parsed = JmapRequest.safeParse(value)
  if (!parsed.success) return requestProblem('notRequest', 'the body is not a Request object')
  const unknown = parsed.data.using.find(capability => !CAPABILITIES.includes(capability))
  if (unknown !== undefined) return requestProblem('unknownCapability', unknown)
  if (parsed.data.methodCalls.length > limits.maxCallsInRequest) return requestProblem('limit', 'too many calls', { limit: 'maxCallsInRequest' })
  return json({ ...answerRequest(engine, caller, parsed.data), sessionState })
}

function parse(text: string): unknown {
  if (isTooDeep(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined // told to the client as notJSON
  }
}
