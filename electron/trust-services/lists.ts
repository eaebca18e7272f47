/** Tải danh sách thu hồi from its distribution points (RFC 5280 §4.2.1.13), each at most once while it lasts. */
import { ProblemError } from '../../shared/problem.ts'
import type { Certificate } from '../pki/certificate.ts'
import { parseCrl, type Crl } from '../pki/crl.ts'
import type { DistributionPoint } from '../pki/distribution-point.ts'
import { ask } from './exchange.ts'
import type { NetworkInputs } from './network.ts'
import { attempt } from './responder.ts'

/** A list of a million entries has 40 MB. */
const LARGEST_LIST = 64 * 1024 * 1024
/** A CA may name mirrors; nobody needs a hundred. */
const MOST_ADDRESSES = 8
/** A list is asked for anew after this long even when it would last: revocations show up sooner. */
const LONGEST_SHELF_MS = 3_600_000
/** Every CA of a province's agencies fits; a document's certificates must not fill the memory with lists. */
const MOST_KEPT = 12

export interface ListQuestion { readonly timeoutMs: number; readonly signal: AbortSignal | undefined }

/** Lists that this client fetched, by address; a batch of a hundred documents asks for one list. */
export type ListShelf = Map<string, { readonly crl: Promise<Crl>; until: number }>

/** The list at an address. Throws `revocation.*`. */
export async function fetchList(network: NetworkInputs, shelf: ListShelf, url: URL, question: ListQuestion): Promise<Crl> {
  const kept = shelf.get(url.href)
  if (kept && network.now() < kept.until) {
    const shared = await kept.crl.catch((error: unknown) => told(error, question))
    if (shared) return shared
  }
  const entry = { crl: load(network, url, question), until: Infinity }
  shelf.delete(url.href)
  shelf.set(url.href, entry)
  try {
    const list = await entry.crl
    entry.until = Math.min(list.nextUpdate ?? 0, network.now() + LONGEST_SHELF_MS)
    for (const oldest of [...shelf.keys()].slice(0, -MOST_KEPT)) shelf.delete(oldest)
    return list
  } catch (error) {
    if (shelf.get(url.href) === entry) shelf.delete(url.href)
    throw error
  }
}

/** A failure of the service is everybody's who waited; that another stopped waiting is not ours: then it is fetched anew. */
function told(error: unknown, { signal }: ListQuestion): null {
  signal?.throwIfAborted()
  if (error instanceof ProblemError) throw error
  return null
}

async function load(network: NetworkInputs, url: URL, { timeoutMs, signal }: ListQuestion): Promise<Crl> {
  const bytes = await ask(network, { area: 'revocation', url, body: null, accept: 'application/pkix-crl', timeoutMs, largest: LARGEST_LIST, signal })
  return attempt(() => parseCrl(fromPem(bytes)), url)
}

/** RFC 2585 §3 wants DER; some CAs publish PEM all the same. */
export function fromPem(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x2d) return bytes
  const body = /-----BEGIN [^-]+-----([^-]+)-----END/.exec(Buffer.from(bytes).toString('latin1'))?.[1]
  return Uint8Array.from(Buffer.from(body ?? '', 'base64'))
}

/** Where the complete lists of a certificate are; LDAP addresses are left out. */
export function listAddresses(certificate: Certificate): URL[] {
  return addressesOf(certificate.extensions.crlPoints)
}

/** Where the deltas are that the certificate or its list names. */
export function deltaAddresses(certificate: Certificate, crl: Crl): URL[] {
  return addressesOf([...certificate.extensions.deltaPoints, ...crl.deltaPoints])
}

function addressesOf(points: readonly DistributionPoint[]): URL[] {
  const texts = new Set(points.flatMap(({ name }) => name && 'full' in name ? name.full.uris : []))
  return webAddresses([...texts])
}

export function webAddresses(texts: readonly string[]): URL[] {
  return texts.filter(text => /^https?:/i.test(text)).flatMap(text => URL.parse(text) ?? []).slice(0, MOST_ADDRESSES)
}
