import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import type { Problem } from '../../shared/problem.ts'
import { problemText } from '../../shared/text/problem.ts'
import { makeFormat, type Format } from '../text/format.ts'
import { catalogueOf, type Catalogue, type Language } from '../text/index.ts'
import type { Desk } from './desk.ts'

const DeskContext = createContext<Desk | null>(null)

export function DeskProvider({ desk, children }: { desk: Desk; children: ReactNode }) {
  return <DeskContext value={desk}>{children}</DeskContext>
}

/** The stores. Components select slices with `useStore(desk.place.store, …)` and call actions, never the api. */
export function useDesk(): Desk {
  const desk = use(DeskContext)
  if (!desk) throw new Error('outside of DeskProvider')
  return desk
}

export function useLanguage(): Language {
  return useStore(useDesk().session.store, state => state.settings.language)
}

/** The words of the chosen language. */
export function useText(): Catalogue {
  return catalogueOf(useLanguage())
}

/** The clock of the desk, again every `everyMs`. */
export function useNow(everyMs: number): number {
  const { clock } = useDesk()
  const [now, setNow] = useState(clock)
  useEffect(() => {
    const timer = setInterval(() => setNow(clock()), everyMs)
    return () => clearInterval(timer)
  }, [clock, everyMs])
  return now
}

/** Nothing in a list turns within less than a minute. */
const MINUTE_MS = 60_000

export function useFormat(): Format {
  const language = useLanguage()
  const now = useNow(MINUTE_MS)
  return useMemo(() => makeFormat(language, catalogueOf(language), now), [language, now])
}

/** What happened and what to do, in words. */
export function useProblemText(): (problem: Problem) => { readonly title: string; readonly next: string } {
  const language = useLanguage()
  return problem => problemText(problem, language)
}
