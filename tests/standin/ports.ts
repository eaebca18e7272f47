import { EventEmitter } from 'node:events'
import { MessageChannel, type MessagePort } from 'node:worker_threads'

type PortEvents = { message: [{ data: unknown; ports: MessagePortMain[] }]; close: [] }

/** Electron's MessagePortMain: messages wait until `start`, and a transferred port is dead here. */
export class MessagePortMain extends EventEmitter<PortEvents> {
  #port: MessagePort
  #transferred = false
  constructor(port: MessagePort) {
    super()
    this.#port = port
    port.on('close', () => { if (!this.#transferred) this.emit('close') })
  }
  start(): void {
    if (this.#transferred) throw new Error('stand-in: this port has been transferred')
    this.#port.on('message', (data: unknown) => this.emit('message', { data, ports: [] }))
  }
  postMessage(message: unknown, transfer: readonly MessagePortMain[] = []): void {
    if (transfer.length > 0) throw new Error('stand-in: a port over a port is not provided')
    if (!this.#transferred) this.#port.postMessage(message)
  }
  close(): void {
    if (!this.#transferred) this.#port.close()
  }
  /** For PortTable: what carries on in another process. */
  handOver(): MessagePort {
    if (this.#transferred) throw new Error('stand-in: this port has been transferred')
    this.#transferred = true
    this.removeAllListeners()
    return this.#port
  }
}

export class MessageChannelMain {
  readonly port1: MessagePortMain
  readonly port2: MessagePortMain
  constructor() {
    const { port1, port2 } = new MessageChannel()
    this.port1 = new MessagePortMain(port1)
    this.port2 = new MessagePortMain(port2)
  }
}

/** How the ports shared with one other process talk: by id, and they close there when they close here. */
export interface PortWire {
  message(id: string, data: unknown): void
  close(id: string): void
}

/** The ports shared with one other process. */
export class PortTable {
  #ports = new Map<string, MessagePort>()
  #next = 0
  #prefix: string
  #wire: PortWire
  constructor(prefix: string, wire: PortWire) {
    this.#prefix = prefix
    this.#wire = wire
  }
  send(port: MessagePortMain): string {
    const id = `${this.#prefix}${++this.#next}`
    this.#pump(id, port.handOver())
    return id
  }
  receive(id: string): MessagePortMain {
    const { port1, port2 } = new MessageChannel()
    this.#pump(id, port2)
    return new MessagePortMain(port1)
  }
  heard(id: string, data: unknown): void {
    this.#ports.get(id)?.postMessage(data)
  }
  closed(id: string): void {
    const port = this.#ports.get(id)
    this.#ports.delete(id)
    port?.close()
  }
  /** The other process has ended: every port to it closes, as Electron's do. */
  closeAll(): void {
    for (const id of this.#ports.keys()) this.closed(id)
  }
  #pump(id: string, port: MessagePort): void {
    this.#ports.set(id, port)
    port.on('message', (data: unknown) => this.#wire.message(id, data))
    port.on('close', () => { if (this.#ports.delete(id)) this.#wire.close(id) })
  }
}
