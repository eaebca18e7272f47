import type { ProblemCode } from '../../shared/problem.ts'
import { problemText, type Language } from '../../shared/text/problem.ts'
import { vietnamDay } from '../../shared/model/vietnam-time.ts'
import type { JudgedCertificate } from '../token/certificate/choose-certificate.ts'

/** Why a certificate cannot sign, in words, with its day where a day is the reason. */
export function reasonOrProblem(code: ProblemCode, { facts }: JudgedCertificate, language: Language): string {
  const at = code === 'certificate.not-yet-valid' ? facts?.notBefore : facts?.notAfter
  return problemText({ code, facts: { date: at === undefined ? '' : vietnamDay(at) } }, language).title
}
