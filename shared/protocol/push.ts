import { z } from 'zod'

/** What a push says: for each account, the types whose state moved and where to (RFC 8620 §7.1). */
export const StateChange = z.object({
  '@type': z.literal('StateChange').optional(),
  changed: z.record(z.string().min(1).max(255), z.record(z.string().max(255), z.string().max(2_000))),
})
export type StateChange = z.infer<typeof StateChange>

/** Seconds between pings that we ask for, and how long silence may last before the stream counts as dead. */
export const PING_SECONDS = 30
export const SILENCE_MS = 75_000

export interface ServerEvent { readonly event: string, readonly data: string, readonly id: string | null }
/** What is left over between two pieces of a stream. */
export interface EventStreamRest { readonly text: string, readonly lastId: string | null }

const MAX_EVENT_CHARS = 1_000_000 // a state change is some hundred bytes; a stream without blank lines must not fill memory

/**
 * The events in the next piece of a text/event-stream (WHATWG HTML §9.2.6), and what to give back with the next piece.
 * Null when the stream is longer than any event may be: drop the connection.
 */
export function readEvents(rest: EventStreamRest, piece: string): { readonly events: readonly ServerEvent[], readonly rest: EventStreamRest } | null {
  const text = rest.text + piece
  // A lone CR at the end may be the first half of CRLF: it waits for the next piece.
  const usable = text.endsWith('\r') ? text.slice(0, -1) : text
  const blocks = usable.replace(/\r\n|\r/g, '\n').split('\n\n')
  const left = (blocks.pop() ?? '') + (usable === text ? '' : '\r')
  if (left.length > MAX_EVENT_CHARS) return null
  const events: ServerEvent[] = []
  const lastId = blocks.reduce((id, block) => readBlock(block, id, events), rest.lastId)
  return { events, rest: { text: left, lastId } }
}

function readBlock(block: string, lastId: string | null, events: ServerEvent[]): string | null {
  const data: string[] = []
  let event = 'message'
  let id = lastId
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':')
    if (colon === 0) continue
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'data') data.push(value)
    else if (field === 'event') event = value
    else if (field === 'id' && !value.includes('\0')) id = value
  }
  if (data.length > 0) events.push({ event, data: data.join('\n'), id })
  return id
}
