/** A document read across a MessagePort: for encrypted blobs, whose key stays in the core. */
import type { MessagePort } from 'node:worker_threads'
import { ProblemError, toProblem, type Problem } from '../../shared/problem.ts'
import type { Source } from '../pdf/source.ts'

interface ReadRequest { readonly id: number; readonly offset: number; readonly length: number }
type ReadAnswer = { readonly id: number; readonly bytes: Uint8Array } | { readonly id: number; readonly problem: Problem }

/** The reading end, in the worker. Rejects with the problem that the serving end met. */
export function portSource(port: MessagePort, size: number): Source {
  const waiting = new Map<number, { resolve(bytes: Uint8Array): void; reject(error: unknown): void }>()
  let lastId = 0
  port.on('message', (answer: ReadAnswer) => {
    const one = waiting.get(answer.id)
    waiting.delete(answer.id)
    if ('bytes' in answer) one?.resolve(answer.bytes)
    else one?.reject(new ProblemError(answer.problem.code, answer.problem.facts))
  })
  return {
    size,
    read: (offset, length) => new Promise((resolve, reject) => {
      const id = lastId += 1
      waiting.set(id, { resolve, reject })
      port.postMessage({ id, offset, length } satisfies ReadRequest)
    }),
  }
}

/** The serving end, in the core. Ends when the port closes. */
export function serveSource(port: MessagePort, source: Source): void {
  port.on('message', ({ id, offset, length }: ReadRequest) => {
    source.read(offset, length).then(
      bytes => { port.postMessage({ id, bytes } satisfies ReadAnswer) },
      (error: unknown) => { port.postMessage({ id, problem: toProblem(error) } satisfies ReadAnswer) },
    )
  })
}
