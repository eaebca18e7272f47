import { expect, test } from 'vitest'
import { memorySource } from '../../../electron/pdf/source.ts'
import { parseCertificate } from '../../../electron/pki/certificate.ts'
import { validatePdf } from '../../../electron/validation/validate.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { makeSignedPdf, SIGNED_AT } from '../../helpers/make-signed-pdf.ts'
import { makeSigner } from '../../helpers/make-signer.ts'

/** Numerical Recipes' generator: the same flips on every run. */
function randomFrom(seed: number): (below: number) => number {
  const state = { value: seed }
  return below => {
    state.value = (Math.imul(state.value, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state.value / 2 ** 32) * below)
  }
}

test('of 1,000 single bit flips outside Contents none leaves the file valid, indeterminate or unsigned', async () => {
  const signer = await makeSigner({ key: 'ec' })
  const trust = signer.chain.map(parseCertificate)
  const signed = await makeSignedPdf(makePdf(), signer)
  const text = Buffer.from(signed).toString('latin1')
  const from = text.indexOf('/Contents <') + '/Contents '.length
  const to = text.indexOf('>', from) + 1
  expect((await validatePdf({ source: memorySource(signed), trust, at: SIGNED_AT })).verdict).toBe('valid')
  const random = randomFrom(2026)
  const wrong: string[] = []
  for (let flip = 0; flip < 1_000; flip += 1) {
    const drawn = random(signed.length - (to - from))
    const at = drawn < from ? drawn : drawn + (to - from)
    const bytes = Uint8Array.from(signed)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8))
    const { verdict } = await validatePdf({ source: memorySource(bytes), trust, at: SIGNED_AT })
    if (verdict !== 'invalid' && verdict !== 'unreadable') wrong.push(`${at}: ${verdict}`)
  }
  expect(wrong).toEqual([])
})
