/**
 * Chuỗi chứng thư: from a signer's certificate up to a trust anchor (RFC 4158 for the search, RFC 5280 §6 for the
 * rules). Iterative, with a budget: crossed certificates make the number of paths exponential and cycles make it
 * infinite (x509-limbo "pathological").
 */
import type { Certificate } from './certificate.ts'
import type { RevocationStatus } from './evidence.ts'
import { findPathFault, type PathFault, type PolicyInputs } from './path-rules.ts'
import { checkSignature, isWeakKey, readScheme } from './signature-algorithms.ts'

/** VGCA's chains have three or four certificates; PKITS's longest has nine. */
const LONGEST_PATH = 16
/** Each check costs up to a millisecond, and a file may bring any number of certificates. */
const MOST_SIGNATURE_CHECKS = 128
const MOST_STEPS = 10_000

export interface PathQuestion {
  readonly certificate: Certificate
  /** What the document and the store bring along; nothing in it is trusted. */
  readonly candidates: readonly Certificate[]
  readonly anchors: readonly Certificate[]
  readonly at: number
  readonly policy?: PolicyInputs
  /** Absent: revocation is not asked. The check is made for the anchor that a path has reached: lists must lead to the same one (RFC 5280 §6.3.3 f). */
  readonly revocation?: (anchor: Certificate) => (certificate: Certificate, issuer: Certificate) => RevocationStatus
}

/** `path` goes from the signer to the anchor. Of several faulty paths the first that reached an anchor is told. */
export type PathAnswer =
  | { readonly kind: 'valid'; readonly path: readonly Certificate[] }
  | { readonly kind: 'faulty'; readonly fault: PathFault; readonly path: readonly Certificate[] }
  | { readonly kind: 'no-anchor' }
  | { readonly kind: 'too-complex' }

type Faulty = Extract<PathAnswer, { kind: 'faulty' }>

export function findPath(question: PathQuestion): PathAnswer {
  const anchors = new Set(question.anchors.map(anchor => anchor.sha256))
  const issuersOf = indexIssuers(question)
  const signatures = signatureChecker()
  const open: (readonly Certificate[])[] = [[question.certificate]]
  let firstFaulty: Faulty | null = null
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const path = open.pop()
    if (!path) return firstFaulty ?? { kind: 'no-anchor' }
    const top = path.at(-1)
    if (top && anchors.has(top.sha256)) {
      const fault = findPathFault(path.toReversed(), question.at, question.policy) ?? findRevocation(path, top, question.revocation)
      if (!fault) return { kind: 'valid', path }
      firstFaulty ??= { kind: 'faulty', fault, path }
      continue
    }
    for (const issuer of issuersOf(path)) {
      const check = signatures(path.at(-1), issuer)
      if (check === 'spent') return { kind: 'too-complex' }
      if (check === 'valid') open.push([...path, issuer])
      // An anchor of the right name whose key did not sign is simply not the issuer: roots are re-keyed under their names.
      else if (check === 'weak-key' && anchors.has(issuer.sha256)) firstFaulty ??= { kind: 'faulty', fault: check, path: [...path, issuer] }
    }
  }
  return { kind: 'too-complex' }
}

/** From the anchor down: what a revoked CA says about others is worth nothing. */
function findRevocation(path: readonly Certificate[], anchor: Certificate, revocation: PathQuestion['revocation']): PathFault | null {
  if (!revocation) return null
  const statusOf = revocation(anchor)
  for (let index = path.length - 2; index >= 0; index -= 1) {
    const [certificate, issuer] = path.slice(index, index + 2)
    const status = certificate && issuer ? statusOf(certificate, issuer).kind : 'unknown'
    if (status !== 'good') return status === 'revoked' ? 'revoked' : 'status-unknown'
  }
  return null
}

/** Certificates that may stand above the end of a path, the most promising last, since the search takes from the end. */
function indexIssuers({ candidates, anchors }: PathQuestion): (path: readonly Certificate[]) => Certificate[] {
  const bySubject = new Map<string, Certificate[]>()
  const seen = new Set<string>()
  for (const certificate of [...candidates, ...anchors].toReversed()) {
    if (seen.has(certificate.sha256)) continue
    seen.add(certificate.sha256)
    bySubject.set(certificate.subject.key, [...(bySubject.get(certificate.subject.key) ?? []), certificate])
  }
  const anchorIds = new Set(anchors.map(anchor => anchor.sha256))
  return path => {
    const top = path.at(-1)
    if (!top || path.length >= LONGEST_PATH) return []
    const wanted = top.extensions.authorityKeyId
    const rank = (one: Certificate): number =>
      (anchorIds.has(one.sha256) ? 2 : 0) + (wanted !== null && one.extensions.subjectKeyId === wanted ? 1 : 0)
    return (bySubject.get(top.issuer.key) ?? []).filter(one => !repeats(path, one)).toSorted((a, b) => rank(a) - rank(b))
  }
}

/** The same name with the same key twice leads nowhere new (RFC 4158 §2.4.1). */
function repeats(path: readonly Certificate[], next: Certificate): boolean {
  return path.some(one => one.sha256 === next.sha256
    || (one.subject.key === next.subject.key && Buffer.compare(one.publicKey.spki, next.publicKey.spki) === 0))
}

/** Checks who signed whom, each pair once, within the budget of one question. */
function signatureChecker(): (subject: Certificate | undefined, issuer: Certificate) => 'valid' | 'wrong' | 'weak-key' | 'spent' {
  const known = new Map<string, 'valid' | 'wrong' | 'weak-key'>()
  return (subject, issuer) => {
    if (!subject) return 'wrong'
    const pair = `${subject.sha256} ${issuer.sha256}`
    const before = known.get(pair)
    if (before) return before
    if (known.size >= MOST_SIGNATURE_CHECKS) return 'spent'
    const scheme = readScheme(subject.signatureAlgorithm)
    const check = checkSignature({ publicKey: issuer.publicKey, scheme, data: subject.tbs, signature: subject.signature })
    const result = check !== 'valid' ? 'wrong' : isWeakKey(issuer.publicKey) || scheme?.digest === 'sha1' ? 'weak-key' : 'valid'
    known.set(pair, result)
    return result
  }
}
