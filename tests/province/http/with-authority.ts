import { AUTHORITY_HOSTS } from '../authority/authority.ts'
import { type AuthorityServices, SERVICE_FAULTS, SERVICE_PATHS, type Service, type ServiceFault } from '../authority/services.ts'
import type { Province } from '../province.ts'
import { json, problem } from './responses.ts'
import type { Served } from './serve-http.ts'

/**
 * The province with the authority's services beside it under one roof: they go down with its network. A demo also takes
 * `POST /demo/authority` with `{"service","fault"}` (null ends it, `times` limits it) or `{"revoke":SERIAL,"reason"?}`.
 */
export function withAuthority(province: Province, services: AuthorityServices, trustList: string | null = null): Served {
  async function control(request: Request): Promise<Response> {
    if (!province.isDemo) return problem(404, 'not a demo')
    if (request.method !== 'POST') return problem(405, 'POST only')
    const body: unknown = await request.json().catch(() => null)
    const wish = typeof body === 'object' && body !== null ? body as Readonly<Record<string, unknown>> : {}
    if (typeof wish['revoke'] === 'string' && /^[0-9a-f]{1,40}$/.test(wish['revoke'])) {
      services.revoke(wish['revoke'], typeof wish['reason'] === 'number' ? { reason: wish['reason'] } : {})
      return json({ revoked: services.revoked.length })
    }
    const { service, fault, times } = wish
    if (!isService(service) || (fault !== null && !isFault(fault))) return problem(400, 'service and fault, or revoke')
    services.misbehave(service, fault, typeof times === 'number' ? times : undefined)
    return json({ service, fault })
  }

  return {
    isDown: () => province.isDown(),
    async fetch(request) {
      if (new URL(request.url).pathname === '/demo/authority') return control(request)
      if (province.isDown()) return province.fetch(request)
      if (trustList !== null && new URL(request.url).pathname === '/.well-known/lien-thong/trust-list') return new Response(trustList, { headers: { 'content-type': 'application/json' } })
      return services.answer(request) ?? province.fetch(request)
    },
  }
}

/** The services alone, for where the province speaks HTTPS: what proves a certificate must not need one. */
export function authorityAlone(province: Province, services: AuthorityServices): Served {
  return { isDown: () => province.isDown(), fetch: request => services.answer(request) ?? Promise.resolve(problem(404, 'no such page')) }
}

/** What the first line of output says of the services that listen on this port; `hostMap` as `--host-map` takes it. */
export function serviceAddresses(port: number): { readonly tsa: string; readonly ocsp: string; readonly crl: string; readonly hostMap: readonly string[] } {
  const at = `127.0.0.1:${port}`
  return {
    tsa: `http://${at}${SERVICE_PATHS.tsa}`, ocsp: `http://${at}${SERVICE_PATHS.ocsp}`, crl: `http://${at}${SERVICE_PATHS.crl}issuing.crl`,
    hostMap: Object.values(AUTHORITY_HOSTS).map(host => `${host}=${at}`),
  }
}

function isService(value: unknown): value is Service {
  return typeof value === 'string' && Object.hasOwn(SERVICE_PATHS, value)
}

function isFault(value: unknown): value is ServiceFault {
  return (SERVICE_FAULTS as readonly unknown[]).includes(value)
}
