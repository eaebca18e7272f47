/** The readers of CMS, certificates, lists, OCSP answers and timestamps. */
import { createHash } from 'node:crypto'
import { parseCertificate } from '../../electron/pki/certificate.ts'
import { verifyBareSignature } from '../../electron/pki/bare-signature.ts'
import { verifyCms, type CmsForm } from '../../electron/pki/cms-verify.ts'
import { DerError } from '../../electron/pki/der-read.ts'
import { buildOcspRequest } from '../../electron/pki/ocsp-request.ts'
import { findPath } from '../../electron/pki/path.ts'
import { checkRevocation, readEvidence } from '../../electron/pki/revocation.ts'
import { buildTimestampRequest } from '../../electron/pki/timestamp-request.ts'
import { checkTimestampResponse } from '../../electron/pki/timestamp-response.ts'
import { HOLDER, makeEllipticAuthority } from '../helpers/authority-server.ts'
import { makeCms, makeForeignSigner, type CmsWish } from '../helpers/foreign-signature.ts'
import { NOW } from '../helpers/make-store.ts'
import { makeCrl, manyRevoked } from '../province/authority/crl.ts'
import { answerOcsp } from '../province/authority/ocsp.ts'
import { answerTimestamp } from '../province/authority/tsa.ts'
import { mutateDer } from './mutate-der.ts'
import type { Target } from './target.ts'

const HOUR_MS = 3_600_000
const CONTENT = Buffer.from('Văn bản')

export async function pkiTargets(): Promise<Target[]> {
  return [await cmsTarget(), ...revocationTargets(), timestampTarget()]
}

async function cmsTarget(): Promise<Target> {
  const signer = await makeForeignSigner('ec')
  const wishes: CmsWish[] = [{}, { ess: 'both' }, { attributes: false }, { inside: CONTENT }, { ess: 'v2', unsigned: [makeCms(CONTENT, signer)] }]
  const other = Buffer.from('Văn bản khác')
  return {
    name: 'cms', weight: 2, seeds: wishes.map(wish => makeCms(CONTENT, signer, wish)), mutate: mutateDer,
    async run(bytes) {
      const said: string[] = []
      for (const form of ['detached', 'detached-ess', 'sha1-inside', 'timestamp'] satisfies CmsForm[]) {
        const result = await verifyCms({ cms: bytes, form, content: () => pieces(CONTENT) })
        said.push(`${result.intact} ${result.cryptographyValid} ${result.reasons.join(' ')}`)
        const bare = await verifyBareSignature({ contents: bytes, certificates: [parseCertificate(signer.certificate)], digestOf: async name => createHash(name).update(CONTENT).digest() })
        said.push(`${bare.intact} ${bare.reasons.join(' ')}`)
        const wrong = await verifyCms({ cms: bytes, form, content: () => pieces(other) })
        if (wrong.intact && wrong.cryptographyValid && wrong.reasons.length === 0) throw new Error('a signature of another content is good')
      }
      return said.join('|')
    },
  }
}

async function* pieces(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(content)
}

/** The seeds all say revoked: nothing made of them may say good. */
function revocationTargets(): Target[] {
  const authority = makeEllipticAuthority()
  const holder = authority.officer(HOLDER)
  const [certificate, issuer, root] = [holder.certificate, authority.issuing.certificate, authority.root.certificate].map(parseCertificate)
  if (!certificate || !issuer || !root) throw new Error('the test authority has no certificates')
  const own = { serial: holder.serial, at: NOW - HOUR_MS, reason: 1 }
  const range = { thisUpdate: NOW, nextUpdate: NOW + HOUR_MS }
  const lists = [
    makeCrl(authority.issuer, { ...range, revoked: [own], number: 1 }), makeCrl(authority.issuer, { ...range, revoked: [...manyRevoked(50, NOW - HOUR_MS), own], number: 2 }),
    makeCrl(authority.issuer, { ...range, revoked: [own], number: 3, scope: { only: 'users' } }),
  ]
  const request = buildOcspRequest({ certificate, issuer, nonce: new Uint8Array(16).fill(9) })
  const answers = [true, false].map(isDelegated => answerOcsp(request, {
    issuer: authority.issuer, responder: { identity: isDelegated ? authority.responder() : authority.issuing, isDelegated }, revoked: [own], ...range, fault: null,
  }))
  const statusBy = (ocsps: readonly Uint8Array[], crls: readonly Uint8Array[]): string => {
    const status = checkRevocation({ certificate, issuer, evidence: readEvidence({ ocsps, crls, certificates: [] }), anchors: [root], at: NOW, now: NOW })
    if (status.kind === 'good') throw new Error('what says revoked says good')
    return status.kind === 'unknown' ? status.why : status.kind
  }
  const chain = [holder.certificate, authority.issuing.certificate, authority.root.certificate]
  return [
    { name: 'crl', weight: 1, seeds: lists, mutate: mutateDer, run: bytes => statusBy([], [bytes]) },
    { name: 'ocsp', weight: 1, seeds: answers, mutate: mutateDer, run: bytes => statusBy([bytes], []) },
    { name: 'certificate', weight: 1, seeds: chain, mutate: mutateDer, run: bytes => pathOf(bytes, chain) },
  ]
}

/** A certificate that was changed leads nowhere. */
function pathOf(bytes: Uint8Array, chain: readonly Uint8Array[]): string {
  try {
    const certificate = parseCertificate(bytes)
    const known = chain.map(parseCertificate)
    const answer = findPath({ certificate, candidates: [...known, certificate], anchors: known.slice(-1), at: NOW })
    if (answer.kind === 'valid' && !chain.some(one => Buffer.compare(one, certificate.der) === 0)) throw new Error('a changed certificate leads to the anchor')
    return answer.kind === 'faulty' ? answer.fault : answer.kind
  } catch (error) {
    if (error instanceof DerError) return error.message
    throw error
  }
}

function timestampTarget(): Target {
  const authority = makeEllipticAuthority()
  const digest = createHash('sha256').update(CONTENT).digest()
  const nonce = new Uint8Array(8).fill(7)
  const request = buildTimestampRequest({ digest, nonce })
  const response = answerTimestamp(request, { identity: authority.tsa(), at: NOW, serial: Uint8Array.of(1), fault: null })
  return {
    name: 'timestamp', weight: 1, seeds: [response], mutate: mutateDer,
    async run(bytes) {
      const answer = await checkTimestampResponse({ response: bytes, digest, nonce })
      if (answer.kind === 'token' && answer.at !== NOW) throw new Error('a changed time is believed')
      return answer.kind === 'token' ? 'token' : answer.fault
    },
  }
}
