import { beforeAll, expect, test } from 'vitest'
import { memorySource } from '../../../electron/pdf/source.ts'
import { parseCertificate } from '../../../electron/pki/certificate.ts'
import { validatePdf } from '../../../electron/validation/validate.ts'
import type { Signer } from '../../../shared/model/signer.ts'
import { appendUpdate } from '../../helpers/append-update.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { makeSignedPdf, SIGNED_AT } from '../../helpers/make-signed-pdf.ts'
import { makeSigner } from '../../helpers/make-signer.ts'

let signer: Signer
beforeAll(async () => { signer = await makeSigner({ key: 'ec' }) })

test.each([
  ['a filter that nobody knows', '<</Certs [901 0 R] /OCSPs [901 0 R] /CRLs [901 0 R]>>', '<</Length 3 /Filter /Unheard>>\nstream\nabc\nendstream'],
  ['bytes that do not inflate', '<</Certs [901 0 R] /CRLs [901 0 R]>>', '<</Length 3 /Filter /FlateDecode>>\nstream\nabc\nendstream'],
  ['no DER at all', '<</Certs [901 0 R] /OCSPs [901 0 R] /CRLs [901 0 R]>>', '<</Length 3>>\nstream\nabc\nendstream'],
])('a store with %s proves nothing and harms no signature', async (_, store, entry) => {
  const signed = await makeSignedPdf(makePdf(), signer)
  const catalog = [...Buffer.from(signed).toString('latin1').matchAll(/\n1 0 obj\n([\s\S]*?)\nendobj/g)].at(-1)?.[1] ?? ''
  const pdf = appendUpdate(signed, { 1: catalog.replace(/>>$/, ' /DSS 900 0 R>>'), 900: store, 901: entry })
  const trust = signer.chain.map(der => parseCertificate(der))
  const [before, after] = [await validatePdf({ source: memorySource(signed), trust, at: SIGNED_AT }), await validatePdf({ source: memorySource(pdf), trust, at: SIGNED_AT })]
  expect(after.signatures.map(({ verdict, level, intact }) => ({ verdict, level, intact }))).toEqual(before.signatures.map(({ verdict, level, intact }) => ({ verdict, level, intact })))
})
