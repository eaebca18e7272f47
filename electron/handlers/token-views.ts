import { setTimeout as delay } from 'node:timers/promises'
import type { CertificateChoice, TokenView } from '../../shared/contract/signing.ts'
import { vietnamDay } from '../../shared/model/vietnam-time.ts'
import { type Problem, toProblem } from '../../shared/problem.ts'
import type { JudgedCertificate } from '../token/certificate/choose-certificate.ts'
import { keyPlace } from '../token/module-name.ts'
import type { TokenSeen } from '../token/see-tokens.ts'
import type { Tokens } from '../token/supervisor.ts'

export interface SeenTokens {
  readonly tokens: readonly TokenView[]
  readonly problems: readonly { readonly module: string; readonly problem: Problem }[]
  /** Behind which module each token stands; never told to the window. */
  readonly modules: ReadonlyMap<string, string>
}

export interface LookInputs {
  readonly tokens: Tokens
  readonly modules: () => Promise<readonly string[]>
  /** Whoever looks is answered after this long with what is known by then. */
  readonly patienceMs: number
  /** A driver that had kept the others waiting has answered something new. */
  readonly onLate: () => void
}

interface Answer { readonly module: string; readonly seen: readonly TokenSeen[]; readonly problem: Problem | null }

/**
 * Asks every module for its tokens, all at once and without a PIN. A module that fails or hangs costs nobody else
 * anything, and one that is busy signing is shown as it was: what it says later is told by `onLate` and shown at the next
 * look. Who names a token waits for all.
 */
export function createTokenLook({ tokens, modules, patienceMs, onLate }: LookInputs): (howLong?: 'patiently' | 'to the end') => Promise<SeenTokens> {
  const known = new Map<string, Answer>()

  async function ask(module: string, toTheEnd: boolean): Promise<Answer> {
    const answer: Promise<Answer> = tokens.list(module).then(seen => ({ module, seen, problem: null }), (error: unknown) => ({ module, seen: [], problem: toProblem(error) }))
    const first = await (toTheEnd ? answer : Promise.race([answer, delay(patienceMs, null, { ref: false })]))
    const before = known.get(module)
    if (first !== null) {
      known.set(module, first)
      return first
    }
    void answer.then(found => {
      known.set(module, found)
      if (before === undefined || before.problem?.code !== found.problem?.code || before.seen.length !== found.seen.length) onLate()
    })
    return before ?? { module, seen: [], problem: null }
  }
  return async (howLong = 'patiently') => viewOf(await Promise.all((await modules()).map(module => ask(module, howLong === 'to the end'))))
}

function viewOf(answers: readonly Answer[]): SeenTokens {
  const readable = answers.flatMap(({ module, seen }) => seen.filter(each => each.problem === null).map(each => ({ module, seen: each })))
  return {
    tokens: readable.map(({ module, seen }) => toView(module, seen)),
    problems: answers.flatMap(({ module, seen, problem }) => [
      ...(problem === null ? [] : [{ module: nameOf(module), problem }]),
      ...seen.flatMap(each => (each.problem === null ? [] : [{ module: `${nameOf(module)}: ${each.token.label}`, problem: each.problem }])),
    ]),
    modules: new Map(readable.map(({ module, seen }) => [seen.tokenId, module])),
  }
}

/** Without the folders, which say who works at this PC. */
function nameOf(module: string): string {
  return keyPlace(module).path.replace(/^.*[/\\]/, '')
}

function toView(module: string, { tokenId, token, certificates }: TokenSeen): TokenView {
  const { label, model, pinPad, finalTry, lowCount, locked, mustChange, minPin, maxPin } = token
  return { tokenId, source: keyPlace(module).kind, label, model, pinPad, finalTry, lowCount, locked, mustChange, minPin, maxPin, certificates: (certificates ?? []).map(toChoice) }
}

export function toChoice({ sha256, facts, reasons: [reason] }: JudgedCertificate): CertificateChoice {
  const ended = reason === 'certificate.not-yet-valid' ? facts?.notBefore : facts?.notAfter
  return {
    sha256, subject: facts?.commonName ?? '', agency: facts?.agency ?? '', issuer: facts?.issuer.replace(/^.*?CN=([^,]*).*$/, '$1') ?? '', serial: facts?.serial ?? '',
    notBefore: facts === null ? '' : new Date(facts.notBefore).toISOString(), notAfter: facts === null ? '' : new Date(facts.notAfter).toISOString(),
    problem: reason === undefined ? null : { code: reason, facts: ended === undefined ? {} : { date: vietnamDay(ended) } },
  }
}
