import { utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron'
import { FromCore, type CoreOptions, type ToCore } from '../../shared/contract/core-process.ts'
import { decideRestart } from './restart-policy.ts'

export type CoreState = 'running' | 'restarting' | 'keeps-failing'
export interface Core {
  tell(message: ToCore, ports?: readonly MessagePortMain[]): void
  state(): CoreState
  /** Asks it to close its databases and leave; kills it when it has not within the time given. */
  stop(withinMs: number): Promise<void>
}
export interface CoreInputs {
  readonly file: string
  readonly options: CoreOptions
  readonly now: () => number
  readonly onMessage: (message: FromCore) => void
  /** After `running` all ports must be brokered anew: those of the process before are dead. */
  readonly onState: (state: CoreState) => void
}

/** Starts a core and starts it again when it ends, until it keeps failing. */
export function startCore(inputs: CoreInputs): Core {
  const now: { child: UtilityProcess; state: CoreState; recent: readonly number[]; stopping: boolean } = { child: fork(), state: 'running', recent: [], stopping: false }

  function fork(): UtilityProcess {
    const child = utilityProcess.fork(inputs.file, [], { serviceName: 'Lien Thong core', stdio: 'inherit' })
    child.on('message', (message: unknown) => hear(message))
    child.once('exit', () => { if (!now.stopping) ended() })
    child.postMessage({ type: 'start', options: inputs.options } satisfies ToCore)
    return child
  }
  function hear(message: unknown): void {
    const parsed = FromCore.safeParse(message)
    // A core of our own build that says something else is a bug; dropping it would hide a request that never ends.
    if (!parsed.success) throw new Error('the core said something that is not in the contract', { cause: parsed.error })
    inputs.onMessage(parsed.data)
  }
  function enter(state: CoreState): void {
    now.state = state
    inputs.onState(state)
  }
  function ended(): void {
    const decision = decideRestart(now.recent, inputs.now())
    if (decision.kind === 'give-up') return enter('keeps-failing')
    now.recent = decision.recent
    enter('restarting')
    now.child = fork()
    enter('running')
  }
  return {
    tell(message, ports = []) { if (now.state === 'running') now.child.postMessage(message, [...ports]) },
    state: () => now.state,
    async stop(withinMs) {
      if (now.stopping || now.child.pid === undefined) return
      now.stopping = true
      const gone = new Promise<void>(resolve => now.child.once('exit', () => resolve()))
      now.child.postMessage({ type: 'stop' } satisfies ToCore)
      // It ignores softer signals: Ctrl+C reaches a whole group, and a core must close its databases first.
      const late = setTimeout(() => { if (now.child.pid !== undefined) process.kill(now.child.pid, 'SIGKILL') }, withinMs)
      await gone
      clearTimeout(late)
    },
  }
}
