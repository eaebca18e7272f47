import type { Settings } from '../../shared/contract/profile.ts'
import type { SignatureLevel } from '../../shared/model/signature-level.ts'

/** A TSA with what its contract allows, and the TSA policies that are accepted of it. */
export interface PolicyTsa { readonly url: string; readonly quota?: { readonly requests: number; readonly perMs: number }; readonly policies?: readonly string[] }

/** What policy and settings want of a signature: its level, whom to ask, whether a document may go before it has its timestamp. */
export interface SigningPolicy {
  readonly wanted: SignatureLevel
  /** In order of preference. */
  readonly tsas: readonly PolicyTsa[]
  /** For one answer, and after which the next is asked as well; the product's own where nobody says. */
  readonly timeoutMs?: number
  readonly patienceMs?: number
  /** `FROM=TO`: hosts that certificates name and the office's network knows by others. */
  readonly hostMap: readonly string[]
  readonly holds: boolean
}

/** What the administrator says of TSAs beyond the settings. */
export interface TsaRules { readonly accepted: ReadonlyMap<string, readonly string[]>; readonly timeoutMs?: number; readonly patienceMs?: number }
/** The demo's own services. */
export interface GivenServices { readonly tsaUrls: readonly string[]; readonly hostMap: readonly string[] }

const HOUR_MS = 3_600_000

/** Without a TSA there is nobody to wait for: then a plain signature is all that is wanted. */
export function decideSigningPolicy(settings: Settings, given: GivenServices | null, { accepted, ...patience }: TsaRules): SigningPolicy {
  const urls = settings.tsaUrls.length > 0 ? settings.tsaUrls : given?.tsaUrls ?? []
  const tsas = urls.map((url): PolicyTsa => {
    const quota = settings.tsaQuotas.find(each => each.url === url)
    const policies = accepted.get(url)
    return { url, ...(quota && { quota: { requests: quota.requests, perMs: quota.perHours * HOUR_MS } }), ...(policies && { policies }) }
  })
  return {
    ...patience, tsas, hostMap: [...settings.hostMap, ...given?.hostMap ?? []],
    wanted: tsas.length === 0 ? 'B-B' : settings.signatureLevel, holds: !settings.sendBeforeTimestamp,
  }
}
