import type { Fetch } from '../province/http.ts'
import { createProxiedFetch, proxyFromEnvironment } from '../trust-services/proxy.ts'
import type { Surroundings } from './command.ts'

/** HTTP as the environment prescribes it (HTTP_PROXY, HTTPS_PROXY, NO_PROXY); this machine is never asked through a proxy. */
export function environmentFetch({ env }: Pick<Surroundings, 'env'>): Fetch {
  const proxied = createProxiedFetch(request => fetch(request))
  const proxyFor = proxyFromEnvironment(env)
  return async request => proxied(request, await proxyFor(new URL(request.url)))
}
