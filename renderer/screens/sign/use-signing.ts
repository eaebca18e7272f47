import { useEffect, useRef, useState } from 'react'
import type { Output, RequestInput } from '../../../shared/contract/index.ts'
import { toProblem, type Problem } from '../../../shared/problem.ts'
import { useDesk } from '../../state/context.tsx'
import { givePin } from '../../state/give-pin.ts'

type Results = Output<'signing.sign'>

/** What the token waits for while it signs: its own pad, or one more PIN of a key that asks at each signature. */
export interface Prompt { readonly kind: 'pad' | 'pin'; readonly requestId: string; /** With this one. */ readonly left: number }

export interface Signing {
  readonly busy: boolean
  readonly progress: { readonly done: number; readonly total: number } | null
  readonly problem: Problem | null
  readonly prompt: Prompt | null
  /** By document, over all runs: null where it is signed, else why not. */
  readonly outcomes: Readonly<Record<string, Problem | null>>
  /** Null when it failed; `problem` then says why. The PIN is forgotten when this settles. */
  run(input: Omit<RequestInput<'signing.sign'>, 'requestId'>, pin: string): Promise<Results | null>
  /** Answers `prompt`; null gives up. */
  answer(pin: string | null): void
  /** Ends after the document at work. */
  stop(): void
}

/** The acts of one signing dialog: what a stopped one left is signed by the next. */
export function useSigning(): Signing {
  const { api, status } = useDesk()
  const [busy, setBusy] = useState(false)
  const [progress, setProgress] = useState<Signing['progress']>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [prompt, setPrompt] = useState<Prompt | null>(null)
  const [outcomes, setOutcomes] = useState<Signing['outcomes']>({})
  const request = useRef<string | null>(null)
  useEffect(() => api.on('signing.progress', told => {
    if (told.requestId !== request.current) return
    setProgress(told)
    setPrompt(null)
  }), [api])

  function failed(why: Problem): void {
    setProblem(why)
    // How near the lock is, or that it is gone, only the token knows.
    if (why.code.startsWith('token.')) void status.lookForTokens()
  }
  return {
    busy, progress, problem, prompt, outcomes,
    async run(input, pin) {
      request.current = crypto.randomUUID()
      const stop = api.on('token.pin-wanted', ({ tokenId, requestId, pinPad, purpose, promptsToCome }) => {
        if (tokenId !== input.tokenId) return
        if (pinPad || purpose === 'signature') setPrompt({ kind: pinPad ? 'pad' : 'pin', requestId, left: promptsToCome })
        else void givePin(api, requestId, pin)
      })
      setBusy(true)
      setProblem(null)
      try {
        const results = await api.request('signing.sign', { ...input, requestId: request.current })
        setOutcomes(before => ({ ...before, ...Object.fromEntries(results.results.map(result => [result.documentId, result.problem])) }))
        const first = results.results.find(result => result.problem !== null)
        if (first?.problem) failed(first.problem)
        return results
      } catch (error) {
        failed(toProblem(error))
        return null
      } finally {
        stop()
        setBusy(false)
        setProgress(null)
        setPrompt(null)
      }
    },
    answer(pin) {
      if (prompt?.kind === 'pin') void givePin(api, prompt.requestId, pin)
      setPrompt(null)
    },
    stop: () => void api.request('signing.cancel', { requestId: request.current ?? '' }).catch(() => undefined),
  }
}
