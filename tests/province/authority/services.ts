import type { Authority } from './authority.ts'
import type { Identity } from './certificate.ts'
import { makeCrl, type Revoked } from './crl.ts'
import { answerOcsp, failOcsp, OCSP_STATUS } from './ocsp.ts'
import { TornConnection } from '../http/serve-http.ts'
import { answerTimestamp, FAILURE, refuseTimestamp } from './tsa.ts'

/** Paths of the authority's services, whatever host they are asked under; certificates name them under AUTHORITY_HOSTS. */
export const SERVICE_PATHS = { tsa: '/tsa', ocsp: '/ocsp', crl: '/crl/', aia: '/aia/' } as const
export type Service = keyof typeof SERVICE_PATHS

/** How a service fails on request. The first row is for every service, the others for those that know the word. */
export const SERVICE_FAULTS = [
  'timeout', 'torn', 'html', 'wrong-type', 'huge', 'error', 'busy', 'empty', 'garbage', 'redirect',
  'wrong-nonce', 'wrong-imprint', 'wrong-usage', 'expired', 'rejected', 'wrong-signature',
  'no-nonce', 'unknown', 'stale', 'foreign', 'direct', 'try-later', 'unauthorized', 'other-certificate',
] as const
export type ServiceFault = (typeof SERVICE_FAULTS)[number]

export interface AuthorityServices {
  /** Null where the path is none of the authority's. Rejects with TornConnection where the connection is to be torn. */
  answer(request: Request): Promise<Response> | null
  /** From now on this service fails so; null: it works again. `times` limits the fault to the next so many requests. */
  misbehave(service: Service, fault: ServiceFault | null, times?: number): void
  /** Revokes by serial (lower-case hex without noughts in front). */
  revoke(serial: string, wish?: { readonly at?: number; readonly reason?: number }): void
  readonly revoked: readonly Revoked[]
  /** How often each was asked. */
  readonly asked: Readonly<Record<Service, number>>
}

export interface ServicesInputs {
  readonly authority: Authority
  readonly now: () => number
  readonly random: (bytes: number) => Uint8Array
  readonly revoked?: readonly Revoked[]
  /** Told after each revocation, so that it outlives this process. */
  readonly onRevoked?: (revoked: readonly Revoked[]) => void
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const LONG_AGO_MS = 30 * DAY_MS
const HUGE_BYTES = 1_000_000_000

interface Asking { readonly inputs: ServicesInputs; readonly fault: ServiceFault | null; readonly revoked: readonly Revoked[]; readonly request: Request; readonly path: string }

/** TSA, OCSP responder, CRLs and issuers' certificates of the test authority, over Request and Response. */
export function createAuthorityServices(inputs: ServicesInputs): AuthorityServices {
  const faults = new Map<Service, { readonly fault: ServiceFault; left: number }>()
  const revoked: Revoked[] = [...inputs.revoked ?? []]
  const asked: Record<Service, number> = { tsa: 0, ocsp: 0, crl: 0, aia: 0 }

  function takeFault(service: Service): ServiceFault | null {
    const found = faults.get(service)
    if (found === undefined || found.left <= 0) return null
    found.left -= 1
    return found.fault
  }

  return {
    revoked, asked,
    answer(request) {
      const path = new URL(request.url).pathname
      const service = serviceOf(path)
      if (service === null) return null
      asked[service] += 1
      return serve(service, { inputs, fault: takeFault(service), revoked, request, path })
    },
    misbehave(service, fault, times = Infinity) {
      if (fault === null) faults.delete(service)
      else faults.set(service, { fault, left: times })
    },
    revoke(serial, { at = inputs.now(), reason } = {}) {
      revoked.push({ serial, at, ...(reason === undefined ? {} : { reason }) })
      inputs.onRevoked?.(revoked)
    },
  }
}

function serviceOf(path: string): Service | null {
  const found = (Object.entries(SERVICE_PATHS) as [Service, string][]).find(([, prefix]) => prefix.endsWith('/') ? path.startsWith(prefix) : path === prefix)
  return found?.[0] ?? null
}

async function serve(service: Service, asking: Asking): Promise<Response> {
  const general = await generalFault(asking)
  if (general !== null) return general
  switch (service) {
    case 'tsa': return timestamp(asking)
    case 'ocsp': return ocsp(asking)
    case 'crl': return crl(asking)
    case 'aia': return issuerCertificate(asking)
  }
}

async function generalFault({ fault, request }: Asking): Promise<Response | null> {
  switch (fault) {
    case 'timeout': await new Promise<void>(done => { request.signal.addEventListener('abort', () => done()) }); throw new TornConnection('nobody waits any more')
    case 'torn': throw new TornConnection()
    case 'html': return new Response('<!doctype html><title>Cổng đăng nhập mạng</title><p>Mời đăng nhập.</p>', { headers: { 'content-type': 'text/html; charset=utf-8' } })
    case 'huge': return new Response(endless(), { headers: { 'content-type': 'application/octet-stream' } })
    case 'error': return new Response('', { status: 500 })
    case 'busy': return new Response('', { status: 429, headers: { 'retry-after': '120' } })
    case 'empty': return der(Buffer.alloc(0), 'application/octet-stream')
    case 'garbage': return der(Buffer.from('3003020107', 'hex'), 'application/octet-stream')
    case 'redirect': return new Response(null, { status: 302, headers: { location: 'file:///etc/passwd' } })
    default: return null
  }
}

/** A gigabyte, made as it is read: whoever reads it all has lost. */
function endless(): ReadableStream<Uint8Array> {
  const piece = new Uint8Array(64 * 1024)
  const state = { left: HUGE_BYTES }
  return new ReadableStream({
    pull(controller) {
      controller.enqueue(piece.slice())
      state.left -= piece.length
      if (state.left <= 0) controller.close()
    },
  })
}

async function timestamp({ inputs, fault, request }: Asking): Promise<Response> {
  if (request.method !== 'POST') return new Response('', { status: 403 })
  if (request.headers.get('content-type') !== 'application/timestamp-query') return new Response('', { status: 400 })
  const body = Buffer.from(await request.arrayBuffer())
  const { authority } = inputs
  if (fault === 'rejected') return der(refuseTimestamp(FAILURE.timeNotAvailable), 'application/timestamp-reply')
  const identity = fault === 'wrong-usage' ? authority.tsaWithoutUsage() : fault === 'expired' ? authority.expiredTsa() : authority.tsa()
  const bad = fault === 'wrong-nonce' || fault === 'wrong-imprint' || fault === 'wrong-signature' ? fault : null
  return der(answerTimestamp(body, { identity, at: inputs.now(), serial: Buffer.concat([Buffer.of(1), inputs.random(15)]), fault: bad }), fault === 'wrong-type' ? 'text/plain' : 'application/timestamp-reply')
}

async function ocsp({ inputs, fault, revoked, request }: Asking): Promise<Response> {
  if (request.method !== 'POST') return new Response('', { status: 405 })
  const body = Buffer.from(await request.arrayBuffer())
  const { authority } = inputs
  if (fault === 'try-later') return der(failOcsp(OCSP_STATUS.tryLater), 'application/ocsp-response')
  if (fault === 'unauthorized') return der(failOcsp(OCSP_STATUS.unauthorized), 'application/ocsp-response')
  const thisUpdate = fault === 'stale' ? inputs.now() - LONG_AGO_MS : inputs.now()
  const bad = fault === 'wrong-nonce' || fault === 'no-nonce' || fault === 'unknown' || fault === 'wrong-signature' || fault === 'other-certificate' ? fault : null
  return der(answerOcsp(body, {
    issuer: authority.issuer, responder: responderFor(authority, fault), revoked, thisUpdate, nextUpdate: thisUpdate + HOUR_MS, fault: bad,
  }), fault === 'wrong-type' ? 'text/plain' : 'application/ocsp-response')
}

function responderFor(authority: Authority, fault: ServiceFault | null): { readonly identity: Identity; readonly isDelegated: boolean } {
  switch (fault) {
    case 'direct': return { identity: authority.issuing, isDelegated: false }
    case 'wrong-usage': return { identity: authority.tsa(), isDelegated: true }
    case 'expired': return { identity: authority.expiredResponder(), isDelegated: true }
    case 'foreign': return { identity: authority.foreignResponder(), isDelegated: true }
    default: return { identity: authority.responder(), isDelegated: true }
  }
}

function crl({ inputs, fault, revoked, path }: Asking): Response {
  const { authority } = inputs
  const issuer = path === `${SERVICE_PATHS.crl}root.crl` ? authority.rootIssuer : authority.issuer
  const thisUpdate = fault === 'stale' ? inputs.now() - LONG_AGO_MS : inputs.now()
  const bytes = makeCrl(fault === 'foreign' ? { ...issuer, identity: authority.untrustedRoot } : issuer, {
    revoked, thisUpdate, nextUpdate: thisUpdate + 7 * DAY_MS, number: Math.floor(thisUpdate / 1000),
  })
  if (fault === 'wrong-signature') bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1)
  return der(bytes, fault === 'wrong-type' ? 'text/plain' : 'application/pkix-crl')
}

function issuerCertificate({ inputs: { authority }, fault, path }: Asking): Response {
  const identity = fault === 'foreign' ? authority.untrustedRoot : path === `${SERVICE_PATHS.aia}root.cer` ? authority.root : authority.issuing
  return der(identity.certificate, 'application/pkix-cert')
}

function der(bytes: Buffer, type: string): Response {
  return new Response(Uint8Array.from(bytes), { headers: { 'content-type': type, 'cache-control': 'no-store' } })
}
