/** Giữ bằng chứng của mỗi lần kiểm tra, and finds it again: the store knows no certificates, the judge no store. */
import { createHash } from 'node:crypto'
import { toProblem } from '../../shared/problem.ts'
import type { RevocationEvidence } from '../pki/evidence.ts'
import { parseCertificate, type Certificate } from '../pki/certificate.ts'
import { readEvidence } from '../pki/revocation.ts'
import { transactUnflushed } from '../store/database.ts'
import { addFinding, evidenceAbout, evidenceOn, keepItems, knownSince, settleEvidence, type EvidenceItem } from '../store/evidence.ts'
import type { Store } from '../store/open.ts'
import type { Chain } from '../validation/examination.ts'
import type { Settled } from '../validation/judge-with-evidence.ts'
import type { Log } from './log.ts'

export interface EvidenceKeeping {
  /** What was known of this very file before: its evidence, and since when by the server's clock. */
  before(sha256: string): Promise<{ readonly evidence: RevocationEvidence; readonly knownSince: number | null }>
  /** Lists and answers that were kept for other documents of the same authorities. */
  lookUp(open: readonly Chain[]): Promise<RevocationEvidence>
  /**
   * Keeps a finding, and in the same transaction what `also` writes of it. A queue of thousands must not flush the disk for
   * each: within a second all of it is settled, and at once with anything that the officer does upon it.
   */
  keep(sha256: string, found: Found, also: () => void): Promise<void>
  /** Brings what was kept onto the disk. */
  settle(): void
}

export interface Found { readonly settled: Settled; readonly anchors: readonly Uint8Array[] }

/**
 * `serverNow`: null while the server has not told its time; then the PC's own clock is noted as what it is. Where the two
 * differ the later counts: a server that tells a time long past must not make a signature older than a revocation.
 */
export interface EvidenceInputs {
  readonly store: Store
  readonly now: () => number
  readonly serverNow: () => number | null
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  readonly stopped: AbortSignal
  readonly log: Log
}

const SETTLE_MS = 1_000

export function createEvidenceKeeping({ store, now, serverNow, sleep, stopped, log }: EvidenceInputs): EvidenceKeeping {
  const held = { isUnsettled: false }
  function settle(): void {
    if (!held.isUnsettled || !store.db.open) return
    held.isUnsettled = false
    try {
      settleEvidence(store.db)
    } catch (error) {
      log.failure('evidence', toProblem(error), error) // a full disk: what is kept next tries again
    }
  }
  function settleSoon(): void {
    if (held.isUnsettled) return
    held.isUnsettled = true
    void sleep(SETTLE_MS, stopped).then(settle)
  }
  return {
    settle,
    async before(sha256) {
      const since = knownSince(store.db, sha256)
      // Kept while this PC's clock was ahead: a time that is not here yet proves nothing.
      return { evidence: sorted(await evidenceAbout(store, sha256)), knownSince: since !== null && since <= now() ? since : null }
    },
    async lookUp(open) {
      const below = open.flatMap(chain => chain.slice(0, -1)).map(der => parseCertificate(der))
      return sorted(await evidenceOn(store, [...new Set(below.flatMap(one => [listKey(one.issuer.key), answerKey(one.serialEncoded)]))]))
    },
    async keep(sha256, { settled: { report, chains, evidence }, anchors }, also) {
      const told = serverNow()
      const policy = JSON.stringify({ anchors: anchors.map(digest).toSorted(), revocation: 'required' })
      const items = await keepItems(store, itemsOf(chains, evidence), now())
      transactUnflushed(store.db, () => {
        addFinding(store.db, { sha256, at: Math.max(told ?? 0, now()), clock: told === null ? 'pc' : 'server', report, policy, items }, now())
        also()
      })
      settleSoon()
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
