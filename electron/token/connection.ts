import { ProblemError } from '../../shared/problem.ts'
import type { ProblemCode } from '../../shared/problem.ts'
import { ReplyMessage, tokenRequests } from './protocol.ts'
import type { TokenInput, TokenOutput, TokenRequestName } from './protocol.ts'
import type { TokenProcess } from './token-process.ts'

/** Requests to one token process. A request beyond its deadline costs the process its life. */
export interface Connection {
  readonly id: string
  request<N extends TokenRequestName>(name: N, input: TokenInput<N>, deadlineMs: number): Promise<TokenOutput<N>>
  isOpen(): boolean
  /** Nothing but a person is being waited for. */
  isIdle(): boolean
  /** Kills the process; what is under way ends with `token.crashed`. */
  end(): void
}

interface Pending { readonly name: TokenRequestName; readonly resolve: (value: unknown) => void; readonly reject: (error: ProblemError) => void }

export function connect(token: TokenProcess): Connection {
  const pending = new Map<number, Pending>()
  let nextId = 1
  let open = true

  const fail = (code: ProblemCode, facts: Record<string, string | number>): void => {
    open = false
    for (const [id, { name, reject }] of pending) {
      pending.delete(id)
      reject(new ProblemError(code, { ...facts, request: name }))
    }
  }
  token.onExit(how => fail('token.crashed', { how }))
  token.onMessage(message => {
    const reply = ReplyMessage.safeParse(message)
    const waiting = reply.success ? pending.get(reply.data.id) : undefined
    if (reply.success && waiting) {
      pending.delete(reply.data.id)
      settle(waiting, reply.data)
    }
  })

  return {
    id: token.id,
    isOpen: () => open,
    isIdle: () => [...pending.values()].every(({ name }) => name === 'receive-pin'),
    end: () => {
      fail('token.crashed', { how: 'ended' })
      token.kill()
    },
    request: (name, input, deadlineMs) => new Promise((resolve, reject) => {
      if (!open) {
        reject(new ProblemError('token.crashed', { request: name }))
        return
      }
      const id = nextId++
      const timer = setTimeout(() => {
        fail('token.hung', { afterMs: deadlineMs })
        token.kill()
      }, deadlineMs)
      pending.set(id, {
        name,
        resolve: value => { clearTimeout(timer); resolve(value as TokenOutput<typeof name>) },
        reject: error => { clearTimeout(timer); reject(error) },
      })
      token.postMessage({ id, name, input })
    }),
  }
}

/** What comes out of a driver's process is outside data: parsed, and refused as a whole where it does not fit. */
function settle({ name, resolve, reject }: Pending, reply: ReplyData): void {
  if (!reply.ok) {
    reject(new ProblemError(reply.problem.code, reply.problem.facts))
    return
  }
  const output = tokenRequests[name].output.safeParse(reply.value)
  if (output.success) resolve(output.data)
  else reject(new ProblemError('token.failed', { request: name, ckr: 'malformed' }, { cause: output.error }))
}

type ReplyData = ReturnType<typeof ReplyMessage.parse>
