import { ProblemError } from '../../shared/problem.ts'
import type { Connection } from './connection.ts'
import type { TokenState } from './key-source.ts'

/** What is told before each prompt: to the dialog, or to whoever watches a PIN come from a file. */
export interface PinWanted {
  /** Under this id the shell brings the one-shot port to the process `tokenProcess`. */
  readonly requestId: string
  readonly tokenProcess: string
  readonly tokenId: string
  readonly label: string
  /** One more wrong PIN locks the token. */
  readonly finalTry: boolean
  readonly lowCount: boolean
  /** The reader itself asks; the dialog only says so, and no port is needed. */
  readonly pinPad: boolean
  readonly minPin: number
  readonly maxPin: number
  /** With this one: 1, or for keys that ask at each signature as many as are left. */
  readonly promptsToCome: number
}

/** Where the token process gets the PIN. No kind of it brings a PIN into this process. */
export type PinSource =
  /** `ask` has the shell lay the PIN's road; it may reject to cancel. */
  | { readonly kind: 'dialog'; readonly ask: (wanted: PinWanted) => void | Promise<void> }
  /** `-` is the standard input that the token process was given. */
  | { readonly kind: 'file'; readonly path: string; readonly told?: (wanted: PinWanted) => void }

export interface PinQuestion {
  readonly source: PinSource
  /** As the token is now: read anew before every prompt. */
  readonly token: TokenState
  readonly tokenId: string
  readonly requestId: string
  readonly promptsToCome: number
  readonly deadlineMs: number
}

/**
 * Has the PIN for the next `login` or `sign` brought into the token process. A locked token is not asked for one. The
 * same PIN is never brought twice by itself.
 */
export async function askPin(connection: Connection, question: PinQuestion): Promise<void> {
  const { source, token, deadlineMs } = question
  if (token.locked) throw new ProblemError('token.pin-locked', { token: token.label })
  const wanted = wantedOf(connection, question)
  if (source.kind === 'file') {
    source.told?.(wanted)
    if (token.pinPad) return
    const from = source.path === '-' ? { road: 'standard-input' as const } : { road: 'file' as const, path: source.path }
    await connection.request('receive-pin', { from }, deadlineMs)
    return
  }
  if (token.pinPad) {
    await source.ask(wanted)
    return
  }
  await askDialog(connection, question, () => source.ask(wanted))
}

async function askDialog(connection: Connection, { requestId, deadlineMs }: PinQuestion, ask: () => void | Promise<void>): Promise<void> {
  let refused: { readonly why: unknown } | null = null
  const received = connection.request('receive-pin', { from: { road: 'port', requestId } }, deadlineMs)
  const asked = Promise.resolve().then(ask).catch(async (why: unknown) => {
    refused = { why }
    if (connection.isOpen()) await connection.request('forget-pin', { requestId }, deadlineMs)
    throw why
  })
  try {
    await Promise.all([asked, received])
  } catch (error) {
    // `receive-pin` may end first, as cancelled: why nobody was asked says more.
    throw (refused as { readonly why: unknown } | null)?.why ?? error
  }
}

function wantedOf(connection: Connection, { token, tokenId, requestId, promptsToCome }: PinQuestion): PinWanted {
  const { label, finalTry, lowCount, pinPad, minPin, maxPin } = token
  return { requestId, tokenProcess: connection.id, tokenId, label, finalTry, lowCount, pinPad, minPin, maxPin, promptsToCome }
}
