/** What OCSP answers say of a certificate, and whether who says so may (RFC 6960 §3.2, §4.2.2.2). */
import type { Certificate } from './certificate.ts'
import { createHash } from 'node:crypto'
import { isLifted, type RevocationStatus } from './evidence.ts'
import { isFresh, isFromFuture, mayHaveForgotten } from './freshness.ts'
import { isIssuedBy } from './issued-by.ts'
import { issuerHashes, publicKeyBits } from './ocsp-request.ts'
import type { OcspAnswer, SingleResponse } from './ocsp-response.ts'
import { OID } from './oids.ts'
import { checkSignature, digestName, isWeak, readScheme } from './signature-algorithms.ts'

/** Answers about one certificate, in the order given, and responders named by one answer: more are made to keep us busy. */
const MOST_ANSWERS = 32
const MOST_RESPONDERS = 4

export interface OcspQuestion {
  readonly certificate: Certificate
  readonly issuer: Certificate
  readonly answers: readonly OcspAnswer[]
  readonly at: number
  readonly now: number
  /** True when lists tell that a responder's certificate was revoked; asked only for one without id-pkix-ocsp-nocheck. */
  readonly isRevoked: (responder: Certificate) => boolean
}

/** The status by the answers: a revocation that nothing newer has lifted, else the newest good one; otherwise why there is none. */
export function ocspStatus(question: OcspQuestion): RevocationStatus {
  const about = question.answers.flatMap(answer => {
    const single = answer.singles.find(one => isAbout(one, question.certificate, question.issuer))
    return single ? [{ answer, single }] : []
  })
  const said = about.slice(0, MOST_ANSWERS).map(one => statusBy(question, one.answer, one.single))
  const newest = said.toSorted((a, b) => producedAt(b) - producedAt(a))
  const good = newest.find(one => one.kind === 'good')
  const revoked = newest.find(one => one.kind === 'revoked' && !isLifted(one, good))
  const reasons = said.flatMap(one => one.kind === 'unknown' ? [one.why] : [])
  return revoked ?? good ?? { kind: 'unknown', why: (['unknown', 'stale', 'refused'] as const).find(why => reasons.includes(why)) ?? 'absent' }
}

function producedAt(status: RevocationStatus): number {
  return status.kind === 'unknown' ? 0 : status.producedAt
}

function statusBy(question: OcspQuestion, answer: OcspAnswer, single: SingleResponse): RevocationStatus {
  const { certificate, at, now } = question
  if (!isFromAuthority(question, answer)) return { kind: 'unknown', why: 'refused' }
  if (isFromFuture(single, now)) return { kind: 'unknown', why: 'stale' }
  const { status, thisUpdate } = single
  const told = { source: 'ocsp', producedAt: thisUpdate } as const
  if (status.kind === 'revoked' && status.at <= at) return { ...status, ...told }
  if (status.kind === 'unknown') return { kind: 'unknown', why: 'unknown' }
  if (!isFresh(single, at) || mayHaveForgotten(certificate, thisUpdate, single.archiveCutoff)) return { kind: 'unknown', why: 'stale' }
  return { kind: 'good', ...told }
}

function isAbout(single: SingleResponse, certificate: Certificate, issuer: Certificate): boolean {
  const algorithm = digestName(single.hashAlgorithm)
  if (!algorithm || Buffer.compare(single.serial, certificate.serialEncoded) !== 0) return false
  const { nameHash, keyHash } = issuerHashes(issuer, algorithm)
  return Buffer.compare(nameHash, single.nameHash) === 0 && Buffer.compare(keyHash, single.keyHash) === 0
}

/** Signed by the issuer itself or by a delegate that the issuer itself certified for this. */
function isFromAuthority({ issuer, isRevoked }: OcspQuestion, answer: OcspAnswer): boolean {
  const candidates = [issuer, ...answer.certificates].filter(one => isNamed(answer, one)).slice(0, MOST_RESPONDERS)
  return candidates.some(one => hasSigned(answer, one) && (one.sha256 === issuer.sha256 || isDelegate(one, issuer, answer.producedAt, isRevoked)))
}

function isNamed({ responder }: OcspAnswer, certificate: Certificate): boolean {
  if ('nameKey' in responder) return certificate.subject.key === responder.nameKey
  return createHash('sha1').update(publicKeyBits(certificate)).digest('hex') === responder.keyHash
}

function hasSigned({ signatureAlgorithm, tbs, signature }: OcspAnswer, { publicKey }: Certificate): boolean {
  const scheme = readScheme(signatureAlgorithm)
  return scheme !== null && !isWeak(scheme, publicKey) && checkSignature({ publicKey, scheme, data: tbs, signature }) === 'valid'
}

/** §4.2.2.2: directly issued by the CA that is asked about, with the purpose of OCSP signing, valid when it spoke. */
function isDelegate(certificate: Certificate, issuer: Certificate, at: number, isRevoked: OcspQuestion['isRevoked']): boolean {
  const { extendedKeyUsage, keyUsage, unknownCritical, ocspNoCheck } = certificate.extensions
  if (!extendedKeyUsage?.includes(OID.ocspSigning) || unknownCritical.length > 0) return false
  if (keyUsage && !keyUsage.has('digitalSignature')) return false
  if (at < certificate.notBefore || at >= certificate.notAfter + 1_000) return false
  return isIssuedBy(certificate, issuer) && (ocspNoCheck || !isRevoked(certificate))
}
