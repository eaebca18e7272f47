import { X509Certificate, constants, verify } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PinWanted } from '../../../electron/token/ask-pin.ts'
import { sha256Hex } from '../../../electron/token/certificate/read-certificate.ts'
import type { Signer } from '../../../shared/model/signer.ts'
import type { Identity, TestAuthority } from '../../helpers/certificates.ts'
import { makeCertificate, makeTestAuthority } from '../../helpers/certificates.ts'
import type { NodeTokens } from '../../helpers/node-tokens.ts'
import { makeNodeTokens } from '../../helpers/node-tokens.ts'
import type { SoftHsm } from '../../helpers/softhsm.ts'
import { makeSoftHsm, softHsmModule } from '../../helpers/softhsm.ts'

const DATA = Buffer.from('phần thuộc tính được ký')

describe.skipIf(softHsmModule() === null)('a PKCS#11 token (SoftHSM2)', () => {
  let authority: TestAuthority
  let curves: Identity[]
  let expired: Identity
  let hsm: SoftHsm
  let tokens: NodeTokens

  beforeAll(async () => {
    authority = await makeTestAuthority()
    curves = [await makeCertificate({ subject: 'CN=P-256', key: 'p-256' }), await makeCertificate({ subject: 'CN=P-384', key: 'p-384' })]
    expired = await makeCertificate({ subject: 'CN=Hết hạn', key: 'p-256', notBefore: new Date('2020-01-01'), notAfter: new Date('2025-01-01') })
    const { certificate: issuing } = authority.issuing
    const { certificate: root } = authority.root
    hsm = makeSoftHsm([authority.officer, ...curves, expired, { certificate: issuing }, { certificate: root }])
    tokens = makeNodeTokens({ env: hsm.env })
  })
  afterAll(() => {
    tokens?.close()
    hsm?.remove()
  })

  const pin = () => ({ kind: 'file' as const, path: hsm.pinFile })
  const officer = () => sha256Hex(authority.officer.certificate)
  const withOfficer = <T>(act: (signer: Signer) => Promise<T>, path = hsm.pinFile) => (
    tokens.withSigner({ module: hsm.module, certificateSha256: officer(), pin: { kind: 'file', path } }, act)
  )
  const fileWith = (name: string, text: string) => {
    const path = join(hsm.dir, name)
    writeFileSync(path, text)
    return path
  }

  test('certificates are read and judged before any PIN', async () => {
    const [seen, ...others] = await tokens.list(hsm.module)
    expect(others).toEqual([])
    expect(seen?.token).toMatchObject({ label: hsm.label, pinPad: false, locked: false, minPin: 4, maxPin: 255 })
    const reasons = Object.fromEntries(seen!.certificates!.map(({ facts, reasons }) => [facts!.commonName, reasons]))
    expect(reasons).toEqual({
      'Nguyễn Thị Hồng Ánh': [], 'P-256': [], 'P-384': [], 'Hết hạn': ['certificate.expired'],
      'CA thử nghiệm': ['certificate.is-ca', 'certificate.wrong-usage'], 'Root CA thử nghiệm': ['certificate.is-ca', 'certificate.wrong-usage'],
    })
  })

  test('the signer carries the chain that the token holds, upward', async () => {
    const chain = await withOfficer(signer => Promise.resolve(signer.chain.map(each => Buffer.from(each))))
    expect(chain).toEqual([Buffer.from(authority.issuing.certificate), Buffer.from(authority.root.certificate)])
  })

  test('one PIN makes a batch of RSA signatures, PKCS#1 and PSS', async () => {
    const { publicKey } = new X509Certificate(authority.officer.certificate)
    const [pkcs1, pss] = await withOfficer(signer => Promise.all([signer.sign(DATA, 'rsa-pkcs1'), signer.sign(DATA, 'rsa-pss')]))
    expect(verify('sha256', DATA, publicKey, pkcs1!)).toBe(true)
    expect(verify('sha256', DATA, { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }, pss!)).toBe(true)
  })

  test.each([0, 1])('ECDSA comes as DER (curve %#)', async index => {
    const { certificate } = curves[index]!
    const value = await tokens.withSigner({ module: hsm.module, certificateSha256: sha256Hex(certificate), pin: pin() }, signer => signer.sign(DATA, 'ecdsa'))
    expect(verify('sha256', DATA, new X509Certificate(certificate).publicKey, value)).toBe(true)
  })

  test('an algorithm that is not the key’s is refused', async () => {
    await expect(withOfficer(signer => signer.sign(DATA, 'ecdsa'))).rejects.toMatchObject({ code: 'token.mechanism-unsupported' })
  })

  test('a wrong PIN is told as wrong and costs one try only', async () => {
    await expect(withOfficer(signer => signer.sign(DATA, 'rsa-pkcs1'), fileWith('wrong.txt', '00000000'))).rejects.toMatchObject({
      code: 'token.pin-incorrect', facts: { function: 'C_Login', code: '0xa0', finalTry: false, locked: false },
    })
  })

  test('an empty PIN never reaches the token, since it would mean the pad', async () => {
    await expect(withOfficer(signer => signer.sign(DATA, 'rsa-pkcs1'), fileWith('empty.txt', '\n'))).rejects.toMatchObject({ code: 'token.pin-empty' })
  })

  test('a PIN of a length that the token does not take is not handed on', async () => {
    await expect(withOfficer(signer => signer.sign(DATA, 'rsa-pkcs1'), fileWith('short.txt', '123'))).rejects.toMatchObject({
      code: 'token.pin-length', facts: { min: 4, max: 255 },
    })
  })

  test('of a PIN file only one final newline is dropped', async () => {
    await expect(withOfficer(() => Promise.resolve('in'), fileWith('windows.txt', `${hsm.pin}\r\n`))).resolves.toBe('in')
    await expect(withOfficer(() => Promise.resolve('in'), fileWith('two.txt', `${hsm.pin}\n\n`))).rejects.toMatchObject({ code: 'token.pin-incorrect' })
  })

  test('a missing PIN file is named', async () => {
    const path = join(hsm.dir, 'none.txt')
    await expect(withOfficer(() => Promise.resolve(), path)).rejects.toMatchObject({ code: 'file.not-found', facts: { file: path } })
  })

  test('a certificate that cannot sign is refused before anyone is asked for a PIN', async () => {
    const asked: PinWanted[] = []
    const request = { module: hsm.module, certificateSha256: sha256Hex(expired.certificate), pin: { ...pin(), told: (wanted: PinWanted) => asked.push(wanted) } }
    await expect(tokens.withSigner(request, () => Promise.resolve())).rejects.toMatchObject({ code: 'certificate.expired' })
    expect(asked).toEqual([])
  })

  test('several certificates that may sign are not guessed among', async () => {
    await expect(tokens.withSigner({ module: hsm.module, pin: pin() }, () => Promise.resolve())).rejects.toMatchObject({ code: 'token.ambiguous', facts: { count: 3 } })
  })

  test('a token of another name is absent', async () => {
    const request = { module: hsm.module, tokenLabel: 'Không có', pin: pin() }
    await expect(tokens.withSigner(request, () => Promise.resolve())).rejects.toMatchObject({ code: 'token.absent' })
  })

  test('after the act the signer is dead and the token logged out', async () => {
    const late = await withOfficer(signer => Promise.resolve(signer))
    await expect(late.sign(DATA, 'rsa-pkcs1')).rejects.toMatchObject({ code: 'token.session-lost' })
    await expect(withOfficer(signer => signer.sign(DATA, 'rsa-pkcs1'), fileWith('wrong2.txt', '99999999'))).rejects.toMatchObject({ code: 'token.pin-incorrect' })
  })

  test('a failing act logs out and its own error is told', async () => {
    await expect(withOfficer(() => Promise.reject(new Error('document')))).rejects.toThrow('document')
    await expect(withOfficer(signer => signer.sign(DATA, 'rsa-pkcs1'))).resolves.toHaveLength(256)
  })

  test('a process killed in a batch is told as crashed, and the next act signs in a new one', async () => {
    const before = tokens.started.length
    await expect(withOfficer(async signer => {
      await signer.sign(DATA, 'rsa-pkcs1')
      tokens.started.at(-1)!.kill()
      return signer.sign(DATA, 'rsa-pkcs1')
    })).rejects.toMatchObject({ code: 'token.crashed' })
    await expect(withOfficer(signer => signer.sign(DATA, 'rsa-pkcs1'))).resolves.toHaveLength(256)
    expect(tokens.started.length).toBe(before + 1)
  })
})
