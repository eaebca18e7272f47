import type { Caller } from '../caller.ts'
import type { Store, Touched } from '../store/open-store.ts'
import { accountRow, stateOf, typesChangedSince } from '../store/state.ts'
import { problem } from './responses.ts'

const SHORTEST_PING_S = 1
const LONGEST_PING_S = 300

/** Streams that are open, so that a cut network and a stop can end them. */
export type OpenStreams = Set<() => void>
export interface Streaming { readonly store: Store, readonly streams: OpenStreams, readonly every: Every }
export type Every = (ms: number, act: () => void) => () => void

/** GET of eventSourceUrl (RFC 8620 §7.3). The event id says where every account stood; coming back with it misses nothing. */
export function eventSource({ store, streams, every }: Streaming, caller: Caller, request: Request): Response {
  const url = new URL(request.url)
  const types = url.searchParams.get('types') ?? '*'
  const closeAfter = url.searchParams.get('closeafter') ?? 'no'
  const ping = Number(url.searchParams.get('ping') ?? '0')
  if (!['state', 'no'].includes(closeAfter) || !Number.isInteger(ping) || ping < 0) return problem(400, 'closeafter or ping is malformed')
  const wanted = types === '*' ? null : new Set(types.split(','))
  const accountIds = caller.accounts.map(({ id }) => id)
  const encoder = new TextEncoder()
  let end = (): void => {}
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string): void => controller.enqueue(encoder.encode(text))
      const onChange = (touched: Touched): void => tell(changesOf(store, touched, accountIds))
      const stopPing = ping === 0 ? () => {} : every(Math.min(Math.max(ping, SHORTEST_PING_S), LONGEST_PING_S) * 1000, () => write(`event: ping\ndata: {"interval":${ping}}\n\n`))
      end = () => {
        store.listeners.delete(onChange)
        stopPing()
        streams.delete(end)
        try {
          controller.close()
        } catch {
          // already closed by the client: nothing is left to end
        }
      }
      store.listeners.add(onChange)
      streams.add(end)
      request.signal.addEventListener('abort', end)
      write(':\n\n')
      const last = request.headers.get('last-event-id')
      if (last !== null) tell(missedSince(store, accountIds, last))

      function tell(changed: Changed): void {
        const told = Object.entries(changed).map(([account, states]) => [account, keepWanted(states, wanted)] as const).filter(([, states]) => Object.keys(states).length > 0)
        if (told.length === 0) return
        write(`id: ${eventId(store, accountIds)}\nevent: state\ndata: ${JSON.stringify({ '@type': 'StateChange', changed: Object.fromEntries(told) })}\n\n`)
        if (closeAfter === 'state') end()
      }
    },
    cancel() {
      end()
    },
  })
  return new Response(stream, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } })
}

type Changed = Record<string, Record<string, string>>

function keepWanted(states: Record<string, string>, wanted: ReadonlySet<string> | null): Record<string, string> {
  return Object.fromEntries(Object.entries(states).filter(([type]) => wanted === null || wanted.has(type)))
}

function changesOf(store: Store, touched: Touched, accountIds: readonly string[]): Changed {
  const mine = accountIds.filter(id => touched.has(id))
  return Object.fromEntries(mine.map(id => [id, Object.fromEntries([...touched.get(id) ?? []].map(type => [type, stateOf(store, id, type)]))]))
}

function eventId(store: Store, accountIds: readonly string[]): string {
  return [store.epoch, ...accountIds.map(id => accountRow(store, id).modseq)].join('.')
}

/** An id of another life, or of other accounts, tells nothing: everything may have changed. */
function missedSince(store: Store, accountIds: readonly string[], lastId: string): Changed {
  const [epoch, ...modseqs] = lastId.split('.')
  const isKnown = epoch === store.epoch && modseqs.length === accountIds.length
  return Object.fromEntries(accountIds.map((id, index) => [id, typesChangedSince(store, id, isKnown ? Number(modseqs[index]) : 0)]))
}
