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

/** Asks every module for its tokens, without a PIN. A module that fails costs nobody else anything. */
export async function seeAllTokens(tokens: Tokens, modules: readonly string[]): Promise<SeenTokens> {
  const views: TokenView[] = []
  const problems: { module: string; problem: Problem }[] = []
  const byToken = new Map<string, string>()
  for (const module of modules) {
    try {
      for (const seen of await tokens.list(module)) {
        byToken.set(seen.tokenId, module)
        views.push(toView(module, seen))
      }
    } catch (error) {
      problems.push({ module: keyPlace(module).path.replace(/^.*[/\\]/, ''), problem: toProblem(error) })
    }
  }
  return { tokens: views, problems, modules: byToken }
}

function toView(module: string, { tokenId, token, certificates }: TokenSeen): TokenView {
  const { label, model, pinPad, finalTry, lowCount, locked, minPin, maxPin } = token
  return { tokenId, source: keyPlace(module).kind, label, model, pinPad, finalTry, lowCount, locked, minPin, maxPin, certificates: (certificates ?? []).map(toChoice) }
}

export function toChoice({ sha256, facts, reasons: [reason] }: JudgedCertificate): CertificateChoice {
  const ended = reason === 'certificate.not-yet-valid' ? facts?.notBefore : facts?.notAfter
  return {
    sha256, subject: facts?.commonName ?? '', agency: facts?.agency ?? '', issuer: facts?.issuer.replace(/^.*?CN=([^,]*).*$/, '$1') ?? '', serial: facts?.serial ?? '',
    notBefore: facts === null ? '' : new Date(facts.notBefore).toISOString(), notAfter: facts === null ? '' : new Date(facts.notAfter).toISOString(),
    problem: reason === undefined ? null : { code: reason, facts: ended === undefined ? {} : { date: vietnamDay(ended) } },
  }
}
