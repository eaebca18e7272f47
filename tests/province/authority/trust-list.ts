import { createHash } from 'node:crypto'
import type { Authority } from './authority.ts'
import type { Identity } from './certificate.ts'
import { makeCms } from './cms.ts'

export interface TrustListWish { readonly sequence: number; readonly issuedAt: number; readonly anchors: readonly { readonly name: string; readonly certificate: Uint8Array; readonly withdrawnAt?: number }[]; readonly days?: number }

const DAY_MS = 86_400_000

/** The body that a province answers with: the list's octets and a detached CMS over them, both in base64. */
export function makeTrustList(signer: Identity, { sequence, issuedAt, anchors, days = 30 }: TrustListWish): string {
  const list = Buffer.from(JSON.stringify({
    version: 1, sequence, issuedAt: new Date(issuedAt).toISOString(), nextUpdate: new Date(issuedAt + days * DAY_MS).toISOString(),
    anchors: anchors.map(({ name, certificate, withdrawnAt }) => ({ name, certificate: Buffer.from(certificate).toString('base64'), ...(withdrawnAt === undefined ? {} : { withdrawnAt: new Date(withdrawnAt).toISOString() }) })),
  }))
  return JSON.stringify({ list: list.toString('base64'), signature: makeCms(signer, createHash('sha256').update(list).digest()).toString('base64') })
}

/** The list of the reference province: its own authority's root, signed by that root. */
export function ownTrustList({ root }: Pick<Authority, 'root'>, now: number): string {
  return makeTrustList(root, { sequence: Math.floor(now / 1000), issuedAt: now, anchors: [{ name: 'CA gốc thử nghiệm', certificate: root.certificate }] })
}
