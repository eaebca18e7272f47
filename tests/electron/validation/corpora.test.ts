import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { SignatureReport } from '../../../shared/model/signature-report.ts'
import { memorySource } from '../../../electron/pdf/source.ts'
import { embeddedCertificates } from '../../../electron/validation/embedded-certificates.ts'
import { validatePdf } from '../../../electron/validation/validate.ts'

const FOLDER = join(import.meta.dirname, '../../../../shared/corpora')
const LIST = join(FOLDER, 'pdf-verdicts.json')
const present = existsSync(LIST)
const AT = Date.parse('2026-11-24T09:00:00+07:00')

const labels: readonly (readonly [string, string])[] = present
  ? Object.entries(JSON.parse(readFileSync(LIST, 'utf8')) as Record<string, { readonly label: string }>).map(([name, { label }]) => [name, label] as const)
  : []
const labelled = (start: string) => labels.filter(([, label]) => label.startsWith(start)).map(([name]) => name)

/** With everything inside the file as anchor: the most lenient trust there is, so that only form and changes can refuse. */
async function judge(name: string): Promise<SignatureReport> {
  const source = memorySource(readFileSync(join(FOLDER, name)))
  const trust = await embeddedCertificates(source).catch(() => [])
  return validatePdf({ source, trust, at: AT })
}

describe.skipIf(!present)('signed PDFs of others', () => {
  test.each(labelled('attack'))('an attack is invalid: %s', async name => {
    expect((await judge(name)).verdict).toBe('invalid')
  })

  test.each(labelled('all signatures intact; later changes none or allowed'))('an honest file is intact, its changes none or allowed: %s', async name => {
    const { verdict, signatures } = await judge(name)
    expect(verdict).not.toBe('invalid')
    expect(signatures.length).toBeGreaterThan(0)
    for (const one of signatures) {
      expect(one).toMatchObject({ intact: true, cryptographyValid: true })
      expect(['none', 'allowed']).toContain(one.changesAfter)
    }
  })

  test.each(labelled('all signatures intact; pyHanko flags'))('disputed changes leave the cryptography intact: %s', async name => {
    for (const one of (await judge(name)).signatures) expect(one).toMatchObject({ intact: true, cryptographyValid: true })
  })

  test.each(labelled('no signature').filter(name => !name.includes('x509.rsa_sha1')))('a file without signature has none to show: %s', async name => {
    const { verdict, signatures } = await judge(name)
    expect(['unsigned', 'unreadable']).toContain(verdict)
    expect(signatures).toEqual([])
  })

  test.each(labelled('no signature').filter(name => name.includes('x509.rsa_sha1')))('a bare value with SHA-1, which others do not see, is intact and never silently valid: %s', async name => {
    expect((await judge(name)).signatures).toMatchObject([{ verdict: 'indeterminate', intact: true, cryptographyValid: true }])
  })

  test('every PDF there is gets its report in time, whole or cut in half', { timeout: 120_000 }, async () => {
    const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter(name => name.toLowerCase().endsWith('.pdf'))
    expect(files.length).toBeGreaterThanOrEqual(labels.length)
    for (const name of files) {
      const bytes = readFileSync(join(FOLDER, name))
      for (const part of [bytes, bytes.subarray(0, bytes.length >> 1), bytes.subarray(0, -40)]) {
        const started = performance.now()
        const { verdict } = await validatePdf({ source: memorySource(part), trust: [], at: AT })
        expect([name, performance.now() - started < 5_000]).toEqual([name, true])
        expect(verdict).not.toBe('valid')
      }
    }
  })

  test.each(labelled('undecided'))('a damaged file gets a report and is never valid: %s', async name => {
    expect((await judge(name)).verdict).not.toBe('valid')
  })
})
