import { X509Certificate } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { docMdpLevel } from '../../../electron/pdf/certification.ts'
import { isString, textOf } from '../../../electron/pdf/objects.ts'
import { openPdf } from '../../../electron/pdf/open.ts'
import { listSignatureFields } from '../../../electron/pdf/signature-fields.ts'
import { memorySource } from '../../../electron/pdf/source.ts'
import { signDocument, type SigningInputs } from '../../../electron/signing/sign-document.ts'
import { validatePdf } from '../../../electron/validation/validate.ts'
import type { Signer } from '../../../shared/model/signer.ts'
import { toProblem } from '../../../shared/problem.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { makeSignaturePng } from '../../helpers/make-png.ts'
import { makeSigner } from '../../helpers/make-signer.ts'

const atMs = Date.parse('2026-11-24T02:00:00Z')
let signer: Signer
let other: Signer
beforeAll(async () => { [signer, other] = [await makeSigner({ key: 'ec' }), await makeSigner({ key: 'ec', name: 'Người khác' })] })

const fieldWith = (entries: string, more: Readonly<Record<number, string>> = {}): Uint8Array => makePdf({
  pages: ['/MediaBox [0 0 595 842] /Annots [100 0 R 101 0 R]'], catalog: '/AcroForm <</Fields [100 0 R 101 0 R]>>',
  extra: { 100: `<</Type /Annot /Subtype /Widget /FT /Sig /T (Leader) /Rect [300 100 400 150] /F 4 ${entries}>>`, 101: '<</Type /Annot /Subtype /Widget /FT /Sig /T (Other) /Rect [300 200 400 250] /F 4>>', ...more },
})
const hex = (bytes: Uint8Array): string => `<${Buffer.from(bytes).toString('hex')}>`

async function sign(pdf: Uint8Array, wish: Partial<SigningInputs> = {}): Promise<Uint8Array> {
  const { tail } = await signDocument({ source: memorySource(pdf), signer, atMs, act: 'plain', fieldName: 'Leader', ...wish })
  return Buffer.concat([pdf, tail])
}
/** `signed`, or the code and what it is about. */
async function outcome(pdf: Uint8Array, wish: Partial<SigningInputs> = {}): Promise<string> {
  return sign(pdf, wish).then(() => 'signed', (error: unknown) => {
    const { code, facts } = toProblem(error)
    return [code, facts['what']].filter(Boolean).join(' ')
  })
}

describe('what a field demands of its signature is obeyed or refused', () => {
  test.each<[string, string, string]>([
    ['nothing', '', 'signed'],
    ['wishes that bind nobody', '/SubFilter [/adbe.x509.rsa_sha1] /DigestMethod [(MD5)] /Filter /Other /Ff 0', 'signed'],
    ['our filter', '/Filter /Adobe.PPKLite /Ff 1', 'signed'],
    ['another filter', '/Filter /Entrust.PPKEF /Ff 1', 'pdf.seed-value Filter'],
    ['PAdES among its formats', '/SubFilter [/adbe.pkcs7.detached /ETSI.CAdES.detached] /Ff 2', 'signed'],
    ['only older formats', '/SubFilter [/adbe.pkcs7.detached] /Ff 2', 'pdf.seed-value SubFilter'],
    ['SHA-256', '/DigestMethod [(SHA256) (SHA512)] /Ff 64', 'signed'],
    ['only SHA-512', '/DigestMethod [(SHA512)] /Ff 64', 'pdf.seed-value DigestMethod'],
    ['rules of a later version', '/V 4 /Ff 4', 'pdf.seed-value V'],
    ['a timestamp', '/TimeStamp <</URL (https://tsa.example) /Ff 1>>', 'pdf.seed-value TimeStamp'],
    ['a timestamp if there is one', '/TimeStamp <</URL (https://tsa.example) /Ff 0>>', 'signed'],
    ['revocation data inside the signature', '/AddRevInfo true /Ff 32', 'pdf.seed-value AddRevInfo'],
    ['locking the document', '/LockDocument /true /Ff 128', 'pdf.seed-value LockDocument'],
    ['one of two reasons', '/Reasons [(Agreed) (Seen)] /Ff 8', 'pdf.seed-value Reasons'],
  ])('%s', async (_, seed, wanted) => {
    expect(await outcome(fieldWith(`/SV <</Type /SV ${seed}>>`))).toBe(wanted)
  })

  test('its only reason is taken, one of several may be chosen, none of its own refused', async () => {
    const reasonOf = async (pdf: Uint8Array): Promise<string | null> => {
      const [own] = await listSignatureFields(await openPdf(memorySource(pdf)))
      const reason = own?.signature?.dict.get('Reason')
      return isString(reason) ? textOf(reason) : null
    }
    const [one, two, none] = ['[(Agreed)]', '[(Agreed) (Seen)]', '[(.)]'].map(list => fieldWith(`/SV <</Reasons ${list} /Ff 8>>`)) as [Uint8Array, Uint8Array, Uint8Array]
    expect([await reasonOf(await sign(one)), await reasonOf(await sign(two, { reason: 'Seen' })), await reasonOf(await sign(none))]).toEqual(['Agreed', 'Seen', null])
    expect([await outcome(two, { reason: 'Mine' }), await outcome(none, { reason: 'Mine' })]).toEqual(['pdf.seed-value Reasons', 'pdf.seed-value Reasons'])
  })

  test('its level of certification is given to a first signature, refused to a later one or to another wish', async () => {
    const [approval, certifying] = [fieldWith('/SV <</MDP <</P 0>>>>'), fieldWith('/SV 102 0 R', { 102: '<</MDP <</P 2>>>>' })]
    expect(await docMdpLevel(await openPdf(memorySource(await sign(certifying))))).toBe(2)
    expect([await outcome(approval), await outcome(approval, { certify: 2 }), await outcome(certifying, { certify: 3 }), await outcome(await sign(certifying, { fieldName: 'Other' }))])
      .toEqual(['signed', 'pdf.seed-value MDP', 'pdf.seed-value MDP', 'pdf.certify-after-signature'])
  })

  test('its certificate: the very one, its issuer, names, usages, policies', async () => {
    const [root = new Uint8Array(0)] = signer.chain
    const seeds: Record<string, string> = {
      'the very one': `/Subject [${hex(signer.certificate)}] /Ff 1`, 'its issuer': `/Issuer [${hex(root)}] /Ff 2`,
      'its name': `/SubjectDN [<</O (Nobody)>> <</CN ${hex(Buffer.from('\ufeffNguyễn Văn Ân', 'utf16le').swap16())} /2.5.4.6 (VN)>>] /Ff 8`,
    }
    for (const [name, seed] of Object.entries(seeds)) {
      const pdf = fieldWith(`/SV <</Cert <</Type /SVCert ${seed}>>>>`)
      expect([name, await outcome(pdf), (await outcome(pdf, { signer: other })).split(' ')[0]]).toEqual([name, 'signed', 'pdf.seed-certificate'])
    }
    const cases = [['/KeyUsage [(11XXXXXXX)] /Ff 32', 'signed'], ['/KeyUsage [(0) (XX1)] /Ff 32', 'pdf.seed-certificate KeyUsage'], ['/OID [(1.2.3)] /Ff 4', 'pdf.seed-certificate OID'], [`/Issuer [(no certificate)] /Ff 2`, 'pdf.seed-certificate Issuer'], ['/Subject [] /Ff 1', 'pdf.seed-certificate Subject']] as const
    for (const [seed, wanted] of cases) expect([seed, await outcome(fieldWith(`/SV <</Cert <<${seed}>>>>`))]).toEqual([seed, wanted])
    expect(new X509Certificate(root).ca).toBe(true)
  })
})

describe('locks and certification', () => {
  test('a signed field whose Lock allows no change forbids every further signature', async () => {
    const pdf = await sign(fieldWith('/Lock <</Type /SigFieldLock /Action /All /P 1>>'))
    expect(await outcome(pdf, { fieldName: 'Other' })).toBe('pdf.certified-no-changes')
  })

  test('a field\'s Lock goes into its signature, and what it locks cannot be signed any more', async () => {
    const pdf = await sign(fieldWith('/Lock 102 0 R', { 102: '<</Type /SigFieldLock /Action /Include /Fields [(Other)]>>' }))
    expect([await outcome(pdf, { fieldName: 'Other' }), await outcome(pdf, { fieldName: undefined })]).toEqual(['pdf.locked', 'signed'])
  })

  test.each([1, 2, 3] as const)('certified at level %s: 1 forbids all, 2 and 3 let others sign, none lets certify again', async certify => {
    const pdf = await sign(fieldWith(''), { certify })
    const added = certify === 1 ? 'pdf.certified-no-changes' : 'signed'
    expect([await outcome(pdf, { fieldName: 'Other' }), await outcome(pdf, { fieldName: 'Other', certify: 2 }).then(said => said !== 'signed')]).toEqual([added, true])
  })
  test('under an earlier signature a prepared field gets no Lock any more: that would change what was signed', async () => {
    const pdf = await sign(await sign(fieldWith(''), { fieldName: undefined }), { act: 'approve', fieldName: 'Leader' })
    const [leader] = await listSignatureFields(await openPdf(memorySource(pdf)))
    const { signatures } = await validatePdf({ source: memorySource(pdf), trust: [], at: atMs })
    expect([leader?.field.dict.has('Lock'), signatures.map(({ field, changesAfter }) => [field, changesAfter])]).toEqual([false, [['Signature1', 'allowed'], ['Leader', 'none']]])
  })

  test('a certified document takes a new signature only where nothing of it shows', async () => {
    const pdf = await sign(fieldWith(''), { certify: 2 })
    const placed = { fieldName: undefined, image: makeSignaturePng(), placement: { page: 1, rect: [50, 50, 150, 90] } } as const
    expect([await outcome(pdf, placed), await outcome(pdf, { fieldName: undefined }), await outcome(pdf, { fieldName: 'Other', image: makeSignaturePng() })]).toEqual(['pdf.certified-no-new-field', 'signed', 'signed'])
  })
})
