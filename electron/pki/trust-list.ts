/**
 * Danh sách tin cậy: which roots an agency's machines trust, as data that the province hands on and somebody else has
 * signed. The signer is pinned by the machine's policy; who only carries the list can neither add to it nor turn it back.
 */
import { z } from 'zod'
import { parseCertificate, type Certificate } from './certificate.ts'
import { verifyCms } from './cms-verify.ts'

/** A country's roots fit many times over. */
const MOST_ANCHORS = 500
export const LARGEST_TRUST_LIST = 4 * 1024 * 1024

const Instant = z.iso.datetime({ offset: true })
const Wire = z.object({
  version: z.literal(1),
  /** Grows with every list: an older one is never taken again. */
  sequence: z.number().int().nonnegative(),
  issuedAt: Instant, nextUpdate: Instant,
  /** `withdrawnAt`: from then on it is no anchor any more. */
  anchors: z.array(z.object({ name: z.string().max(500), certificate: z.string().max(16_384), withdrawnAt: Instant.nullish() })).max(MOST_ANCHORS),
})

/** The signed bytes and the detached CMS over them (RFC 5652 §5). */
export interface SignedTrustList { readonly list: Uint8Array; readonly signature: Uint8Array }

export interface TrustList {
  readonly sequence: number
  readonly issuedAt: number
  readonly nextUpdate: number
  readonly anchors: readonly Certificate[]
}

export interface TrustListQuestion extends SignedTrustList {
  /** Pinned by policy: exactly these certificates may sign it. */
  readonly signers: readonly Certificate[]
  readonly now: number
}

/** Null for what a pinned signer did not sign, or what cannot be read: then whoever asks goes on with what they have. */
export async function readTrustList({ list, signature, signers, now }: TrustListQuestion): Promise<TrustList | null> {
  if (list.length > LARGEST_TRUST_LIST) return null
  const { intact, cryptographyValid, reasons, weak, certificate } = await verifyCms({ cms: signature, form: 'detached', content: async function* () { yield list } })
  const isSigned = intact && cryptographyValid && reasons.length === 0 && !weak && signers.some(one => one.sha256 === certificate?.sha256)
  const parsed = isSigned ? Wire.safeParse(parseJson(list)) : null
  if (!parsed?.success) return null
  const { sequence, issuedAt, nextUpdate, anchors } = parsed.data
  const inForce = anchors.filter(({ withdrawnAt }) => withdrawnAt == null || Date.parse(withdrawnAt) > now)
  const certificates = inForce.flatMap(one => readable(one.certificate))
  return { sequence, issuedAt: Date.parse(issuedAt), nextUpdate: Date.parse(nextUpdate), anchors: certificates }
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    return null // told as no list
  }
}

function readable(base64: string): Certificate[] {
  try {
    return [parseCertificate(Uint8Array.from(Buffer.from(base64, 'base64')))]
  } catch {
    return [] // one that cannot be read can be nobody's anchor
  }
}
