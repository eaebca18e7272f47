import { createHash, createPrivateKey, constants, sign } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SIGNATURE_ALGORITHMS, type SignatureAlgorithm } from '../../../shared/model/signer.ts'
import { assembleSignedData, buildSignedAttributes, estimateCmsSize } from '../../../electron/pki/cms-sign.ts'

const folder = mkdtempSync(join(tmpdir(), 'cms-'))
const content = Buffer.from('nội dung được ký')
const openssl = (...args: string[]): Buffer => execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })

beforeAll(() => {
  writeFileSync(join(folder, 'content'), content)
  for (const [name, ...key] of [['rsa', '-newkey', 'rsa:2048'], ['ec', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256']]) {
    openssl('req', '-x509', ...key, '-nodes', '-keyout', `${name}.key`, '-out', `${name}.pem`, '-subj', '/C=VN/O=UBND xã Ba Vì/CN=Nguyễn Văn An', '-utf8', '-days', '3650')
    openssl('x509', '-in', `${name}.pem`, '-outform', 'der', '-out', `${name}.der`)
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

function makeCms(algorithm: SignatureAlgorithm): { cms: Uint8Array; certificate: Uint8Array } {
  const name = algorithm === 'ecdsa' ? 'ec' : 'rsa'
  const certificate = readFileSync(join(folder, `${name}.der`))
  const key = createPrivateKey(readFileSync(join(folder, `${name}.key`)))
  const signedAttributes = buildSignedAttributes({ digest: createHash('sha256').update(content).digest(), certificate })
  const pss = algorithm === 'rsa-pss' ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } : {}
  const signature = sign('sha256', signedAttributes, { key, ...pss })
  return { cms: assembleSignedData({ certificate, chain: [], signedAttributes, signature, algorithm }), certificate }
}

describe.each(SIGNATURE_ALGORITHMS)('a CMS made with %s', algorithm => {
  test('is accepted by openssl over the detached content', () => {
    writeFileSync(join(folder, 'cms.der'), makeCms(algorithm).cms)
    const answer = openssl('cms', '-verify', '-binary', '-cades', '-purpose', 'any', '-inform', 'der', '-in', 'cms.der', '-content', 'content', '-CAfile', `${algorithm === 'ecdsa' ? 'ec' : 'rsa'}.pem`)
    expect(answer.equals(content)).toBe(true)
  })

  test('fits the size that was estimated before signing', () => {
    const { cms, certificate } = makeCms(algorithm)
    expect(cms.length).toBeLessThanOrEqual(estimateCmsSize({ certificate, chain: [] }))
  })
})

test('exactly three signed attributes, sorted, and the RSA parameters are an explicit NULL', () => {
  writeFileSync(join(folder, 'cms.der'), makeCms('rsa-pkcs1').cms)
  const printed = openssl('cms', '-cmsout', '-print', '-noout', '-inform', 'der', '-in', 'cms.der').toString()
  const attributes = printed.slice(printed.indexOf('signedAttrs'), printed.indexOf('signatureAlgorithm: ', printed.indexOf('signedAttrs')))
  expect(attributes.match(/object: \S+/g)).toEqual(['object: contentType', 'object: messageDigest', 'object: id-smime-aa-signingCertificateV2'])
  expect(printed).toMatch(/algorithm: sha256WithRSAEncryption[^\n]*\n\s+parameter: NULL/)
})

test('another content is refused by openssl', () => {
  writeFileSync(join(folder, 'cms.der'), makeCms('ecdsa').cms)
  writeFileSync(join(folder, 'other'), 'nội dung khác')
  expect(() => openssl('cms', '-verify', '-binary', '-inform', 'der', '-in', 'cms.der', '-content', 'other', '-noverify')).toThrow()
})
