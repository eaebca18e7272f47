import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SignatureReport } from '../../../shared/model/signature-report.ts'
import { ProblemError } from '../../../shared/problem.ts'
import { memorySource } from '../../../electron/pdf/source.ts'
import type { TrustServices } from '../../../electron/pki/evidence.ts'
import { upgradeDocument } from '../../../electron/signing/upgrade-document.ts'
import { validatePdf } from '../../../electron/validation/validate.ts'
import { makeAuthorityServer, type AuthorityServer } from '../../helpers/authority-server.ts'
import { NOW } from '../../helpers/make-store.ts'
import { makeTrust } from '../../helpers/make-trust.ts'

const corpora = join(import.meta.dirname, '../../../../shared/corpora')
const listed = join(corpora, 'pdf-verdicts.json')
const verdicts = existsSync(listed) ? JSON.parse(readFileSync(listed, 'utf8')) as Record<string, { label: string }> : {}
const signed = Object.entries(verdicts).filter(([, { label }]) => label.startsWith('all signatures intact; later changes none')).map(([name]) => name)

/** Why a foreign document does not rise; anything else is a bug. */
const ALLOWED = ['signing.nothing-to-raise', 'pdf.encrypted-for-recipients', 'pdf.password-wanted', 'pdf.password-wrong', 'pdf.damaged', 'pdf.encrypted']

const made = { server: null as AuthorityServer | null }
/** Its TSA stamps; what it would say about foreign certificates nobody has to wait for. */
const services = (): TrustServices => ({ ...makeTrust(made.server ?? (() => { throw new Error('not started') })()), gatherRevocation: chain => Promise.resolve({ ocsps: [], crls: [], certificates: [], statuses: chain.map(() => ({ sha256: '', status: { kind: 'unknown', why: 'absent' }, problem: { code: 'revocation.no-address', facts: {} } })) }) })
beforeAll(async () => { made.server = await makeAuthorityServer() })
afterAll(() => made.server?.stop())

describe.skipIf(signed.length === 0)('documents that other programs signed', () => {
  test('rise by an appended timestamp that leaves every byte and every verdict as it was, or are refused by a code', async () => {
    const refused = new Map<string, string[]>()
    const broken: string[] = []
    let count = 0
    for (const name of signed) {
      const pdf = readFileSync(join(corpora, name))
      try {
        const { tail, level } = await upgradeDocument({ source: memorySource(pdf), wanted: 'B-LTA', services: services(), now: NOW })
        const raised = Buffer.concat([pdf, tail])
        const judge = (bytes: Uint8Array): Promise<SignatureReport> => validatePdf({ source: memorySource(bytes), trust: [], at: NOW })
        const told = (report: SignatureReport): string => report.signatures.slice(0, before.signatures.length).map(({ field, verdict, intact, cryptographyValid, changesAfter }) => `${field} ${verdict} ${intact} ${cryptographyValid} ${changesAfter === 'none' ? 'allowed' : changesAfter}`).join()
        const before = await judge(pdf)
        if (level === 'B-B' || told(before) !== told(await judge(raised))) broken.push(`${name} ${level}`)
        count += 1
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error
        refused.set(error.code, [...refused.get(error.code) ?? [], name])
      }
    }
    expect(broken).toEqual([])
    expect([...refused.keys()].filter(code => !ALLOWED.includes(code))).toEqual([])
    // Sixteen are labelled so.
    expect(count).toBeGreaterThanOrEqual(14)
  }, 120_000)
})
