import { MessageChannelMain, type BrowserWindow, type MessagePortMain } from 'electron'
import type { CoreOptions, FromCore } from '../../shared/contract/core-process.ts'
import type { ShellEventName, ShellPayload } from '../../shared/contract/shell.ts'
import type { ProblemCode } from '../../shared/problem.ts'
import { answerCore, type QuestionInputs } from './core-questions.ts'
import { startCore, type Core, type CoreState } from './core-supervisor.ts'
import { createGrants, type Grants } from './grants.ts'
import { createTokenProcesses, type TokenProcesses } from './token-processes.ts'
import type { Session } from 'electron'

/** One profile's core with its window, its token processes and its file grants. */
export interface Desk {
  readonly window: BrowserWindow
  readonly grants: Grants
  readonly options: CoreOptions
  /** The page is (again) there and wants a port to the core. */
  pageLoaded(): void
  tellPage<N extends ShellEventName>(name: N, payload: ShellPayload<N>): void
  woke(): void
  stop(): Promise<void>
}
export interface DeskInputs {
  readonly window: BrowserWindow
  readonly options: CoreOptions
  readonly session: Session
  readonly files: { readonly core: string; readonly token: string }
  readonly now: () => number
}

// Long enough for a checkpoint of the databases, short enough that a hung core does not keep a PC from shutting down.
const STOP_WITHIN_MS = 4000

export function openDesk({ window, options, session, files, now }: DeskInputs): Desk {
  const grants = createGrants()
  const tokens = createTokenProcesses(files.token, (tokenProcess, exitCode) => core.tell({ type: 'token-exited', tokenProcess, exitCode }))
  const core: Core = startCore({ file: files.core, options, now, onMessage: message => hearCore(message, { core, tokens, window, grants, session }), onState: coreChanged })
  const page = { loaded: false }
  const windowId = window.webContents.id
  window.webContents.once('destroyed', () => core.tell({ type: 'window-gone', windowId }))

  function brokerCorePort(): void {
    const { port1, port2 } = new MessageChannelMain()
    core.tell({ type: 'window', windowId }, [port1])
    sendPort(window, 'core-port', null, port2)
  }
  /** What is in flight ends with `code`; later requests wait for a new port unless there will be none. */
  function refuse(code: ProblemCode, final: boolean): void {
    if (page.loaded && !window.isDestroyed()) window.webContents.send('core-lost', { problem: { code, facts: {} }, final })
  }
  function tellPage<N extends ShellEventName>(name: N, payload: ShellPayload<N>): void {
    if (page.loaded && !window.isDestroyed()) window.webContents.send('event', name, payload)
  }
  function coreChanged(state: CoreState): void {
    // Its token processes are orphans now; their sessions belong to a core that is no more.
    if (state !== 'running') tokens.killAll()
    if (state === 'running') { if (page.loaded) brokerCorePort() }
    else refuse(state === 'restarting' ? 'core.restarted' : 'core.keeps-failing', state === 'keeps-failing')
    tellPage('shell.core-changed', { state })
  }
  return {
    window, grants, options, tellPage,
    pageLoaded() {
      page.loaded = true
      if (core.state() === 'running') brokerCorePort()
      else refuse('core.keeps-failing', true)
    },
    woke() { core.tell({ type: 'woke' }) },
    async stop() {
      await core.stop(STOP_WITHIN_MS)
      tokens.killAll()
    },
  }
}

interface Hearing extends QuestionInputs { readonly core: Core; readonly window: BrowserWindow; readonly tokens: TokenProcesses }

function hearCore(message: FromCore, hearing: Hearing): void {
  const { core, tokens, window } = hearing
  switch (message.type) {
    case 'ready': return
    case 'ask':
      void answerCore(message.question, hearing).then(({ reply, ports }) => core.tell({ type: 'answer', id: message.id, reply }, ports))
      return
    case 'pin-wanted': {
      const { port1, port2 } = new MessageChannelMain()
      // Where the token process has gone the page's end closes at once, and its dialog with it.
      if (!tokens.givePinPort(message.tokenProcess, message.requestId, port2)) port2.close()
      sendPort(window, 'pin-port', message.requestId, port1)
      return
    }
  }
}

function sendPort(window: BrowserWindow, channel: string, message: string | null, port: MessagePortMain): void {
  if (window.isDestroyed()) port.close()
  else window.webContents.postMessage(channel, message, [port])
}
