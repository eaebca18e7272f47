import { ProblemError } from '../../shared/problem.ts'
import { fromNetwork } from './status.ts'

/** The pieces of a body; a connection that dies in between is `province.unreachable`. */
export async function* bodyPieces(response: Response): AsyncGenerator<Uint8Array> {
  if (response.body === null) return
  const reader = response.body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((error: unknown) => { throw fromNetwork(error) })
      if (done) return
      yield value
    }
  } finally {
    // A body left half read keeps its connection; the answer to the cancel itself is of no interest.
    reader.cancel().catch(() => {})
  }
}

/** The whole body as text, at most this many bytes: only who reads can stop a server that never ends. `province.too-large`. */
export async function readText(response: Response, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for await (const piece of bodyPieces(response)) {
    size += piece.length
    if (size > maxBytes) throw new ProblemError('province.too-large', { limit: maxBytes })
    text += decoder.decode(piece, { stream: true })
  }
  return text + decoder.decode()
}
