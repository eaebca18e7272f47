import { beforeAll, expect, test } from 'vitest'
import { memorySource } from '../../../electron/pdf/source.ts'
import { parseCertificate } from '../../../electron/pki/certificate.ts'
import { validatePdf } from '../../../electron/validation/validate.ts'
import type { Signer } from '../../../shared/model/signer.ts'
import { appendUpdate } from '../../helpers/append-update.ts'
import { HOLDER, makeEllipticAuthority } from '../../helpers/authority-server.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { makeSignedPdf, SIGNED_AT } from '../../helpers/make-signed-pdf.ts'
import { makeSigner } from '../../helpers/make-signer.ts'
import { signerOf } from '../../helpers/make-trust.ts'
import { NOW } from '../../helpers/make-store.ts'
import { buildOcspRequest } from '../../../electron/pki/ocsp-request.ts'
import { answerOcsp } from '../../province/authority/ocsp.ts'

let signer: Signer
beforeAll(async () => { signer = await makeSigner({ key: 'ec' }) })

function withStore(signed: Uint8Array, store: string, entry: string): Uint8Array {
  const catalog = [...Buffer.from(signed).toString('latin1').matchAll(/\n1 0 obj\n([\s\S]*?)\nendobj/g)].at(-1)?.[1] ?? ''
  return appendUpdate(signed, { 1: catalog.replace(/>>$/, ' /DSS 900 0 R>>'), 900: store, 901: entry })
}

test.each([
  ['a filter that nobody knows', '<</Certs [901 0 R] /OCSPs [901 0 R] /CRLs [901 0 R]>>', '<</Length 3 /Filter /Unheard>>\nstream\nabc\nendstream'],
  ['bytes that do not inflate', '<</Certs [901 0 R] /CRLs [901 0 R]>>', '<</Length 3 /Filter /FlateDecode>>\nstream\nabc\nendstream'],
  ['no DER at all', '<</Certs [901 0 R] /OCSPs [901 0 R] /CRLs [901 0 R]>>', '<</Length 3>>\nstream\nabc\nendstream'],
])('a store with %s proves nothing and harms no signature', async (_, store, entry) => {
  const signed = await makeSignedPdf(makePdf(), signer)
  const pdf = withStore(signed, store, entry)
  const trust = signer.chain.map(der => parseCertificate(der))
  const [before, after] = [await validatePdf({ source: memorySource(signed), trust, at: SIGNED_AT }), await validatePdf({ source: memorySource(pdf), trust, at: SIGNED_AT })]
  expect(after.signatures.map(({ verdict, level, intact }) => ({ verdict, level, intact }))).toEqual(before.signatures.map(({ verdict, level, intact }) => ({ verdict, level, intact })))
})

test('false answers in the store, however many, do not keep a revocation from being heard', async () => {
  const authority = makeEllipticAuthority()
  const officer = authority.officer(HOLDER)
  const [certificate, issuer] = [parseCertificate(officer.certificate), parseCertificate(authority.issuing.certificate)]
  const request = buildOcspRequest({ certificate, issuer, nonce: new Uint8Array(16).fill(9) })
  const answer = { issuer: authority.issuer, responder: { identity: authority.responder(), isDelegated: true }, revoked: [], thisUpdate: NOW, nextUpdate: NOW + 3_600_000, fault: null }
  const forged = answerOcsp(request, { ...answer, fault: 'wrong-signature' }).toString('hex')
  const signed = await makeSignedPdf(makePdf(), signerOf(officer))
  const pdf = withStore(signed, `<</OCSPs [${'901 0 R '.repeat(100)}]>>`, `<</Length ${forged.length} /Filter /ASCIIHexDecode>>\nstream\n${forged}\nendstream`)
  const evidence = { crls: [], certificates: [], ocsps: [answerOcsp(request, { ...answer, revoked: [{ serial: officer.serial, at: NOW - 3_600_000, reason: 1 }] })] }
  const { signatures: [one] } = await validatePdf({ source: memorySource(pdf), trust: [parseCertificate(authority.root.certificate)], at: NOW, evidence, revocation: 'required' })
  expect([one?.verdict, one?.subIndication]).toEqual(['invalid', 'REVOKED'])
})
