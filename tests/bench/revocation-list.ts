import { parseCertificate } from '../../electron/pki/certificate.ts'
import { checkRevocation, readEvidence } from '../../electron/pki/revocation.ts'
import { HOLDER, makeEllipticAuthority } from '../helpers/authority-server.ts'
import { NOW } from '../helpers/make-store.ts'
import { makeCrl, manyRevoked } from '../province/authority/crl.ts'
import { type Figure, makeFigure, percentile } from './figure.ts'

const DAY_MS = 86_400_000
const ENTRIES = 100_000
/** What a list of a whole country's CA may cost: read, its signature verified, searched. */
const LIMIT_MS = 500
const ROUNDS = 9

/** One revoked signer looked for in a list of 100,000, from its bytes each time, against the limit of half a second. */
export async function bench(): Promise<Figure[]> {
  const authority = makeEllipticAuthority()
  const { serial, certificate: der } = authority.officer(HOLDER)
  const certificate = parseCertificate(der)
  const issuer = parseCertificate(authority.issuing.certificate)
  const root = parseCertificate(authority.root.certificate)
  const revoked = [...manyRevoked(ENTRIES, NOW - DAY_MS), { serial, at: NOW - DAY_MS, reason: 1 }]
  const list = makeCrl(authority.issuer, { revoked, thisUpdate: NOW, nextUpdate: NOW + 7 * DAY_MS, number: 10 })
  const ours: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now()
    const { kind } = checkRevocation({ certificate, issuer, evidence: readEvidence({ ocsps: [], crls: [list], certificates: [] }), anchors: [root], at: NOW, now: NOW })
    ours.push(performance.now() - started)
    if (kind !== 'revoked') throw new Error(`the revoked signer is ${kind}`)
  }
  return [makeFigure({ name: 'a list of 100,000 entries : 500 ms', ours: percentile(ours, 0.5), baseline: LIMIT_MS, goal: 1, unit: 'ms', n: ROUNDS })]
}
