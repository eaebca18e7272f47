import type { MachinePolicy } from '../../shared/model/machine-policy.ts'
import { isExceptedHost } from '../trust-services/proxy.ts'
import { readAuthorities } from './server-trust.ts'
import type { PrescribedProxy } from './system-fetch.ts'

/** The proxy that policy prescribes; this machine itself is never asked through one. */
export function policyProxy({ network }: MachinePolicy): PrescribedProxy {
  const { proxy, noProxy = [] } = network ?? {}
  if (proxy === undefined) return () => undefined
  const host = proxy === 'direct' ? null : proxy.replace(/^http:\/\//, '').replace(/\/$/, '')
  return url => isExceptedHost(url, noProxy) ? null : host
}

/** The agency's own authorities, as PEM. One that cannot be read is missed by the first connection, which says so. */
export function readPolicyAuthorities({ server }: MachinePolicy): readonly string[] {
  return (server?.authorities ?? []).flatMap(path => {
    try {
      return readAuthorities(path)
    } catch {
      return [] // told as `province.certificate` where it is needed
    }
  })
}
