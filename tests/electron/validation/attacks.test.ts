import { beforeAll, describe, expect, test } from 'vitest'
import type { SignatureReport } from '../../../shared/model/signature-report.ts'
import { memorySource } from '../../../electron/pdf/source.ts'
import { parseCertificate } from '../../../electron/pki/certificate.ts'
import { validatePdf } from '../../../electron/validation/validate.ts'
import { SIGNED_AT } from '../../helpers/make-signed-pdf.ts'
import { makeSigner } from '../../helpers/make-signer.ts'
import type { Attack } from './attacks/attack.ts'
import { makeBase, type BaseName } from './attacks/bases.ts'
import { chains } from './attacks/chains.ts'
import { certification } from './attacks/certification.ts'
import { layers, pageOrder, scripts } from './attacks/document-level.ts'
import { duplicateFields, swappedLooks } from './attacks/forms.ts'
import { incremental } from './attacks/incremental.ts'
import { laterParts } from './attacks/later-parts.ts'
import { shadow } from './attacks/shadow.ts'
import { hybridAmbiguities, objectStreams, trailingBytes, twofoldTables } from './attacks/structure.ts'
import { universalForgery } from './attacks/universal-forgery.ts'
import { wrapping } from './attacks/wrapping.ts'

const CLASSES: readonly (readonly [string, readonly Attack[]])[] = [
  ['universal forgery', universalForgery], ['signature wrapping', wrapping], ['incremental saving', incremental], ['shadow hide, replace, hide and replace', shadow],
  ['certification', certification], ['duplicate fields', duplicateFields], ['swapped looks', swappedLooks], ['hybrid ambiguities', hybridAmbiguities], ['twofold tables', twofoldTables],
  ['trailing bytes', trailingBytes], ['object streams', objectStreams], ['scripts and names', scripts], ['order of pages', pageOrder], ['layers', layers],
  ['parts that were prepared', laterParts], ['chains led astray', chains],
]
const BASES: readonly BaseName[] = ['plain', 'packed', 'hybrid', 'level-1', 'level-2', 'level-3', 'prepared']

const signer = await makeSigner({ key: 'ec' })
const insider = await makeSigner({ key: 'ec', name: 'Người khác' })
const trust = [...signer.chain, ...insider.chain].map(parseCertificate)
const judge = (pdf: Uint8Array): Promise<SignatureReport> => validatePdf({ source: memorySource(pdf), trust, at: SIGNED_AT })
const bases = new Map<BaseName, Uint8Array>()
beforeAll(async () => { for (const name of BASES) bases.set(name, await makeBase(name, signer)) })

test.each(BASES)('without an attack the file is valid: %s', async name => {
  const { verdict, signatures } = await judge(bases.get(name) ?? new Uint8Array())
  expect([verdict, signatures.length]).toEqual(['valid', 1])
})

describe.each(CLASSES)('%s is never valid', (_, attacks) => {
  test.each(attacks.map(attack => [attack.name, attack] as const))('%s', async (__, { base, forge, verdict }) => {
    const signed = bases.get(base) ?? new Uint8Array()
    const forged = await forge(signed, insider)
    expect(Buffer.compare(forged, signed)).not.toBe(0)
    const report = await judge(forged)
    expect(report.verdict).not.toBe('valid')
    expect(report.verdict).toBe(verdict ?? 'invalid')
  })
})
