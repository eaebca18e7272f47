import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseCertificateFile } from '../../../electron/pki/trust-store.ts'
import { findPath } from '../../../electron/pki/path.ts'
import { createRevocationCheck, readEvidence } from '../../../electron/pki/revocation.ts'

const FILE = join(import.meta.dirname, '../../../../shared/corpora/x509-limbo/limbo.json')
const present = existsSync(FILE)
const GATES = ['rfc5280', 'pathlen', 'pathological', 'cve', 'crl']

interface Case {
  readonly id: string
  readonly validation_kind: string
  readonly trusted_certs: readonly string[]
  readonly untrusted_intermediates: readonly string[]
  readonly peer_certificate: string
  readonly crls?: readonly string[]
  readonly validation_time: string | null
  readonly expected_result: 'SUCCESS' | 'FAILURE'
}

const cases: readonly Case[] = present
  ? (JSON.parse(readFileSync(FILE, 'utf8')) as { testcases: readonly Case[] }).testcases.filter(one => GATES.some(gate => one.id.startsWith(`${gate}::`)))
  : []

function isAccepted(one: Case): boolean {
  const parse = (pem: string) => parseCertificateFile(Buffer.from(pem))
  const [certificate] = parse(one.peer_certificate)
  if (!certificate) return false
  const at = one.validation_time ? Date.parse(one.validation_time) : Date.parse('2026-11-24T00:00:00Z')
  const crls = (one.crls ?? []).map(pem => Uint8Array.from(Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64')))
  const evidence = readEvidence({ ocsps: [], crls, certificates: [] })
  const candidates = one.untrusted_intermediates.flatMap(parse)
  const question = { certificate, candidates, anchors: one.trusted_certs.flatMap(parse), at }
  // Only the cases about lists bring any; the others ask nothing of revocation.
  return findPath(crls.length === 0 ? question : { ...question, revocation: anchor => createRevocationCheck({ evidence, anchors: [anchor], candidates, at }) }).kind === 'valid'
}

/** What the suite refuses and we accept, each group with the reason. May only shrink. */
const NOT_OUR_QUESTION = [
  // A depth that the caller of a TLS library sets; ours is fixed.
  'pathlen::max-chain-depth-0-exhausted', 'pathlen::max-chain-depth-1-exhausted',
  // Purposes and names of TLS servers: `signer-trust.ts` asks for the purposes of documents.
  'rfc5280::eku::ee-wrong-eku', 'rfc5280::san::underscore-dns', 'rfc5280::san::ip-in-dns', 'rfc5280::ca-as-leaf-wrong-san',
  // An empty subject makes a signer without a name: the report shows it as such, whatever its alternative names say.
  'rfc5280::san::noncritical-with-empty-subject',
]
/** "Conforming CAs MUST", said to who issues: roots and CAs in use break it, and nothing is gained for who verifies. */
const FORM_OF_THE_ISSUER = [
  'rfc5280::aki::critical-aki', 'rfc5280::aki::leaf-missing-aki', 'rfc5280::aki::intermediate-missing-aki', 'rfc5280::aki::cross-signed-root-missing-aki',
  'rfc5280::nc::permitted-dns-match-noncritical', 'rfc5280::pc::ica-noncritical-pc',
  // PKITS 4.4.14 and 4.4.15 demand that negative serials are accepted; zero is the serial of many an old root.
  'rfc5280::serial::too-long', 'rfc5280::serial::zero', 'rfc5280::serial::negative',
  'rfc5280::ski::critical-ski', 'rfc5280::ski::root-missing-ski', 'rfc5280::ski::intermediate-missing-ski',
  'rfc5280::root-non-critical-basic-constraints', 'rfc5280::leaf-ku-keycertsign', 'rfc5280::ee-critical-aia-invalid',
]

describe.skipIf(!present)('x509-limbo', () => {
  test('paths are decided as the suite says, without a hang, but for those that are told with their reason', () => {
    expect(cases.length).toBeGreaterThan(130)
    expect(cases.filter(one => isAccepted(one) !== (one.expected_result === 'SUCCESS')).map(one => one.id).toSorted()).toEqual([...NOT_OUR_QUESTION, ...FORM_OF_THE_ISSUER].toSorted())
  })
})
