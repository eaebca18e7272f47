import { expect, test } from 'vitest'
import { memorySource } from '../../../electron/pdf/source.ts'
import { openPdf } from '../../../electron/pdf/open.ts'
import { serialize } from '../../../electron/pdf/serialize.ts'
import { parseCertificate } from '../../../electron/pki/certificate.ts'
import { validatePdf } from '../../../electron/validation/validate.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { makeSignedPdf, SIGNED_AT } from '../../helpers/make-signed-pdf.ts'
import { makeSigner } from '../../helpers/make-signer.ts'
import { hasTool, rewriteWithQpdf } from '../../helpers/qpdf.ts'
import { append, bytes, stream, text } from './attacks/tools.ts'

const signer = await makeSigner({ key: 'ec' })
const trust = signer.chain.map(parseCertificate)
const judge = async (pdf: Uint8Array): Promise<string> => (await validatePdf({ source: memorySource(pdf), trust, at: SIGNED_AT })).verdict
const FORGED = stream('BT /F 20 Tf 72 700 Td (Chi 900 dong) Tj ET')

/** An update whose trailer names the encryption as the file does, but for what is said otherwise. */
async function appendSealed(pdf: Uint8Array, edits: Readonly<Record<number, string>>, other: Readonly<Record<string, string>> = {}): Promise<Uint8Array> {
  const { trailer } = await openPdf(memorySource(pdf))
  return append(pdf, edits, { trailer: { Encrypt: serialize(trailer.get('Encrypt') ?? null), ID: serialize(trailer.get('ID') ?? null), ...other } })
}

test.skipIf(!hasTool('qpdf')).each([['128', '--use-aes=y'], ['256']])('an encrypted document (%s bits) is attacked in vain', async (...options) => {
  const signed = await makeSignedPdf(rewriteWithQpdf(makePdf(), ['--encrypt', '', 'chu', ...options, '--', '--object-streams=disable']), signer)
  expect(await judge(signed)).toBe('valid')
  expect(await judge(await appendSealed(signed, { 300: '(x)' }))).toBe('valid')
  const file = await openPdf(memorySource(signed))
  const content = [...file.xref.keys()].find(number => new RegExp(`/Contents ${number} 0 R`).test(text(signed))) ?? 0
  expect(content).toBeGreaterThan(0)
  const forged: [string, Uint8Array][] = [
    ['another text', await appendSealed(signed, { [content]: FORGED })],
    ['the encryption left out', await append(signed, { 300: '(x)' })],
    ['another encryption', await appendSealed(signed, { 300: '<</Filter /Standard /V 1 /R 2 /O (x) /U (x) /P -1>>' }, { Encrypt: '300 0 R' })],
    ['another first ID', await appendSealed(signed, { 301: '(x)' }, { ID: '[<00> <00>]' })],
    ['a byte turned', bytes(text(signed).replace('/Contents', '/Contentz'))],
  ]
  for (const [name, pdf] of forged) expect([name, await judge(pdf)], name).not.toEqual([name, 'valid'])
})
