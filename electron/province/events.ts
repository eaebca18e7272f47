import { PING_SECONDS, readEvents, StateChange } from '../../shared/protocol/push.ts'
import { expandTemplate, type Session } from '../../shared/protocol/session.ts'
import { ProblemError } from '../../shared/problem.ts'
import { type Credentials, type HttpInputs, send } from './http.ts'
import { bodyPieces } from './read-body.ts'

/** A push only says which types to ask; a ping only that the line is alive. */
export type Push = { readonly kind: 'changed', readonly changed: StateChange['changed'], readonly id: string | null } | { readonly kind: 'alive' }

/** `poll`: the server has no stream for us (HTTP 204), so ask from time to time. */
export type EventChannel = { readonly kind: 'poll' } | { readonly kind: 'stream', readonly pushes: AsyncGenerator<Push> }

/** Opens the event stream (RFC 8620 §7.3), with the last id seen so that nothing is missed in between. */
export async function openEvents(
  inputs: HttpInputs, credentials: Credentials, session: Session, types: readonly string[], lastEventId: string | null, signal: AbortSignal,
): Promise<EventChannel> {
  const url = new URL(expandTemplate(session.eventSourceUrl, { types: types.join(','), closeafter: 'no', ping: String(PING_SECONDS) }))
  // A compressing proxy holds events back until its buffer is full.
  const headers = { accept: 'text/event-stream', 'accept-encoding': 'identity', 'cache-control': 'no-store', ...(lastEventId === null ? {} : { 'last-event-id': lastEventId }) }
  const { response } = await send(inputs, credentials, url, { headers, signal })
  if (response.status === 204) return { kind: 'poll' }
  if (!(response.headers.get('content-type') ?? '').startsWith('text/event-stream')) {
    await response.body?.cancel()
    return { kind: 'poll' }
  }
  return { kind: 'stream', pushes: pushesOf(response) }
}

async function* pushesOf(response: Response): AsyncGenerator<Push> {
  const decoder = new TextDecoder()
  let rest = { text: '', lastId: null as string | null }
  for await (const piece of bodyPieces(response)) {
    const read = readEvents(rest, decoder.decode(piece, { stream: true }))
    if (read === null) throw new ProblemError('province.too-large', { what: 'event' })
    rest = { text: read.rest.text, lastId: read.rest.lastId }
    if (read.events.length === 0) yield { kind: 'alive' } // a comment or half an event: somebody is there
    for (const event of read.events) yield event.event === 'state' ? readPush(event.data, event.id) : { kind: 'alive' }
  }
}

/** An event we cannot read still says that something happened: ask everything. */
function readPush(data: string, id: string | null): Push {
  try {
    const parsed = StateChange.safeParse(JSON.parse(data))
    return { kind: 'changed', changed: parsed.success ? parsed.data.changed : {}, id }
  } catch {
    // not JSON: the same as an unknown shape
    return { kind: 'changed', changed: {}, id }
  }
}
