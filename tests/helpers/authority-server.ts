import { generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto'
import { AUTHORITY_HOSTS, KEYS, makeAuthority, type Authority, type Holder, type KeyName } from '../province/authority/authority.ts'
import type { Identity } from '../province/authority/certificate.ts'
import { createAuthorityServices, type AuthorityServices } from '../province/authority/services.ts'
import { serveHttp } from '../province/http/serve-http.ts'
import { NOW } from './make-store.ts'

/** The test authority with its TSA, OCSP responder, lists and certificates on a loopback port. */
export interface AuthorityServer {
  readonly authority: Authority
  readonly services: AuthorityServices
  /** An officer's certificate, P-256, which names the services under AUTHORITY_HOSTS. */
  readonly officer: Identity
  /** DER of the only root to be trusted. */
  readonly anchor: Uint8Array
  readonly url: string
  readonly tsaUrl: string
  /** Sends the fictional hosts of the certificates here. */
  readonly hostMap: readonly { readonly from: string; readonly to: string }[]
  stop(): Promise<void>
}

export const HOLDER: Holder = { name: 'Trần Văn Minh', agency: 'Sở Nội vụ tỉnh Hà Châu', title: 'Giám đốc', key: 'leader' }

/** Elliptic keys, so that it is there in a few milliseconds. */
export function makeEllipticAuthority(): Authority {
  const keys = Object.fromEntries(KEYS.map(name => [name, generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey])) as Record<KeyName, KeyObject>
  return makeAuthority(keys, NOW, '')
}

/** `now` is the services' clock. */
export async function makeAuthorityServer(inputs: { readonly now?: () => number } = {}): Promise<AuthorityServer> {
  const authority = makeEllipticAuthority()
  const services = createAuthorityServices({ authority, now: inputs.now ?? (() => NOW), random: randomBytes })
  const fetch = (request: Request): Promise<Response> => services.answer(request) ?? Promise.resolve(new Response('', { status: 404 }))
  const listening = await serveHttp({ fetch, isDown: () => false }, 0, null, () => { /* a client that went away is its own affair */ })
  const to = `127.0.0.1:${listening.port}`
  return {
    authority, services, officer: authority.officer(HOLDER), anchor: authority.root.certificate, url: `http://${to}`, tsaUrl: `http://${to}/tsa`,
    hostMap: Object.values(AUTHORITY_HOSTS).map(from => ({ from, to })), stop: () => listening.stop(),
  }
}
