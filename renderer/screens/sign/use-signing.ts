import { useEffect, useRef, useState } from 'react'
import type { Output, RequestInput } from '../../../shared/contract/index.ts'
import { toProblem, type Problem } from '../../../shared/problem.ts'
import { useDesk } from '../../state/context.tsx'

type Results = Output<'signing.sign'>
export interface Signing {
  readonly busy: boolean
  readonly progress: { readonly done: number; readonly total: number } | null
  readonly problem: Problem | null
  /** Null when it failed; `problem` then says why. The PIN is forgotten when this settles. */
  run(input: Omit<RequestInput<'signing.sign'>, 'requestId'>, pin: string): Promise<Results | null>
}

/** One act of signing. The PIN goes over its one-shot road as bytes that are zeroed; never in a request (architecture.md). */
export function useSigning(): Signing {
  const { api } = useDesk()
  const [busy, setBusy] = useState(false)
  const [progress, setProgress] = useState<Signing['progress']>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const request = useRef<string | null>(null)
  useEffect(() => api.on('signing.progress', told => { if (told.requestId === request.current) setProgress(told) }), [api])
  async function givePin(requestId: string, pin: string): Promise<void> {
    const port = await api.pinPort(requestId)
    const bytes = new TextEncoder().encode(pin)
    port.postMessage(bytes)
    bytes.fill(0)
    port.close()
  }
  return {
    busy, progress, problem,
    async run(input, pin) {
      request.current = crypto.randomUUID()
      const stop = api.on('token.pin-wanted', wanted => { if (wanted.tokenId === input.tokenId && !wanted.pinPad) void givePin(wanted.requestId, pin) })
      setBusy(true)
      setProblem(null)
      try {
        const results = await api.request('signing.sign', { ...input, requestId: request.current })
        const failed = results.results.find(result => result.problem !== null)
        setProblem(failed?.problem ?? null)
        return results
      } catch (error) {
        setProblem(toProblem(error))
        return null
      } finally {
        stop()
        setBusy(false)
        setProgress(null)
      }
    },
  }
}
