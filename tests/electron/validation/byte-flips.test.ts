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

/** As many as signing.md asks for by default; `FLIPS=100000` is a night's proof. */
const FLIPS = Number(process.env['FLIPS'] ?? 1_000)
const signer = await makeSigner({ key: 'ec' })
const trust = signer.chain.map(parseCertificate)

/** The places of all Contents with their brackets: what no signature covers. */
function gapsOf(pdf: Uint8Array): { from: number; to: number }[] {
  return [...Buffer.from(pdf).toString('latin1').matchAll(/(?<=\/Contents )<[0-9a-fA-F]{200,}>/g)].map(({ index, 0: { length } }) => ({ from: index, to: index + length }))
}

const documents: [string, () => Promise<Uint8Array>][] = [
  ['signed once', () => makeSignedPdf(makePdf(), signer)],
  ['signed over a cross-reference stream', () => makeSignedPdf(makePdf({ xref: 'stream' }), signer)],
  ['signed twice', async () => makeSignedPdf(await makeSignedPdf(makePdf(), signer), signer)],
]

test.each(documents)('of single bit flips outside Contents none leaves a document valid, indeterminate or unsigned: %s', { timeout: 120_000 }, async (name, make) => {
  const signed = await make()
  const gaps = gapsOf(signed)
  expect(gaps.length).toBe(name === 'signed twice' ? 2 : 1)
  expect((await validatePdf({ source: memorySource(signed), trust, at: SIGNED_AT })).verdict).toBe('valid')
  const random = randomFrom(2026)
  const wrong: string[] = []
  for (let flip = 0; flip < FLIPS / documents.length; flip += 1) {
    const at = random(signed.length)
    const bit = random(8)
    if (gaps.some(({ from, to }) => at >= from && at < to)) {
      flip -= 1
      continue
    }
    const bytes = Uint8Array.from(signed)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << bit)
    const { verdict } = await validatePdf({ source: memorySource(bytes), trust, at: SIGNED_AT })
    if (verdict !== 'invalid' && verdict !== 'unreadable') wrong.push(`${at} bit ${bit}: ${verdict}`)
  }
  expect(wrong).toEqual([])
})
