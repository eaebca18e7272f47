import type { z } from 'zod'
import { BLOB_CAPABILITY, CORE_CAPABILITY, EDOC_CAPABILITY } from '../../shared/protocol/capability.ts'
import { type Invocation, JmapResponse, MethodError } from '../../shared/protocol/invocation.ts'
import { parseWire, readWire } from '../../shared/protocol/parse-wire.ts'
import type { Session } from '../../shared/protocol/session.ts'
import { type Credentials, type HttpInputs, send } from './http.ts'
import { readText } from './read-body.ts'

const MAX_ANSWER_BYTES = 64_000_000 // 500 documents with 10,000 statuses each is far above anything real

export type Call = readonly [method: string, args: object, callId: string]

/** What one call was answered: its value, or JMAP's name for why not (RFC 8620 §3.6.2). */
export type MethodAnswer<T> = { readonly ok: true, readonly value: T } | { readonly ok: false, readonly type: string }

export interface Answers {
  /** The answer to a call, read by its schema. An answer that never came is `serverFail`; one of another shape is `province.not-jmap`. */
  read<T extends z.ZodType>(callId: string, schema: T): MethodAnswer<z.output<T>>
  /** Changes when the session should be asked for anew. */
  readonly sessionState: string
}

/** Sends calls as one request; later ones may refer to results of earlier ones (RFC 8620 §3.7). Throws `province.*`. */
export async function request(inputs: HttpInputs, credentials: Credentials, session: Session, calls: readonly Call[]): Promise<Answers> {
  const using = [CORE_CAPABILITY, BLOB_CAPABILITY, EDOC_CAPABILITY].filter(id => Object.hasOwn(session.capabilities, id))
  const { response } = await send(inputs, credentials, new URL(session.apiUrl), {
    method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json' }, body: JSON.stringify({ using, methodCalls: calls }),
  })
  const { methodResponses, sessionState } = parseWire(JmapResponse, await readText(response, MAX_ANSWER_BYTES))
  const expected = new Map(calls.map(([method, , callId]) => [callId, method]))
  return { sessionState, read: (callId, schema) => readAnswer(methodResponses, callId, expected.get(callId), schema) }
}

function readAnswer<T extends z.ZodType>(responses: readonly Invocation[], callId: string, method: string | undefined, schema: T): MethodAnswer<z.output<T>> {
  const answers = responses.filter(([, , id]) => id === callId)
  // A method may be answered with implicit extra invocations; its own bears its name.
  const own = answers.find(([name]) => name === method) ?? answers.find(([name]) => name === 'error')
  if (own === undefined) return { ok: false, type: 'serverFail' }
  if (own[0] === 'error') {
    const error = MethodError.safeParse(own[1])
    return { ok: false, type: error.success ? error.data.type : 'serverFail' }
  }
  return { ok: true, value: readWire(schema, own[1]) }
}
