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
  /** What it opens: the token, one more signature of a key that asks each time, or the change of the PIN by its two. */
  readonly purpose: PinPurpose
  /** With this one: 1, or for keys that ask at each signature as many as are left. */
  readonly promptsToCome: number
}

export type PinPurpose = 'login' | 'signature' | 'old-pin' | 'new-pin'

/** Where the token process gets the PIN. No kind of it brings a PIN into this process. */
export type PinSource =
  /** `ask` has the shell lay the PIN's road; it may reject to cancel. */
  | { readonly kind: 'dialog'; readonly ask: (wanted: PinWanted) => void | Promise<void> }
  /** `-` is the standard input that the token process was given; a new PIN has a file of its own. */
  | { readonly kind: 'file'; readonly path: string; readonly newPath?: string; readonly told?: (wanted: PinWanted) => void; readonly taken?: () => void }

export interface PinQuestion {
  readonly source: PinSource
  /** As the token is now: read anew before every prompt. */
  readonly token: TokenState
  readonly tokenId: string
  readonly requestId: string
  readonly promptsToCome: number
  readonly purpose: PinPurpose
  readonly deadlineMs: number
  /** Aborts with the reason that the question is pointless now. */
  readonly signal?: AbortSignal | undefined
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
    const path = question.purpose === 'new-pin' ? source.newPath ?? source.path : source.path
    const from = path === '-' ? { road: 'standard-input' as const } : { road: 'file' as const, path }
    try {
      await connection.request('receive-pin', { from, as: nameOf(question) }, deadlineMs)
    } finally {
      source.taken?.()
    }
    return
  }
  if (token.pinPad) {
    await source.ask(wanted)
    return
  }
  await askDialog(connection, question, () => source.ask(wanted))
}

async function askDialog(connection: Connection, question: PinQuestion, ask: () => void | Promise<void>): Promise<void> {
  const { requestId, deadlineMs, signal } = question
  let refused: { readonly why: unknown } | null = null
  const giveUp = async (why: unknown): Promise<void> => {
    refused ??= { why }
    if (connection.isOpen()) await connection.request('forget-pin', { requestId }, deadlineMs)
  }
  const onAbort = (): void => void giveUp(signal?.reason).catch(() => undefined)
  signal?.addEventListener('abort', onAbort, { once: true })
  const received = connection.request('receive-pin', { from: { road: 'port', requestId }, as: nameOf(question) }, deadlineMs)
  const asked = Promise.resolve().then(ask).catch(async (why: unknown) => {
    await giveUp(why)
    throw why
  })
  try {
    await Promise.all([asked, received])
  } catch (error) {
    // `receive-pin` may end first, as cancelled: why nobody was asked says more.
    throw (refused as { readonly why: unknown } | null)?.why ?? error
  } finally {
    signal?.removeEventListener('abort', onAbort)
  }
}

function nameOf({ purpose }: PinQuestion): 'pin' | 'new-pin' {
  return purpose === 'new-pin' ? 'new-pin' : 'pin'
}

function wantedOf(connection: Connection, { token, tokenId, requestId, promptsToCome, purpose }: PinQuestion): PinWanted {
  const { label, finalTry, lowCount, pinPad, minPin, maxPin } = token
  return { requestId, tokenProcess: connection.id, tokenId, label, finalTry, lowCount, pinPad, minPin, maxPin, purpose, promptsToCome }
}
