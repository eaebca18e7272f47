import { fork, type ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { app } from './app.ts'
import { PortTable, type MessagePortMain } from './ports.ts'

interface ForkOptions { readonly env?: NodeJS.ProcessEnv; readonly execArgv?: readonly string[]; readonly cwd?: string; readonly stdio?: 'pipe' | 'ignore' | 'inherit'; readonly serviceName?: string }
/** What crosses Node's own channel to the child. */
export type Wire =
  | { readonly type: 'message'; readonly data: unknown; readonly ports: readonly string[] }
  | { readonly type: 'port'; readonly id: string; readonly data: unknown }
  | { readonly type: 'port-closed'; readonly id: string }

const beside = (file: string): string => fileURLToPath(new URL(file, import.meta.url))

class UtilityProcess extends EventEmitter {
  #child: ChildProcess
  #ports = new PortTable('m', { message: (id, data) => this.#say({ type: 'port', id, data }), close: id => this.#say({ type: 'port-closed', id }) })

  constructor(path: string, args: readonly string[], { env, execArgv = [], cwd, stdio = 'inherit' }: ForkOptions) {
    super()
    this.#child = fork(path, [...args], {
      // No standard input, as in Electron.
      ...(cwd === undefined ? {} : { cwd }), serialization: 'advanced', stdio: ['ignore', stdio, stdio, 'ipc'],
      env: { ...(env ?? process.env), STANDIN_UTILITY: '1' },
      execArgv: ['--disable-warning=ExperimentalWarning', ...execArgv, '--import', beside('./register.mjs'), '--import', beside('./utility-child.ts')],
    })
    this.#child.once('spawn', () => this.emit('spawn'))
    this.#child.once('exit', (code, signal) => {
      this.#ports.closeAll()
      this.emit('exit', code ?? (signal === null ? 0 : 1))
    })
    this.#child.on('error', error => console.error('stand-in: utility process:', error))
    this.#child.on('message', message => this.#hear(message as Wire))
  }
  get pid(): number | undefined {
    return this.#child.exitCode === null && this.#child.signalCode === null ? this.#child.pid : undefined
  }
  get stdout(): Readable | null {
    return this.#child.stdout
  }
  get stderr(): Readable | null {
    return this.#child.stderr
  }
  postMessage(data: unknown, transfer: readonly MessagePortMain[] = []): void {
    this.#say({ type: 'message', data, ports: transfer.map(port => this.#ports.send(port)) })
  }
  kill(): boolean {
    return this.#child.kill()
  }
  #hear(message: Wire): void {
    if (message.type === 'port') this.#ports.heard(message.id, message.data)
    else if (message.type === 'port-closed') this.#ports.closed(message.id)
    else this.emit('message', message.data)
  }
  #say(message: Wire): void {
    // A child that has just ended closes the channel first; Electron drops such messages too.
    if (this.#child.connected) this.#child.send(message, () => undefined)
  }
}

export const utilityProcess = {
  fork(path: string, args: readonly string[] = [], options: ForkOptions = {}): UtilityProcess {
    if (!app.isReady()) throw new Error('utilityProcess cannot be created before app is ready')
    return new UtilityProcess(path, args, options)
  },
}
