import type { Signer } from '../../shared/model/signer.ts'
import { askPin } from './ask-pin.ts'
import type { PinSource } from './ask-pin.ts'
import { changePin } from './change-pin.ts'
import type { ChangePinRequest } from './change-pin.ts'
import { connect } from './connection.ts'
import type { Connection } from './connection.ts'
import { DEADLINES } from './deadlines.ts'
import type { Deadlines } from './deadlines.ts'
import type { Reader, Slot } from './key-source.ts'
import { watchPresence } from './presence.ts'
import type { Presences } from './presence.ts'
import { certificatesOf, seeTokens } from './see-tokens.ts'
import type { TokenSeen } from './see-tokens.ts'
import { signWithToken } from './sign-with-token.ts'
import type { SignerRequest, SigningKey } from './sign-with-token.ts'
import type { SpawnToken } from './token-process.ts'

export interface SupervisorInputs {
  readonly spawnToken: SpawnToken
  readonly now: () => number
  /** Random and unique: it names the PIN's road. */
  readonly requestId: () => string
  readonly deadlines?: Partial<Deadlines>
  /**
   * A token was plugged in or pulled out behind a driver that is loaded. Where this is wanted a driver without any token
   * is not let go, since it holds no card and the next one is waited for.
   */
  readonly onChanged?: () => void
}

/**
 * The token processes of this core, one for each module, started when needed and again after they died. Requests to one
 * module wait for each other; never call in from inside an `act`.
 */
export interface Tokens {
  /** What is there, without a PIN. With `pin`, tokens that show nothing before the login are opened too. */
  list(module: string, pin?: PinSource): Promise<TokenSeen[]>
  /**
   * Logs in, lends a signer to `act`, logs out. Chooses before the PIN where the token shows its certificates, and
   * refuses one that cannot sign (`certificate.*`) before anyone is asked. After `token.crashed` or `token.hung` the
   * signer is dead; the next call starts a new process.
   */
  withSigner<T>(request: SignerRequest, act: (signer: Signer, key: SigningKey) => Promise<T>): Promise<T>
  /** Slots of a driver, those without a token too. */
  readers(module: string): Promise<Reader[]>
  /** Has the token change its PIN; asks for the old and the new one. */
  changePin(request: ChangePinRequest): Promise<void>
  /** Ends every process. */
  close(): void
}

interface Running { connection: Connection | null; presences: Presences | null; hangsAtEvents: boolean; queue: Promise<unknown>; idle: NodeJS.Timeout | undefined }

export function superviseTokens(inputs: SupervisorInputs): Tokens {
  const deadlines = { ...DEADLINES, ...inputs.deadlines }
  const running = new Map<string, Running>()

  function exclusively<T>(module: string, work: (connection: Connection) => Promise<T>): Promise<T> {
    const place: Running = running.get(module) ?? { connection: null, presences: null, hangsAtEvents: false, queue: Promise.resolve(), idle: undefined }
    running.set(module, place)
    const result = place.queue.then(async () => {
      clearTimeout(place.idle)
      try {
        return await work(await connected(place, module))
      } finally {
        letGoLater(place)
      }
    })
    place.queue = result.catch(() => undefined)
    return result
  }

  function letGoLater(place: Running): void {
    clearTimeout(place.idle)
    place.idle = setTimeout(() => {
      if (inputs.onChanged !== undefined && place.presences?.isEmpty() === true) letGoLater(place)
      else letGo(place, deadlines.release)
    }, deadlines.idle).unref()
  }

  async function connected(place: Running, module: string): Promise<Connection> {
    if (place.connection?.isOpen()) return place.connection
    const connection = connect(await inputs.spawnToken(module))
    place.connection = connection
    try {
      await connection.request('open', {}, deadlines.open)
    } catch (error) {
      // What could not be opened is not kept: the file may be another one by the next try.
      connection.end()
      throw error
    }
    watch(place, connection, { deadlines, onChanged: () => inputs.onChanged?.() })
    return connection
  }

  const onRemoval = (module: string, slot: Slot, listener: () => void) => running.get(module)?.presences?.onRemoval(slot, listener) ?? (() => undefined)

  return {
    list: (module, pin) => exclusively(module, async connection => {
      const see = { module, at: inputs.now(), deadlineMs: deadlines.ask }
      const seen = await seeTokens(connection, see)
      if (pin === undefined) return seen
      const opened: TokenSeen[] = []
      for (const each of seen) opened.push(each.certificates?.length ? each : await openToSee(connection, each, { pin, see, deadlines, requestId: inputs.requestId() }))
      return opened
    }),
    withSigner: (request, act) => exclusively(request.module, connection => (
      signWithToken(connection, request, { at: inputs.now(), deadlines, requestId: inputs.requestId, onRemoval: (slot, listener) => onRemoval(request.module, slot, listener) }, act)
    )),
    readers: module => exclusively(module, connection => connection.request('readers', {}, deadlines.ask)),
    changePin: request => exclusively(request.module, connection => changePin(connection, request, { deadlines, requestId: inputs.requestId })),
    close: () => {
      for (const { connection, idle } of running.values()) {
        clearTimeout(idle)
        connection?.end()
      }
    },
  }
}

function watch(place: Running, connection: Connection, { deadlines, onChanged }: { readonly deadlines: Deadlines; readonly onChanged: () => void }): void {
  place.presences = watchPresence(connection, {
    everyMs: deadlines.look, deadlineMs: deadlines.ask, onChange: onChanged, events: !place.hangsAtEvents,
    onHung: () => {
      place.hangsAtEvents = true
      onChanged()
    },
  })
}

/** Politely first, since a vendor's driver may leave marks of itself; one that hangs is ended all the same. */
function letGo(place: Running, deadlineMs: number): void {
  const leaving = place.connection
  place.connection = null
  if (leaving?.isOpen()) void leaving.request('release', {}, deadlineMs).catch(() => undefined).finally(() => leaving.end())
}

interface OpenToSee {
  readonly pin: PinSource
  readonly see: { readonly module: string; readonly at: number; readonly deadlineMs: number }
  readonly deadlines: Deadlines
  readonly requestId: string
}

async function openToSee(connection: Connection, seen: TokenSeen, { pin, see, deadlines, requestId }: OpenToSee): Promise<TokenSeen> {
  const { token, tokenId } = seen
  await askPin(connection, { source: pin, token, tokenId, requestId, promptsToCome: 1, purpose: 'login', deadlineMs: deadlines.pin })
  await connection.request('login', { slot: token.slot }, deadlines.login)
  try {
    return { tokenId, token, certificates: await certificatesOf(connection, token, see), problem: null }
  } finally {
    await connection.request('logout', {}, deadlines.ask).catch(() => connection.end())
  }
}
