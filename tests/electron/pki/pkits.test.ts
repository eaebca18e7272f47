import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseCertificate, type Certificate } from '../../../electron/pki/certificate.ts'
import { findPath, type PathAnswer } from '../../../electron/pki/path.ts'
import type { PathFault, PolicyInputs } from '../../../electron/pki/path-rules.ts'
import { createRevocationCheck, readEvidence } from '../../../electron/pki/revocation.ts'

const FOLDER = join(import.meta.dirname, '../../../../shared/corpora/pkits')
const present = existsSync(FOLDER)
/** The certificates of 2010 end in 2030; any day between. */
const AT = Date.parse('2020-06-01T00:00:00Z')

interface Case {
  readonly id: string
  readonly name: string
  readonly cert: string
  readonly other_certs?: readonly string[]
  readonly crls?: readonly string[]
  readonly error?: { readonly class: string }
  readonly params?: {
    readonly initial_explicit_policy?: boolean
    readonly user_initial_policy_set?: readonly string[]
    readonly initial_policy_mapping_inhibit?: boolean
    readonly initial_any_policy_inhibit?: boolean
  }
}

const cases: readonly Case[] = present ? JSON.parse(readFileSync(join(FOLDER, 'pkits.json'), 'utf8')) as Case[] : []

function read(name: string): Certificate | null {
  try {
    return parseCertificate(Uint8Array.from(readFileSync(join(FOLDER, 'certs', name))))
  } catch {
    return null
  }
}

function answerTo({ cert, other_certs = [], crls = [], params = {} }: Case): PathAnswer['kind'] | PathFault {
  const certificate = read(cert)
  const anchor = read('TrustAnchorRootCertificate.crt')
  if (!certificate || !anchor) return 'no-anchor'
  const policy: PolicyInputs = {
    ...(params.user_initial_policy_set && { accepted: params.user_initial_policy_set }),
    explicitPolicy: params.initial_explicit_policy ?? false,
    inhibitMapping: params.initial_policy_mapping_inhibit ?? false,
    inhibitAnyPolicy: params.initial_any_policy_inhibit ?? false,
  }
  const candidates = other_certs.map(read).filter(one => one !== null)
  const lists = ['TrustAnchorRootCRL.crl', ...crls].map(name => Uint8Array.from(readFileSync(join(FOLDER, 'crls', name))))
  const evidence = readEvidence({ ocsps: [], crls: lists, certificates: [] })
  const revocation = (reached: Certificate) => createRevocationCheck({ evidence, anchors: [reached], candidates, at: AT })
  const answer = findPath({ certificate, candidates, anchors: [anchor], at: AT, policy, revocation })
  return answer.kind === 'faulty' ? answer.fault : answer.kind
}

/** For good: DSA is not supported (no Vietnamese certificate has it), so two valid cases are refused. */
const REFUSED = ['40104', '40105']

describe.skipIf(!present)('NIST PKITS', () => {
  test('every case is decided as the suite says, but for DSA', () => {
    const wrong = cases.filter(one => (answerTo(one) === 'valid') !== (one.error === undefined)).map(one => one.id)
    expect(cases.length).toBe(246)
    expect(wrong).toEqual(REFUSED)
  })

  test('what is revoked is told apart from what is not known', () => {
    const wanted: Readonly<Record<string, string>> = { RevokedError: 'revoked', InsufficientRevinfoError: 'status-unknown', StaleRevinfoError: 'status-unknown' }
    const told = cases.filter(one => one.error && wanted[one.error.class]).map(one => [one.id, one.name, answerTo(one), wanted[one.error?.class ?? '']])
    expect(told.length).toBeGreaterThan(30)
    expect(told.filter(([, , answer, expected]) => answer !== expected)).toEqual([])
  })
})
