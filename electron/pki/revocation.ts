/** Trạng thái thu hồi: what all evidence together says of one certificate. Pure; fetching is in `electron/trust-services`. */
import { parseCertificate, type Certificate } from './certificate.ts'
import { parseCrl, type Crl } from './crl.ts'
import { crlStatus } from './crl-status.ts'
import { isLifted, type RevocationEvidence, type RevocationStatus } from './evidence.ts'
import { parseOcspResponse, type OcspAnswer } from './ocsp-response.ts'
import { ocspStatus } from './ocsp-status.ts'
import { findPath } from './path.ts'
import { checkSignature, isWeak, readScheme } from './signature-algorithms.ts'

/** A path has five certificates, each list's signer a path of its own; hostile evidence makes them many. */
const MOST_STATUSES = 64
const MOST_LIST_SIGNATURES = 256
const MOST_SIGNER_PATHS = 32

export interface ReadEvidence { readonly ocsps: readonly OcspAnswer[]; readonly crls: readonly Crl[]; readonly certificates: readonly Certificate[] }

/** Reads what can be read; the rest proves nothing and falls away. */
export function readEvidence({ ocsps, crls, certificates }: RevocationEvidence): ReadEvidence {
  return {
    ocsps: ocsps.flatMap(der => attempt(() => parseOcspResponse(der))).flatMap(one => one.kind === 'answer' ? [one.answer] : []),
    crls: crls.flatMap(der => attempt(() => parseCrl(der))), certificates: certificates.flatMap(der => attempt(() => parseCertificate(der))),
  }
}

function attempt<T>(act: () => T): T[] {
  try {
    return [act()]
  } catch {
    return [] // malformed evidence is no evidence
  }
}

/** `at`: whose moment is asked; `now`: the clock of who asks (`at` where it is left out). `candidates` may sign lists and answers; trusted are only `anchors`. */
export interface RevocationInputs {
  readonly evidence: ReadEvidence
  readonly anchors: readonly Certificate[]
  readonly candidates?: readonly Certificate[]
  readonly at: number
  readonly now?: number
}

/** The status of a certificate under its issuer, whose own path is for the caller. */
export type RevocationCheck = (certificate: Certificate, issuer: Certificate) => RevocationStatus

export function checkRevocation(inputs: RevocationInputs & { readonly certificate: Certificate; readonly issuer: Certificate }): RevocationStatus {
  return createRevocationCheck(inputs)(inputs.certificate, inputs.issuer)
}

/** A check for a whole path: what it found out once it keeps, and its work is bounded. */
export function createRevocationCheck(inputs: RevocationInputs): RevocationCheck {
  const { evidence, anchors, at } = inputs
  const now = inputs.now ?? at
  const known = new Map<string, RevocationStatus>()
  const asking = new Set<string>()
  const candidates = [...inputs.candidates ?? [], ...evidence.certificates]
  const paths = new Map<string, boolean>()
  const spent = { paths: 0 }
  const hasSigned = listSignatures()

  const statusOf: RevocationCheck = (certificate, issuer) => {
    const pair = `${certificate.sha256} ${issuer.sha256}`
    const before = known.get(pair)
    if (before) return before
    // A list's signer whose own status stands on that very list (PKITS 4.14.30): nothing else can revoke it.
    if (asking.has(pair)) return { kind: 'good', source: 'crl', producedAt: at }
    if (known.size + asking.size >= MOST_STATUSES) return { kind: 'unknown', why: 'refused' }
    asking.add(pair)
    const byLists = crlStatus({ certificate, crls: evidence.crls, at, now, isFromAuthority: crl => isFromAuthority(crl, issuer) })
    const byAnswers = ocspStatus({ certificate, issuer, answers: evidence.ocsps, at, now, isRevoked: responder => statusOf(responder, issuer).kind === 'revoked' })
    asking.delete(pair)
    const status = together(byAnswers, byLists)
    known.set(pair, status)
    return status
  }

  /** §6.3.3 f, g: the issuer itself, another certificate of its name, or whom it named; each but the first with a path to the same anchors. */
  function isFromAuthority(crl: Crl, issuer: Certificate): boolean {
    const signers = [issuer, ...candidates, ...anchors].filter(one => one.subject.key === crl.issuer.key && mayList(one))
    return signers.some(one => hasSigned(crl, one) && (one.sha256 === issuer.sha256
      || hasPath(one, issuer, Math.min(crl.thisUpdate, now))))
  }

  function hasPath(signer: Certificate, issuer: Certificate, moment: number): boolean {
    const key = `${signer.sha256} ${issuer.sha256} ${moment}`
    const before = paths.get(key)
    if (before !== undefined || spent.paths >= MOST_SIGNER_PATHS) return before ?? false
    spent.paths += 1
    const isValid = findPath({ certificate: signer, candidates: [issuer, ...candidates], anchors, at: moment, revocation: () => statusOf }).kind === 'valid'
    paths.set(key, isValid)
    return isValid
  }

  return statusOf
}

function mayList({ extensions: { keyUsage } }: Certificate): boolean {
  return keyUsage === null || keyUsage.has('cRLSign')
}

function together(byAnswers: RevocationStatus, byLists: RevocationStatus): RevocationStatus {
  if (byAnswers.kind === 'revoked') return isLifted(byAnswers, byLists) ? byLists : byAnswers
  if (byLists.kind === 'revoked') return isLifted(byLists, byAnswers) ? byAnswers : byLists
  if (byAnswers.kind === 'good' || byLists.kind === 'good') return byAnswers.kind === 'good' ? byAnswers : byLists
  return byAnswers.why === 'absent' ? byLists : byAnswers
}

/** Who signed which list, each pair checked once: a list has megabytes. */
function listSignatures(): (crl: Crl, signer: Certificate) => boolean {
  const known = new Map<Crl, Map<string, boolean>>()
  const state = { checks: 0 }
  return (crl, { publicKey, sha256 }) => {
    const ofList = known.get(crl) ?? new Map<string, boolean>()
    known.set(crl, ofList)
    const before = ofList.get(sha256)
    if (before !== undefined) return before
    const scheme = readScheme(crl.signatureAlgorithm)
    const isWithinBudget = (state.checks += 1) <= MOST_LIST_SIGNATURES
    const isSigned = isWithinBudget && scheme !== null && !isWeak(scheme, publicKey) && checkSignature({ publicKey, scheme, data: crl.tbs, signature: crl.signature }) === 'valid'
    ofList.set(sha256, isSigned)
    return isSigned
  }
}
