import { constants, createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { ReasonCode, SignatureVerdict } from '../../../shared/model/signature-report.ts'
import { reportWords } from '../../../electron/cli/report-words.ts'
import { memorySource } from '../../../electron/pdf/source.ts'
import { parseCertificate } from '../../../electron/pki/certificate.ts'
import { der, derNull, octetString, oid, sequence, smallInteger } from '../../../electron/pki/der.ts'
import { validatePdf } from '../../../electron/validation/validate.ts'
import { attribute, digestIdentifier, makeCms, makeForeignSigner, signByHand, type CmsWish, type ForeignKey, type ForeignSigner } from '../../helpers/foreign-signature.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { SIGNED_AT } from '../../helpers/make-signed-pdf.ts'

const signers = new Map<ForeignKey, ForeignSigner>()
beforeAll(async () => { for (const kind of ['rsa', 'ec', 'ed25519', 'ed448'] as const) signers.set(kind, await makeForeignSigner(kind)) })
const pdf = makePdf()
const sha1 = (content: Uint8Array): Uint8Array => createHash('sha1').update(content).digest()

/** The verdict on a document that this signer signed in this way. */
async function judge(kind: ForeignKey, subFilter: string, wish: CmsWish | ((content: Uint8Array, signer: ForeignSigner) => CmsWish) = {}): Promise<SignatureVerdict> {
  const signer = signers.get(kind)
  if (!signer) throw new Error(`no signer ${kind}`)
  const signed = await signByHand(pdf, { subFilter }, content => makeCms(content, signer, typeof wish === 'function' ? wish(content, signer) : wish))
  const { signatures } = await validatePdf({ source: memorySource(signed), trust: [parseCertificate(signer.root)], at: SIGNED_AT })
  const [one] = signatures
  if (!one) throw new Error('nothing was judged')
  return one
}

const pss = (digest: string, mask: string, salt: number): Uint8Array => sequence(oid('1.2.840.113549.1.1.10'), sequence(
  der(0xa0, digestIdentifier(digest)), der(0xa1, sequence(oid('1.2.840.113549.1.1.8'), digestIdentifier(mask))), der(0xa2, smallInteger(salt)),
))
const PSS_OPTIONS = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }

describe('what other programs sign is valid', () => {
  type Case = [string, ForeignKey, string, CmsWish, string]
  const cases: Case[] = [
    ['RSA', 'rsa', 'adbe.pkcs7.detached', {}, 'RSA-PKCS1-SHA256'],
    ['RSA with SHA-512', 'rsa', 'adbe.pkcs7.detached', { digest: 'sha512' }, 'RSA-PKCS1-SHA512'],
    ['RSA named without a digest', 'rsa', 'adbe.pkcs7.detached', { algorithm: sequence(oid('1.2.840.113549.1.1.1'), derNull()) }, 'RSA-PKCS1-SHA256'],
    ['RSA-PSS', 'rsa', 'ETSI.CAdES.detached', { ess: 'v2', algorithm: pss('sha256', 'sha256', 32), options: PSS_OPTIONS }, 'RSA-PSS-SHA256'],
    ['ECDSA', 'ec', 'adbe.pkcs7.detached', {}, 'ECDSA-SHA256'],
    ['Ed25519', 'ed25519', 'ETSI.CAdES.detached', { ess: 'v2', digest: 'sha512' }, 'Ed25519'],
    ['Ed448', 'ed448', 'ETSI.CAdES.detached', { ess: 'v2', digest: 'sha512' }, 'Ed448'],
    ['without signed attributes', 'rsa', 'adbe.pkcs7.detached', { attributes: false }, 'RSA-PKCS1-SHA256'],
    ['a signing certificate of RFC 2634', 'ec', 'ETSI.CAdES.detached', { ess: 'v1' }, 'ECDSA-SHA256'],
    ['a signing certificate of RFC 5035 with another digest', 'ec', 'ETSI.CAdES.detached', { ess: 'v2-sha512' }, 'ECDSA-SHA256'],
    ['both signing certificates', 'ec', 'ETSI.CAdES.detached', { ess: 'both' }, 'ECDSA-SHA256'],
    ['attributes that nobody knows, signed and unsigned', 'ec', 'adbe.pkcs7.detached', { extra: [attribute('1.2.3.4', octetString(new Uint8Array(3)))], unsigned: [attribute('1.2.3.5', octetString(new Uint8Array(3)))] }, 'ECDSA-SHA256'],
    ['a countersignature', 'ec', 'adbe.pkcs7.detached', { unsigned: [attribute('1.2.840.113549.1.9.6', sequence(smallInteger(1)))] }, 'ECDSA-SHA256'],
  ]
  test.each(cases)('%s', async (_, kind, subFilter, wish, algorithm) => {
    expect(await judge(kind, subFilter, wish)).toMatchObject({ verdict: 'valid', intact: true, cryptographyValid: true, algorithm })
  })
})

test('what a signature carries beside what is judged is named, signed or not, in words', async () => {
  const one = await judge('ec', 'adbe.pkcs7.detached', {
    extra: [attribute('1.2.3.4', octetString(new Uint8Array(3)))],
    unsigned: [attribute('1.2.840.113549.1.9.6', sequence(smallInteger(1))), attribute('1.2.3.5', octetString(new Uint8Array(3)))],
  })
  expect(one.attributes).toEqual([{ oid: '1.2.3.4', name: null, signed: true }, { oid: '1.2.840.113549.1.9.6', name: 'countersignature', signed: false }, { oid: '1.2.3.5', name: null, signed: false }])
  const words = reportWords('a.pdf', { verdict: one.verdict, reasons: [], signatures: [one] }, 'vi')
  expect(words).toContain('chữ ký của người khác xác nhận chữ ký này (countersignature), phần mềm không kiểm tra (không được ký, 1.2.840.113549.1.9.6)')
  expect(words).toContain('thuộc tính lạ, phần mềm không kiểm tra (được ký, 1.2.3.4)')
})

test('a signature that carries hundreds of attributes gets a report that can be read', async () => {
  const many = Array.from({ length: 300 }, (_, index) => attribute(`1.2.3.${index}`, octetString(new Uint8Array(1))))
  expect((await judge('ec', 'adbe.pkcs7.detached', { unsigned: many })).attributes).toHaveLength(50)
})

describe('weak digests are never silently good', () => {
  const weak: [string, string, CmsWish | ((content: Uint8Array) => CmsWish)][] = [
    ['SHA-1', 'adbe.pkcs7.detached', { digest: 'sha1' }],
    ['SHA-1 in the SubFilter itself', 'adbe.pkcs7.sha1', content => ({ inside: sha1(content) })],
    ['SHA-1 throughout', 'adbe.pkcs7.sha1', content => ({ inside: sha1(content), digest: 'sha1', attributes: false })],
  ]
  test.each(weak)('%s is intact, and indeterminate without a proof of when', async (_, subFilter, wish) => {
    const one = await judge('rsa', subFilter, wish)
    expect(one).toMatchObject({ verdict: 'indeterminate', intact: true, cryptographyValid: true, subIndication: 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE' })
    expect(one.reasons).toContain('signature.algorithm-weak')
  })

  test('MD5 is no evidence at all', async () => {
    expect(await judge('rsa', 'adbe.pkcs7.detached', { digest: 'md5' })).toMatchObject({ verdict: 'invalid', intact: false, cryptographyValid: false })
  })
})

describe('what does not fit together is invalid', () => {
  type Case = [string, ForeignKey, string, CmsWish | ((content: Uint8Array, signer: ForeignSigner) => CmsWish), ReasonCode]
  const cases: Case[] = [
    ['attached content where it must be detached', 'ec', 'adbe.pkcs7.detached', content => ({ inside: content }), 'signature.attached-content'],
    ['attached content under CAdES', 'ec', 'ETSI.CAdES.detached', content => ({ ess: 'v2', inside: content }), 'signature.attached-content'],
    ['other attached content', 'ec', 'adbe.pkcs7.detached', { inside: Buffer.from('khac') }, 'signature.attached-content'],
    ['no content where a digest must be inside', 'ec', 'adbe.pkcs7.sha1', {}, 'signature.cms-malformed'],
    ['a digest inside that is another', 'ec', 'adbe.pkcs7.sha1', { inside: new Uint8Array(20) }, 'signature.digest-mismatch'],
    ['a digest inside that is longer', 'ec', 'adbe.pkcs7.sha1', content => ({ inside: Buffer.concat([sha1(content), Buffer.from('x')]) }), 'signature.digest-mismatch'],
    ['a document signature called a timestamp', 'ec', 'ETSI.RFC3161', {}, 'signature.cms-malformed'],
    ['no signing certificate under CAdES', 'ec', 'ETSI.CAdES.detached', {}, 'signature.attribute-missing'],
    ['a signing certificate that is another', 'ec', 'ETSI.CAdES.detached', { ess: 'other' }, 'signature.certificate-mismatch'],
    ['a signing certificate that is another, where none is needed', 'ec', 'adbe.pkcs7.detached', { ess: 'other' }, 'signature.certificate-mismatch'],
    ['no certificate at all', 'ec', 'adbe.pkcs7.detached', { certificates: [] }, 'signature.certificate-mismatch'],
    ['another digest', 'ec', 'adbe.pkcs7.detached', { messageDigest: new Uint8Array(32) }, 'signature.digest-mismatch'],
    ['no digest', 'ec', 'adbe.pkcs7.detached', { messageDigest: 'absent' }, 'signature.attribute-missing'],
    ['two digests', 'ec', 'adbe.pkcs7.detached', { messageDigest: 'twice' }, 'signature.attribute-missing'],
    ['another content type', 'ec', 'adbe.pkcs7.detached', { contentType: '1.2.840.113549.1.9.16.1.4' }, 'signature.cms-malformed'],
    ['two signers', 'ec', 'adbe.pkcs7.detached', { signer: 'twice' }, 'signature.several-signers'],
    ['no signer', 'ec', 'adbe.pkcs7.detached', { signer: 'none' }, 'signature.cms-malformed'],
    ['a value made with another digest than it says', 'rsa', 'adbe.pkcs7.detached', { valueDigest: 'sha512' }, 'signature.value-wrong'],
    ['an algorithm whose digest is not the digest', 'rsa', 'adbe.pkcs7.detached', { algorithm: sequence(oid('1.2.840.113549.1.1.13'), derNull()), valueDigest: 'sha512' }, 'signature.algorithm-unsupported'],
    ['an algorithm that nobody knows', 'rsa', 'adbe.pkcs7.detached', { algorithm: sequence(oid('1.2.3.4')) }, 'signature.algorithm-unsupported'],
    ['an algorithm of another key', 'rsa', 'adbe.pkcs7.detached', { algorithm: sequence(oid('1.2.840.10045.4.3.2')) }, 'signature.algorithm-unsupported'],
    ['RSA-PSS with another salt than it says', 'rsa', 'adbe.pkcs7.detached', { algorithm: pss('sha256', 'sha256', 20), options: PSS_OPTIONS }, 'signature.value-wrong'],
    ['RSA-PSS with another mask than it says', 'rsa', 'adbe.pkcs7.detached', { algorithm: pss('sha256', 'sha512', 32), options: PSS_OPTIONS }, 'signature.value-wrong'],
    ['RSA-PSS with another digest than it says', 'rsa', 'adbe.pkcs7.detached', { algorithm: pss('sha512', 'sha512', 32), options: PSS_OPTIONS }, 'signature.algorithm-unsupported'],
    ['RSA-PSS without parameters', 'rsa', 'adbe.pkcs7.detached', { algorithm: sequence(oid('1.2.840.113549.1.1.10')), options: PSS_OPTIONS }, 'signature.algorithm-unsupported'],
    ['a PSS value under PKCS#1 v1.5', 'rsa', 'adbe.pkcs7.detached', { options: PSS_OPTIONS }, 'signature.value-wrong'],
    ['a SubFilter that nobody knows', 'rsa', 'adbe.x509.rsa_md5', {}, 'signature.format-unsupported'],
    ['a CMS where a bare value must be', 'rsa', 'adbe.x509.rsa_sha1', {}, 'signature.cms-malformed'],
  ]
  test.each(cases)('%s', async (_, kind, subFilter, wish, reason) => {
    const one = await judge(kind, subFilter, wish)
    expect(one.verdict).toBe('invalid')
    expect(one.reasons).toContain(reason)
  })
})

test('a range that leaves out more than Contents is refused although its digest is right', async () => {
  const signer = await makeForeignSigner('ec')
  const signed = await signByHand(pdf, { subFilter: 'adbe.pkcs7.detached', spared: 2 }, content => makeCms(content, signer))
  const report = await validatePdf({ source: memorySource(signed), trust: [parseCertificate(signer.root)], at: SIGNED_AT })
  expect(report.verdict).toBe('invalid')
  expect(report.signatures[0]).toMatchObject({ intact: true, cryptographyValid: true, reasons: expect.arrayContaining(['signature.byte-range-gap']) as unknown })
})
