import { toProblem, type ProblemCode } from '../../shared/problem.ts'
import type { FoundModule } from '../token/modules/find-modules.ts'
import type { TokenSeen } from '../token/see-tokens.ts'
import type { Tokens } from '../token/supervisor.ts'

/** A driver: whether it loads, and which tokens it shows without a PIN. */
export interface ModuleReport {
  readonly path: string
  readonly from: FoundModule['from']
  readonly problem: ProblemCode | null
  readonly readers: readonly { readonly slot: number; readonly description: string; readonly present: boolean }[]
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
export async function describeModules(found: readonly FoundModule[], tokens: Pick<Tokens, 'list' | 'readers'>): Promise<readonly ModuleReport[]> {
  const reports: ModuleReport[] = []
  for (const { path, from, problem } of found) {
    const seen = problem === null ? await look(path, tokens) : { problem: problem.code, readers: [], tokens: [] }
    reports.push({ path, from, ...seen })
  }
  return reports
}

async function look(path: string, tokens: Pick<Tokens, 'list' | 'readers'>): Promise<Pick<ModuleReport, 'problem' | 'readers' | 'tokens'>> {
  try {
    const seen = await tokens.list(path)
    const readers = await tokens.readers(path)
    return { problem: null, readers: readers.map(({ slot, description, present }) => ({ slot: Number(slot), description, present })), tokens: seen.map(describeToken) }
  } catch (error) {
    return { problem: toProblem(error).code, readers: [], tokens: [] }
  }
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
