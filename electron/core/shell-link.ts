import { FromCore, ToCore, type CoreOptions, type ShellAnswers, type ShellQuestion } from '../../shared/contract/core-process.ts'
import { isProblemCode, ProblemError, type Facts } from '../../shared/problem.ts'
import { adoptPort, isForeignPort, type Port } from './port.ts'

export interface ShellEvents {
  start(options: CoreOptions): void
  window(windowId: number, port: Port): void
  windowGone(windowId: number): void
  tokenExited(tokenProcess: string, exitCode: number): void
  woke(): void
  stop(): void
}

export interface ShellLink {
  ask<N extends ShellQuestion['name']>(question: Extract<ShellQuestion, { name: N }>): Promise<{ readonly value: ShellAnswers[N]; readonly port: Port | null }>
  send(message: FromCore): void
}

interface Waiting { done(answer: { value: unknown; port: Port | null }): void; failed(error: unknown): void }

/** The core's end of the control port to the shell. What does not parse is dropped: only the shell can write here. */
export function openShellLink(control: Port, events: ShellEvents): ShellLink {
  const waiting = new Map<number, Waiting>()
  const ids = { next: 1 }
  control.onMessage((data, ports) => {
    const parsed = ToCore.safeParse(data)
    if (!parsed.success) return
    const message = parsed.data
    const first = ports.find(isForeignPort)
    const port = first === undefined ? null : adoptPort(first)
    switch (message.type) {
      case 'start': return events.start(message.options)
      case 'window': return port === null ? undefined : events.window(message.windowId, port)
      case 'window-gone': return events.windowGone(message.windowId)
      case 'token-exited': return events.tokenExited(message.tokenProcess, message.exitCode)
      case 'woke': return events.woke()
      case 'stop': return events.stop()
      case 'answer': {
        const asked = waiting.get(message.id)
        waiting.delete(message.id)
        if (message.reply.ok) return asked?.done({ value: message.reply.value, port })
        const { code, facts } = message.reply.problem
        return asked?.failed(new ProblemError(isProblemCode(code) ? code : 'process.unexpected', facts as Facts))
      }
    }
  })
  return {
    // The shell is ours and answers with the value of the question's name; ShellAnswers is the one list of these.
    ask: question => new Promise((done, failed) => {
      const id = ids.next
      ids.next += 1
      waiting.set(id, { done: done as Waiting['done'], failed })
      control.post({ type: 'ask', id, question } satisfies FromCore)
    }),
    send: message => control.post(message),
  }
}
