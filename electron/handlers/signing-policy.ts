import type { Settings } from '../../shared/contract/profile.ts'
import type { SignatureLevel } from '../../shared/model/signature-level.ts'

/** What policy and settings want of a signature: its level, whom to ask, whether a document may go before it has its timestamp. */
export interface SigningPolicy {
  readonly wanted: SignatureLevel
  /** In order of preference. */
  readonly tsaUrls: readonly string[]
  /** `FROM=TO`: hosts that certificates name and the office's network knows by others. */
  readonly hostMap: readonly string[]
  readonly holds: boolean
}

/** Without a TSA there is nobody to wait for: then a plain signature is all that is wanted. */
export function decideSigningPolicy(settings: Settings, given: Pick<SigningPolicy, 'tsaUrls' | 'hostMap'> | null): SigningPolicy {
  const tsaUrls = settings.tsaUrls.length > 0 ? settings.tsaUrls : given?.tsaUrls ?? []
  return {
    tsaUrls, hostMap: [...settings.hostMap, ...given?.hostMap ?? []],
    wanted: tsaUrls.length === 0 ? 'B-B' : settings.signatureLevel, holds: !settings.sendBeforeTimestamp,
  }
}
