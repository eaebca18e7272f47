import type { Facts, Problem, ProblemCode } from '../problem.ts'
import { problemEn } from './problem-en.ts'
import { problemVi, type ProblemText } from './problem-vi.ts'
import { reasonEn, reasonVi } from './reason.ts'
import type { ReasonCode } from '../model/signature-report.ts'

/** Languages of the program. Window and command line share these words; the window's own are in `renderer/text`. */
export type Language = 'vi' | 'en'

/** Fills `{name}` from the facts. What is missing leaves no trace: neither its quotes or brackets nor a gap in the sentence. */
export function fill(text: string, facts: Facts): string {
  const isMissing = (name: string): boolean => (facts[name] ?? '') === ''
  const withoutAsides = text.replace(/ ?\([^(){}]*\{(\w+)\}\)/g, (aside, name: string) => isMissing(name) ? '' : aside)
  const filled = withoutAsides.replace(/ ?"?\{(\w+)\}"?/g, (hole, name: string) => {
    if (!isMissing(name)) return hole.replace(`{${name}}`, () => String(facts[name]))
    return /^ ?"/.test(hole) ? '' : hole.slice(hole.indexOf('}') + 1)
  })
  return filled.trim().replace(/:\.?$/, '.')
}

/** What happened and what to do about it, in words. */
export function problemText(problem: Problem, language: Language): ProblemText {
  const texts: Readonly<Record<ProblemCode, ProblemText>> = language === 'vi' ? problemVi : problemEn
  const text = texts[problem.code]
  const worse = worseThanWrongPin(problem)
  const next = worse === null ? text.next : `${texts[worse].title} ${texts[worse].next}`
  return { title: fill(text.title, problem.facts), next: fill(next, problem.facts) }
}

/** After a wrong PIN the token's own word on its tries says more than that some are left. */
function worseThanWrongPin({ code, facts }: Problem): ProblemCode | null {
  if (code !== 'token.pin-incorrect') return null
  return facts['locked'] === true ? 'token.pin-locked' : facts['finalTry'] === true ? 'token.pin-final-try' : null
}

export function reasonText(reason: ReasonCode, language: Language): string {
  return (language === 'vi' ? reasonVi : reasonEn)[reason]
}
