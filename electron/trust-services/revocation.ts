/** Thu thập bằng chứng thu hồi for a chain: OCSP where the certificate names a responder, lists where it does not answer; issuers by AIA. */
import { ProblemError, toProblem, type Problem } from '../../shared/problem.ts'
import { parseCertificate, type Certificate } from '../pki/certificate.ts'
import type { Crl } from '../pki/crl.ts'
import type { CertificateStatus, GatheredRevocation, GatherRevocation } from '../pki/evidence.ts'
import type { OcspAnswer } from '../pki/ocsp-response.ts'
import { createRevocationCheck, type ReadEvidence } from '../pki/revocation.ts'
import { completeChain } from './issuers.ts'
import { deltaAddresses, fetchList, listAddresses, webAddresses, type ListShelf } from './lists.ts'
import type { NetworkInputs } from './network.ts'
import { askResponder } from './responder.ts'
import { createSlots } from './slots.ts'

export interface RevocationInputs extends NetworkInputs {
  /** DER. Their own status is asked of nobody; lists that another than the issuer signed must lead to one of them. */
  readonly anchors: readonly Uint8Array[]
  /** For one answer. */
  readonly timeoutMs?: number
}

const TIMEOUT_MS = 30_000
const MOST_AT_ONCE = 4

interface Found { readonly ocsps: OcspAnswer[]; readonly crls: Crl[]; problem: Problem | null }

/** What one question needs besides the network. */
interface Asking extends NetworkInputs {
  readonly shelf: ListShelf
  readonly timeoutMs: number
  readonly signal: AbortSignal | undefined
  readonly inSlot: <T>(act: () => Promise<T>) => Promise<T>
  readonly statusBy: (found: Found, certificate: Certificate, issuer: Certificate) => CertificateStatus['status']
}

/** Lists are kept for an hour at most, over all questions of this client; answers of responders are always new. */
export function createRevocationClient(inputs: RevocationInputs): GatherRevocation {
  const shelf: ListShelf = new Map()
  const inSlot = createSlots(MOST_AT_ONCE)
  const anchors = inputs.anchors.map(der => parseCertificate(der))
  const timeoutMs = inputs.timeoutMs ?? TIMEOUT_MS

  return async (chain, signal) => {
    const [certificate, ...atHand] = chain.map(der => parseCertificate(der))
    if (!certificate) return { ocsps: [], crls: [], certificates: [], statuses: [] }
    const { path, problem } = await completeChain(inputs, { certificate, atHand, anchors, timeoutMs, signal })
    if (!problem && anchors.length > 0 && !anchors.some(anchor => anchor.sha256 === path.at(-1)?.sha256)) return untrusted([...path, ...atHand], path.slice(0, -1))
    const trusted = anchors.length > 0 ? anchors : path.slice(-1)
    const statusBy: Asking['statusBy'] = (found, of, issuer) => createRevocationCheck({
      evidence: { ...found, certificates: [] }, anchors: trusted, candidates: [...path, ...atHand], at: inputs.now(),
    })(of, issuer)
    const asking: Asking = { ...inputs, shelf, timeoutMs, signal, inSlot, statusBy }
    const found = await Promise.all(path.slice(0, -1).map(async (one, index) => {
      const issuer = path[index + 1]
      return issuer ? findStatus(asking, one, issuer) : null
    }))
    const missing = problem === null ? [] : path.slice(-1).map((one): CertificateStatus => ({ sha256: one.sha256, status: { kind: 'unknown', why: 'absent' }, problem }))
    return assemble([...path, ...atHand], found.filter(one => one !== null), missing)
  }
}

/** A document can bring any certificates: services that they name are not asked on behalf of a root that nobody trusts. */
function untrusted(certificates: readonly Certificate[], path: readonly Certificate[]): GatheredRevocation {
  return assemble(certificates, [], path.map(({ sha256 }) => ({ sha256, status: { kind: 'unknown', why: 'absent' }, problem: { code: 'certificate.no-path', facts: {} } })))
}

type Answered = Found & { readonly told: CertificateStatus }

/** A responder first: its answer is small, new and about one certificate. Lists where there is none that answers. */
async function findStatus(asking: Asking, certificate: Certificate, issuer: Certificate): Promise<Answered> {
  const found: Found = { ocsps: [], crls: [], problem: null }
  const attempts = [
    ...webAddresses(certificate.extensions.ocspUrls).map(url => () => tryResponder(asking, found, { certificate, issuer, url })),
    ...listAddresses(certificate).map(url => () => tryList(asking, found, { certificate, url })),
  ]
  let status = asking.statusBy(found, certificate, issuer)
  for (const attempt of attempts) {
    if (status.kind !== 'unknown') break
    await asking.inSlot(attempt).catch((error: unknown) => {
      if (!(error instanceof ProblemError)) throw error
      found.problem ??= toProblem(error)
    })
    status = asking.statusBy(found, certificate, issuer)
  }
  const problem = status.kind === 'unknown' ? found.problem ?? unusable(certificate, found, status.why) : null
  return { ...found, told: { sha256: certificate.sha256, status, problem } }
}

interface Target { readonly certificate: Certificate; readonly url: URL }

async function tryResponder(asking: Asking, found: Found, target: Target & { readonly issuer: Certificate }): Promise<void> {
  found.ocsps.push(await askResponder(asking, { ...target, timeoutMs: asking.timeoutMs, signal: asking.signal }))
}

async function tryList(asking: Asking, found: Found, { certificate, url }: Target): Promise<void> {
  const crl = await fetchList(asking, asking.shelf, url, asking)
  found.crls.push(crl)
  for (const address of deltaAddresses(certificate, crl)) {
    // A delta only makes the news newer: while its complete list lasts, nothing is lost without it.
    const delta = await fetchList(asking, asking.shelf, address, asking).catch((error: unknown) => {
      if (error instanceof ProblemError) return null
      throw error
    })
    if (delta) found.crls.push(delta)
  }
}

/** Everything answered and nothing of it counts: run out, or not signed by who may. */
function unusable(certificate: Certificate, { crls }: Found, why: 'absent' | 'stale' | 'refused' | 'unknown'): Problem {
  if (crls.length === 0) return { code: 'revocation.no-address', facts: {} }
  return { code: why === 'stale' ? 'revocation.stale' : 'revocation.untrusted-answer', facts: { service: listAddresses(certificate)[0]?.host ?? '' } }
}

function assemble(certificates: readonly Certificate[], found: readonly Answered[], missing: readonly CertificateStatus[]): GatheredRevocation {
  const evidence: ReadEvidence = {
    ocsps: found.flatMap(one => one.ocsps), crls: found.flatMap(one => one.crls),
    certificates: [...certificates, ...found.flatMap(one => one.ocsps.flatMap(answer => answer.certificates))],
  }
  return {
    ocsps: [...new Set(evidence.ocsps)].map(one => one.der), crls: [...new Set(evidence.crls)].map(one => one.der),
    certificates: [...new Map(evidence.certificates.map(one => [one.sha256, one.der])).values()], statuses: [...found.map(one => one.told), ...missing],
  }
}
