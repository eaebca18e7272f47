import { toProblem, type ProblemCode } from '../../shared/problem.ts'
import type { FoundModule } from '../token/modules/find-modules.ts'
import type { TokenSeen } from '../token/see-tokens.ts'

/** A driver: whether it loads, and which tokens it shows without a PIN. */
export interface ModuleReport {
  readonly path: string
  readonly from: FoundModule['from']
  readonly problem: ProblemCode | null
  readonly tokens: readonly TokenReport[]
}

/** A token without its label and serial, which name a person: how many of its certificates can sign, and why others cannot. */
export interface TokenReport {
  readonly slot: number
  readonly model: string
  readonly manufacturer: string
  readonly pinPad: boolean
  readonly locked: boolean
  readonly finalTry: boolean
  readonly mustChange: boolean
  readonly certificates: { readonly canSign: number; readonly cannot: readonly ProblemCode[] } | null
}

/** Loads each driver in its own process, one after another: two drivers of one vendor may fight over a reader. */
export async function describeModules(found: readonly FoundModule[], list: (module: string) => Promise<readonly TokenSeen[]>): Promise<readonly ModuleReport[]> {
  const reports: ModuleReport[] = []
  for (const { path, from, problem } of found) {
    const seen = problem === null ? await list(path).then(tokens => ({ tokens, problem: null }), (error: unknown) => ({ tokens: [], problem: toProblem(error).code })) : { tokens: [], problem: problem.code }
    reports.push({ path, from, problem: seen.problem, tokens: seen.tokens.map(describeToken) })
  }
  return reports
}

function describeToken({ token, certificates }: TokenSeen): TokenReport {
  const { slot, model, manufacturer, pinPad, locked, finalTry, mustChange } = token
  return {
    slot: Number(slot), model, manufacturer, pinPad, locked, finalTry, mustChange,
    certificates: certificates === null ? null : {
      canSign: certificates.filter(each => each.reasons.length === 0).length,
      cannot: [...new Set(certificates.flatMap(each => each.reasons))],
    },
  }
}
