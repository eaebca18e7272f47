import { EventEmitter } from 'node:events'

type Params = Readonly<Record<string, unknown>>
interface Call { readonly method: string; resolve(value: unknown): void; reject(error: Error): void }
interface Message { readonly id?: number; readonly sessionId?: string; readonly method?: string; readonly params?: unknown; readonly result?: unknown; readonly error?: { readonly message: string } }

/** One connection to Chromium's debugging protocol, with flat sessions. Both ends are ours: answers are not parsed again. */
export class Cdp extends EventEmitter<Record<string, [unknown]>> {
  #socket: WebSocket
  #next = 0
  #calls = new Map<number, Call>()

  private constructor(socket: WebSocket) {
    super()
    this.setMaxListeners(0)
    this.#socket = socket
    socket.addEventListener('message', event => this.#receive(JSON.parse(String(event.data)) as Message))
    socket.addEventListener('close', () => {
      for (const { reject, method } of this.#calls.values()) reject(new Error(`${method}: the browser has gone`))
      this.#calls.clear()
      this.emit('closed', null)
    })
  }

  static async connect(url: string): Promise<Cdp> {
    const socket = new WebSocket(url)
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener('open', () => resolve())
      socket.addEventListener('error', () => reject(new Error(`no debugging connection to ${url}`)))
    })
    return new Cdp(socket)
  }

  send<T = unknown>(method: string, params: Params = {}, sessionId?: string): Promise<T> {
    return new Promise((resolve, reject) => {
      const id = ++this.#next
      this.#calls.set(id, { method, reject, resolve: value => resolve(value as T) })
      this.#socket.send(JSON.stringify({ id, method, params, sessionId }))
    })
  }

  #receive(message: Message): void {
    if (message.id === undefined) {
      const name = message.method ?? ''
      this.emit(message.sessionId === undefined ? name : `${message.sessionId}:${name}`, message.params)
      return
    }
    const call = this.#calls.get(message.id)
    this.#calls.delete(message.id)
    if (message.error) call?.reject(new Error(`${call.method}: ${message.error.message}`))
    else call?.resolve(message.result)
  }
}

/** One target's part of the connection. */
export class CdpSession {
  readonly cdp: Cdp
  readonly id: string
  constructor(cdp: Cdp, id: string) {
    this.cdp = cdp
    this.id = id
  }
  send<T = unknown>(method: string, params?: Params): Promise<T> {
    return this.cdp.send<T>(method, params, this.id)
  }
  on<T>(method: string, listener: (params: T) => void): void {
    this.cdp.on(`${this.id}:${method}`, params => listener(params as T))
  }
}
