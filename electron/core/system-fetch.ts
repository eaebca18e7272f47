import type { Fetch } from '../province/http.ts'
import { createProxiedFetch, firstProxy } from '../trust-services/proxy.ts'
import type { ShellLink } from './shell-link.ts'

/** What the machine's policy says of an address: a proxy, null for none, undefined where it leaves that to the system. */
export type PrescribedProxy = (url: URL) => string | null | undefined

/**
 * HTTP as the system prescribes it: the shell knows the proxy of each address (settings of the system, PAC files). Where it
 * cannot say, the connection is direct (`prescribed` says where policy does): in an office that has a proxy that fails as "unreachable", which is what it is.
 */
export function systemFetch(link: Pick<ShellLink, 'ask'>, prescribed: PrescribedProxy = () => undefined): Fetch {
  const proxied = createProxiedFetch(request => fetch(request))
  return async request => {
    const proxy = prescribed(new URL(request.url))
    return proxied(request, proxy === undefined ? await proxyOf(link, request.url) : proxy)
  }
}

async function proxyOf(link: Pick<ShellLink, 'ask'>, url: string): Promise<string | null> {
  try {
    // The path is nobody's business, and a proxy does not depend on it.
    const answer = await link.ask<'resolve-proxy'>({ name: 'resolve-proxy', url: new URL(url).origin })
    return firstProxy(answer.value.proxy)
  } catch {
    return null // a shell that is going away answers nothing
  }
}
