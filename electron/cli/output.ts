import type { Problem } from '../../shared/problem.ts'
import { problemText, type Language } from '../../shared/text/problem.ts'
import type { Output, Surroundings } from './command.ts'

export function createOutput(around: Surroundings, language: Language, json: boolean): Output {
  return {
    json,
    language,
    item(object, words) {
      around.writeOut(json ? `${JSON.stringify(object)}\n` : `${words}\n`)
    },
    problem(problem, about) {
      if (json) around.writeOut(`${JSON.stringify({ ...about, problem: { code: problem.code, facts: problem.facts } })}\n`)
      else around.writeErr(`${about === undefined ? '' : `${Object.values(about)[0] ?? ''}: `}${problemLine(problem, language)}\n`)
    },
    note(words) {
      around.writeErr(`${words}\n`)
    },
    say: words => words[language],
  }
}

/** One line for a person, with the code that a script or the IT department looks for. */
export function problemLine(problem: Problem, language: Language): string {
  const { title, next } = problemText(problem, language)
  return `${title} ${next} [${problem.code}]`
}
