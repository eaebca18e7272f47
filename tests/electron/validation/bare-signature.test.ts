import { constants, createHash, privateEncrypt, sign } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { ReasonCode, SignatureReport } from '../../../shared/model/signature-report.ts'
import { memorySource } from '../../../electron/pdf/source.ts'
import { parseCertificate } from '../../../electron/pki/certificate.ts'
import { octetString, sequence } from '../../../electron/pki/der.ts'
import { validatePdf } from '../../../electron/validation/validate.ts'
import { digestIdentifier, makeForeignSigner, signByHand, type ForeignSigner } from '../../helpers/foreign-signature.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { SIGNED_AT } from '../../helpers/make-signed-pdf.ts'

/** adbe.x509.rsa_sha1: a bare RSA value in Contents, the certificates beside it in Cert (ISO 32000-2 Table 255). */
let [signer, other, curve]: ForeignSigner[] = []
beforeAll(async () => { [signer, other, curve] = [await makeForeignSigner('rsa'), await makeForeignSigner('rsa'), await makeForeignSigner('ec')] })

const hex = (bytes: Uint8Array): string => `<${Buffer.from(bytes).toString('hex')}>`
const need = (one: ForeignSigner | undefined): ForeignSigner => {
  if (!one) throw new Error('no signer')
  return one
}

interface Wish { readonly cert?: string; readonly value?: (content: Uint8Array) => Uint8Array; readonly tamper?: boolean }

async function judge({ cert, value, tamper = false }: Wish): Promise<SignatureReport> {
  const { certificate, root, key } = need(signer)
  const signed = await signByHand(makePdf(), { subFilter: `adbe.x509.rsa_sha1 ${cert ?? `/Cert ${hex(certificate)}`}` }, content => octetString((value ?? (all => sign('sha256', all, key)))(content)))
  const bytes = tamper ? Buffer.from(Buffer.from(signed).toString('latin1').replace('(Page 1)', '(Page 9)'), 'latin1') : signed
  return validatePdf({ source: memorySource(bytes), trust: [parseCertificate(root)], at: SIGNED_AT })
}
const raw = (block: Uint8Array): Uint8Array => privateEncrypt({ key: need(signer).key, padding: constants.RSA_PKCS1_PADDING }, block)
const info = (digest: string, content: Uint8Array): Uint8Array => sequence(digestIdentifier(digest), octetString(createHash(digest).update(content).digest()))

describe('a bare value of long ago', () => {
  test.each<[string, Wish]>([
    ['with SHA-256', {}],
    ['with its chain beside it', { cert: 'chain' }],
  ])('%s is valid', async (_, wish) => {
    const { certificate, root } = need(signer)
    const report = await judge(wish.cert === 'chain' ? { cert: `/Cert [${hex(certificate)} ${hex(root)}]` } : wish)
    expect(report.verdict).toBe('valid')
    expect(report.signatures[0]).toMatchObject({ intact: true, cryptographyValid: true, algorithm: 'RSA-PKCS1-SHA256', level: 'CMS', signer: { name: 'rsa' } })
  })

  test('with SHA-1, as its name says, is intact and never silently valid', async () => {
    const report = await judge({ value: content => sign('sha1', content, need(signer).key) })
    expect(report.signatures[0]).toMatchObject({ verdict: 'indeterminate', intact: true, cryptographyValid: true, algorithm: 'RSA-PKCS1-SHA1', subIndication: 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE' })
    expect(report.reasons).toContain('signature.algorithm-weak')
  })

  test.each<[string, () => Wish, ReasonCode]>([
    ['over a document that was changed', () => ({ tamper: true }), 'signature.digest-mismatch'],
    ['with another certificate', () => ({ cert: `/Cert ${hex(need(other).certificate)}` }), 'signature.value-wrong'],
    ['with a certificate whose key is no RSA key', () => ({ cert: `/Cert ${hex(need(curve).certificate)}` }), 'signature.value-wrong'],
    ['without a certificate', () => ({ cert: '' }), 'signature.certificate-mismatch'],
    ['with something else for a certificate', () => ({ cert: '/Cert [(x) <00>]' }), 'signature.certificate-mismatch'],
    ['with MD5', () => ({ value: content => sign('md5', content, need(signer).key) }), 'signature.algorithm-unsupported'],
    ['of PSS', () => ({ value: content => sign('sha256', content, { key: need(signer).key, padding: constants.RSA_PKCS1_PSS_PADDING }) }), 'signature.value-wrong'],
    ['with octets behind its digest', () => ({ value: content => raw(Buffer.concat([info('sha256', content), Buffer.from('x')])) }), 'signature.digest-mismatch'],
    ['of a digest without its name', () => ({ value: content => raw(createHash('sha256').update(content).digest()) }), 'signature.algorithm-unsupported'],
    ['that is empty', () => ({ value: () => new Uint8Array() }), 'signature.value-wrong'],
  ])('%s is invalid', async (_, wish, reason) => {
    const report = await judge(wish())
    expect(report.verdict).toBe('invalid')
    expect(report.reasons).toContain(reason)
  })
})
