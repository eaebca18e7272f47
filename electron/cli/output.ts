import type { Problem } from '../../shared/problem.ts'
import { problemText, type Language } from '../../shared/text/problem.ts'
import type { Output, Surroundings } from './command.ts'

export function createOutput(around: Surroundings, language: Language, json: boolean): Output {
  return {
    json,
    language,
    item(object, words) {
      around.writeOut(json ? `${JSON.stringify(object)}\n` : `${printable(words)}\n`)
    },
    problem(problem, about) {
      if (json) around.writeOut(`${JSON.stringify({ ...about, problem: { code: problem.code, facts: problem.facts } })}\n`)
      else around.writeErr(printable(`${about === undefined ? '' : `${Object.values(about)[0] ?? ''}: `}${problemLine(problem, language)}\n`))
    },
    note(words) {
      around.writeErr(printable(`${words}\n`))
    },
    say: words => words[language],
  }
}

/**
 * Names and subjects come from files and servers: a control character would speak to the terminal, a direction mark
 * would turn the line round (Unicode TR 36 §2). JSON escapes them by itself.
 */
export function printable(words: string): string {
  return Array.from(words, letter => isControl(letter.codePointAt(0) ?? 0) ? '\ufffd' : letter).join('')
}

function isControl(code: number): boolean {
  if (code === 0x0a || code === 0x09) return false
  return code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069)
}

/** One line for a person, with the code that a script or the IT department looks for. */
export function problemLine(problem: Problem, language: Language): string {
  const { title, next } = problemText(problem, language)
  return `${title} ${next} [${problem.code}]`
}
