import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { memorySource } from '../../../electron/pdf/source.ts'
import { signDocument } from '../../../electron/signing/sign-document.ts'
import { validatePdf } from '../../../electron/validation/validate.ts'
import { ProblemError } from '../../../shared/problem.ts'
import { makeSigner } from '../../helpers/make-signer.ts'

const corpora = join(import.meta.dirname, '../../../../shared/corpora')
const listed = join(corpora, 'pdf-verdicts.json')
const verdicts = existsSync(listed) ? JSON.parse(readFileSync(listed, 'utf8')) as Record<string, { label: string }> : {}
const atMs = Date.parse('2026-11-24T02:00:00Z')

/** Why a foreign document may be refused; anything else is a bug of the writer. */
const ALLOWED = ['pdf.encrypted-for-recipients', 'pdf.password-wanted', 'pdf.damaged', 'pdf.too-complex', 'pdf.certified-no-changes']

describe.skipIf(!existsSync(listed))('documents of other programs', () => {
  test('are signed so that every signature holds, or refused by a code', async () => {
    const signer = await makeSigner()
    const refused = new Map<string, string[]>()
    const broken: string[] = []
    let count = 0
    for (const [name, { label }] of Object.entries(verdicts)) {
      if (!/^(no signature|all signatures intact; later changes none)/.test(label)) continue
      const pdf = readFileSync(join(corpora, name))
      const trust = { trust: [], at: atMs }
      try {
        const { tail, field } = await signDocument({ source: memorySource(pdf), signer, atMs, act: 'plain' })
        const before = await validatePdf({ source: memorySource(pdf), ...trust })
        const after = await validatePdf({ source: memorySource(Buffer.concat([pdf, tail])), ...trust })
        const own = after.signatures.find(signature => signature.field === field)
        const older = (report: typeof before): string => report.signatures.filter(signature => signature.field !== field).map(({ field: name, intact, cryptographyValid }) => `${name} ${intact} ${cryptographyValid}`).join()
        if (!own?.intact || !own.cryptographyValid || own.coverage !== 'whole-file' || older(before) !== older(after)) broken.push(name)
        count++
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error
        refused.set(error.code, [...refused.get(error.code) ?? [], name])
      }
    }
    expect(broken).toEqual([])
    expect([...refused.keys()].filter(code => !ALLOWED.includes(code))).toEqual([])
    // 72 documents are labelled so.
    expect(count).toBeGreaterThanOrEqual(45)
  })
})
