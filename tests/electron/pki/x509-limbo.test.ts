import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseCertificateFile } from '../../../electron/pki/trust-store.ts'
import { findPath } from '../../../electron/pki/path.ts'

const FILE = join(import.meta.dirname, '../../../../shared/corpora/x509-limbo/limbo.json')
const present = existsSync(FILE)
const GATES = ['rfc5280', 'pathlen', 'pathological', 'cve', 'crl']

interface Case {
  readonly id: string
  readonly validation_kind: string
  readonly trusted_certs: readonly string[]
  readonly untrusted_intermediates: readonly string[]
  readonly peer_certificate: string
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
  return findPath({ certificate, candidates: one.untrusted_intermediates.flatMap(parse), anchors: one.trusted_certs.flatMap(parse), at }).kind === 'valid'
}

describe.skipIf(!present)('x509-limbo', () => {
  test('cases', () => {
    const wrong = cases.filter(one => isAccepted(one) !== (one.expected_result === 'SUCCESS')).map(one => `${one.id} ${one.expected_result}`)
    console.log(cases.length, wrong.join('\n'))
  })
})
