import type { PolicyView, Settings } from '../../shared/contract/profile.ts'
import { NO_POLICY, type MachinePolicy } from '../../shared/model/machine-policy.ts'
import type { TsaRules } from '../handlers/signing-policy.ts'
import { WITHOUT_POLICY, type FoundPolicy } from '../policy/read-policy.ts'

/** Where none was given: no rule. */
export function rulesOf(found: FoundPolicy | undefined): MachinePolicy {
  return found?.policy ?? NO_POLICY
}

/** The settings that the machine's policy decides. */
export function imposedSettings({ timestamps, network, signService }: MachinePolicy): Partial<Settings> {
  const servers = timestamps?.servers
  return {
    ...(servers && { tsaUrls: servers.map(({ url }) => url), tsaQuotas: servers.flatMap(({ url, quota }) => quota === undefined ? [] : [{ url, ...quota }]) }),
    ...(timestamps?.level && { signatureLevel: timestamps.level }),
    ...(timestamps?.sendBefore !== undefined && { sendBeforeTimestamp: timestamps.sendBefore }),
    ...(network?.hostMap && { hostMap: network.hostMap }),
    ...(signService !== undefined && { signService }),
  }
}

/** What it says of TSAs that no setting can say. */
export function tsaRules({ timestamps }: MachinePolicy): TsaRules {
  const { timeoutSeconds, patienceSeconds } = timestamps ?? {}
  return {
    accepted: new Map(timestamps?.servers?.flatMap(({ url, policies }) => policies === undefined ? [] : [[url, policies] as const])),
    ...(timeoutSeconds !== undefined && { timeoutMs: timeoutSeconds * 1_000 }), ...(patienceSeconds !== undefined && { patienceMs: patienceSeconds * 1_000 }),
  }
}

/** As the window is told of it. */
export function viewPolicy({ policy, problem }: FoundPolicy = WITHOUT_POLICY): PolicyView {
  const locked = Object.keys(imposedSettings(policy)) as (keyof Settings)[]
  return { locked, serverUrl: policy.server?.url ?? null, problem: problem === null ? null : { code: problem.code, facts: { ...problem.facts } } }
}
