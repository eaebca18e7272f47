import type { PrescribedProxy } from '../core/system-fetch.ts'
import type { Fetch } from '../province/http.ts'
import { createProxiedFetch, proxyFromEnvironment } from '../trust-services/proxy.ts'
import type { Surroundings } from './command.ts'

/**
 * HTTP as the environment prescribes it (HTTP_PROXY, HTTPS_PROXY, NO_PROXY); this machine is never asked through a proxy.
 * What it leaves open, the machine's policy may prescribe. `stop` ends what is under way: a server that does not answer must not keep a command that is to end.
 */
export function environmentFetch({ env }: Pick<Surroundings, 'env'>, stop: AbortSignal | null = null, prescribed: PrescribedProxy = () => undefined): Fetch {
  const proxied = createProxiedFetch(request => fetch(request))
  const proxyFor = proxyFromEnvironment(env)
  return async request => {
    const stoppable = stop === null ? request : new Request(request, { signal: AbortSignal.any([request.signal, stop]) })
    return proxied(stoppable, await proxyFor(new URL(request.url)) ?? prescribed(new URL(request.url)) ?? null)
  }
}
