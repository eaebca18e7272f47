import { ProblemError } from '../../../shared/problem.ts'
import type { ProblemCode } from '../../../shared/problem.ts'
import type { FoundCertificate, TokenState } from '../key-source.ts'
import { judgeCertificate } from './judge-certificate.ts'
import { readCertificate, sha256Hex } from './read-certificate.ts'
import type { CertificateFacts } from './read-certificate.ts'

/** Chứng thư số on a token, judged. `reasons` is empty when it can sign. */
export interface JudgedCertificate {
  readonly sha256: string
  readonly der: Uint8Array
  readonly facts: CertificateFacts | null
  readonly reasons: readonly ProblemCode[]
}

export interface SeenToken { readonly token: TokenState; readonly certificates: readonly JudgedCertificate[] }
export interface Choice { readonly token: TokenState; readonly certificate: JudgedCertificate }

/** What the caller knows of the one it wants: the whole, or so little that only one may fit. */
export interface Wanted { readonly tokenLabel?: string | undefined; readonly tokenSerial?: string | undefined; readonly certificateSha256?: string | undefined }

export function judgeAll(found: readonly FoundCertificate[], at: number): JudgedCertificate[] {
  return found.map(({ der, key }) => {
    const facts = readCertificate(der)
    return { sha256: sha256Hex(der), der, facts, reasons: judgeCertificate(facts, key, at) }
  })
}

/** The tokens that a label or serial number leaves; `token.absent` when none. */
export function tokensWanted<T extends { readonly token: TokenState }>(seen: readonly T[], { tokenLabel, tokenSerial }: Wanted): T[] {
  const left = seen.filter(({ token }) => (tokenLabel === undefined || token.label === tokenLabel) && (tokenSerial === undefined || token.serial === tokenSerial))
  if (left.length === 0) throw new ProblemError('token.absent', tokenLabel === undefined ? {} : { token: tokenLabel })
  return left
}

/**
 * The certificate asked for, or the only one that may sign. Throws why the named one cannot (`certificate.*`),
 * `token.no-certificate`, or `token.ambiguous`: a guess here could sign in another's name.
 */
export function chooseCertificate(seen: readonly SeenToken[], wanted: Wanted): Choice {
  const all = tokensWanted(seen, wanted).flatMap(({ token, certificates }) => certificates.map(certificate => ({ token, certificate })))
  if (wanted.certificateSha256 !== undefined) {
    const named = all.filter(({ certificate }) => certificate.sha256 === wanted.certificateSha256?.toLowerCase())
    // The PIN of one token must not be tried on another that holds the same certificate.
    const tokens = new Set(named.map(({ token }) => token.slot)).size
    if (tokens > 1) throw new ProblemError('token.ambiguous', { count: tokens })
    const choice = named.find(isFit) ?? named[0]
    if (choice === undefined) throw new ProblemError('token.no-certificate', { certificate: wanted.certificateSha256 })
    return refuseUnfit(choice)
  }
  const fit = withoutTwins(all.filter(isFit))
  if (fit.length > 1) throw new ProblemError('token.ambiguous', { count: fit.length })
  if (fit[0] !== undefined) return fit[0]
  const leaves = all.filter(({ certificate }) => certificate.facts?.isCa === false)
  if (leaves.length === 1) return refuseUnfit(leaves[0]!)
  throw new ProblemError('token.no-certificate', { seen: all.length })
}

function isFit({ certificate }: Choice): boolean {
  return certificate.reasons.length === 0
}

/** Some cards list a certificate twice. */
function withoutTwins(choices: readonly Choice[]): Choice[] {
  return choices.filter((one, index) => choices.findIndex(({ token, certificate }) => token.slot === one.token.slot && certificate.sha256 === one.certificate.sha256) === index)
}

function refuseUnfit(choice: Choice): Choice {
  const { reasons: [reason], facts, sha256 } = choice.certificate
  if (reason === undefined) return choice
  throw new ProblemError(reason, {
    certificate: sha256, subject: facts?.commonName ?? '',
    ...(facts && { notBefore: new Date(facts.notBefore).toISOString(), notAfter: new Date(facts.notAfter).toISOString() }),
  })
}
