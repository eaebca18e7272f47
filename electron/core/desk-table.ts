import { requests, type Handlers } from '../../shared/contract/index.ts'
import { ProblemError } from '../../shared/problem.ts'
import { isDamaged } from '../store/connect.ts'
import type { PinSource } from '../token/ask-pin.ts'
import type { SignedIn } from './signed-in.ts'

/** One table for each window and signed-in officer: it remembers which files the window has opened. */
export function tableOf(session: () => SignedIn | null, pin: PinSource): () => ReturnType<SignedIn['handlers']> | null {
  const kept: { of: SignedIn | null; table: ReturnType<SignedIn['handlers']> | null } = { of: null, table: null }
  return () => {
    const now = session()
    if (pin.kind === 'dialog') now?.judging.asked()
    if (now !== kept.of) Object.assign(kept, { of: now, table: now?.handlers(pin) ?? null })
    return kept.table
  }
}

type DeskNames = Exclude<keyof Handlers, `settings.${string}` | `profile.${string}` | `recovery.${string}` | 'policy.get' | 'diagnostics.get'>

/** The requests of a signed-in desk; before that each of them answers `store.no-profile`. Looked up at each call, since signing in changes them. */
export function deskTable(table: () => Pick<Handlers, DeskNames> | null, mend: () => void): Pick<Handlers, DeskNames> {
  const entries = Object.keys(requests).map(name => [name, async (input: never) => {
    const handlers = table()
    if (handlers === null) throw new ProblemError('store.no-profile')
    try {
      return await handlers[name as DeskNames](input)
    } catch (error) {
      // This request has failed, but the next finds a sound cache and the sync that fills it.
      if (isDamaged(error)) mend()
      throw error
    }
  }])
  return Object.fromEntries(entries) as Pick<Handlers, DeskNames>
}
