import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseCertificate, type Certificate } from '../../../electron/pki/certificate.ts'
import { findPath } from '../../../electron/pki/path.ts'
import type { PolicyInputs } from '../../../electron/pki/path-rules.ts'

const FOLDER = join(import.meta.dirname, '../../../../shared/corpora/pkits')
const present = existsSync(FOLDER)
/** The certificates of 2010 end in 2030; any day between. */
const AT = Date.parse('2020-06-01T00:00:00Z')

interface Case {
  readonly id: string
  readonly name: string
  readonly cert: string
  readonly other_certs?: readonly string[]
  readonly error?: unknown
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

function isAccepted({ cert, other_certs = [], params = {} }: Case): boolean {
  const certificate = read(cert)
  const anchor = read('TrustAnchorRootCertificate.crt')
  if (!certificate || !anchor) return false
  const policy: PolicyInputs = {
    ...(params.user_initial_policy_set && { accepted: params.user_initial_policy_set }),
    explicitPolicy: params.initial_explicit_policy ?? false,
    inhibitMapping: params.initial_policy_mapping_inhibit ?? false,
    inhibitAnyPolicy: params.initial_any_policy_inhibit ?? false,
  }
  const candidates = other_certs.map(read).filter(one => one !== null)
  return findPath({ certificate, candidates, anchors: [anchor], at: AT, policy }).kind === 'valid'
}

/** May only shrink. DSA is refused for good; the others wait for CRL checking. */
const NOT_YET = [
  '40104', '40105',
  '40401', '40402', '40403', '40404', '40405', '40406', '40408', '40409', '40410', '40411', '40412', '40415', '40418', '40420', '40421',
  '40502', '40505', '40507', '40704', '40705',
  '41402', '41403', '41406', '41408', '41409', '41411', '41412', '41414', '41415', '41416', '41417', '41420', '41421', '41423', '41426', '41427',
  '41431', '41432', '41434', '41435', '41501', '41503', '41504', '41506', '41509', '41510',
]

describe.skipIf(!present)('NIST PKITS', () => {
  test('every case is decided as the suite says, but for the list that may only shrink', () => {
    const wrong = cases.filter(one => isAccepted(one) !== (one.error === undefined)).map(one => one.id)
    expect(cases.length).toBe(246)
    expect(wrong).toEqual(NOT_YET)
  })
})
