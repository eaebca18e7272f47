/** Giữ bằng chứng của mỗi lần kiểm tra, and finds it again: the store knows no certificates, the judge no store. */
import { createHash } from 'node:crypto'
import type { RevocationEvidence } from '../pki/evidence.ts'
import { parseCertificate, type Certificate } from '../pki/certificate.ts'
import { readEvidence } from '../pki/revocation.ts'
import { appendEvidence, evidenceAbout, evidenceOn, knownSince, type EvidenceItem } from '../store/evidence.ts'
import type { Store } from '../store/open.ts'
import type { Chain } from '../validation/examination.ts'
import type { Settled } from '../validation/judge-with-evidence.ts'

export interface EvidenceKeeping {
  /** What was known of this very file before: its evidence, and since when by the server's clock. */
  before(sha256: string): Promise<{ readonly evidence: RevocationEvidence; readonly knownSince: number | null }>
  /** Lists and answers that were kept for other documents of the same authorities. */
  lookUp(open: readonly Chain[]): Promise<RevocationEvidence>
  keep(sha256: string, settled: Settled, anchors: readonly Uint8Array[]): Promise<void>
}

/**
 * `serverNow`: null while the server has not told its time; then the PC's own clock is noted as what it is. Where the two
 * differ the later counts: a server that tells a time long past must not make a signature older than a revocation.
 */
export interface EvidenceInputs { readonly store: Store; readonly now: () => number; readonly serverNow: () => number | null }

export function createEvidenceKeeping({ store, now, serverNow }: EvidenceInputs): EvidenceKeeping {
  return {
    async before(sha256) {
      const since = knownSince(store.db, sha256)
      // Kept while this PC's clock was ahead: a time that is not here yet proves nothing.
      return { evidence: sorted(await evidenceAbout(store, sha256)), knownSince: since !== null && since <= now() ? since : null }
    },
    async lookUp(open) {
      const below = open.flatMap(chain => chain.slice(0, -1)).map(der => parseCertificate(der))
      return sorted(await evidenceOn(store, [...new Set(below.flatMap(one => [listKey(one.issuer.key), answerKey(one.serialEncoded)]))]))
    },
    async keep(sha256, { report, chains, evidence }, anchors) {
      const told = serverNow()
      const policy = JSON.stringify({ anchors: anchors.map(digest).toSorted(), revocation: 'required' })
      await appendEvidence(store, { sha256, at: Math.max(told ?? 0, now()), clock: told === null ? 'pc' : 'server', report, policy, items: itemsOf(chains, evidence) }, now())
    },
  }
}

function itemsOf(chains: readonly Chain[], evidence: RevocationEvidence): EvidenceItem[] {
  const { crls, ocsps, certificates } = readEvidence(evidence)
  const all: readonly Certificate[] = [...chains.flat().map(der => parseCertificate(der)), ...certificates]
  const items = [
    ...all.map((one): EvidenceItem => ({ kind: 'certificate', about: one.sha256, der: one.der })),
    ...crls.map((one): EvidenceItem => ({ kind: 'crl', about: listKey(one.issuer.key), der: one.der })),
    ...ocsps.map((one): EvidenceItem => ({ kind: 'ocsp', about: answerKey(one.singles[0]?.serial ?? new Uint8Array()), der: one.der })),
  ]
  return [...new Map(items.map(item => [digest(item.der), item])).values()]
}

function sorted(items: readonly EvidenceItem[]): RevocationEvidence {
  const of = (kind: EvidenceItem['kind']): Uint8Array[] => items.filter(item => item.kind === kind).map(item => item.der)
  return { ocsps: of('ocsp'), crls: of('crl'), certificates: of('certificate') }
}

function listKey(issuerKey: string): string {
  return `crl ${digest(Buffer.from(issuerKey))}`
}

function answerKey(serial: Uint8Array): string {
  return `ocsp ${Buffer.from(serial).toString('hex')}`
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
