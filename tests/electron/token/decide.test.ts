import { MessageChannel } from 'node:worker_threads'
import { createPublicKey, sign, verify } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { decideToken } from '../../../electron/token/see-tokens.ts'
import type { TokenSeen } from '../../../electron/token/see-tokens.ts'
import { chainAbove } from '../../../electron/token/certificate/chain.ts'
import { judgeAll } from '../../../electron/token/certificate/choose-certificate.ts'
import { judgeCertificate } from '../../../electron/token/certificate/judge-certificate.ts'
import { readCertificate, sha256Hex } from '../../../electron/token/certificate/read-certificate.ts'
import type { CertificateFacts } from '../../../electron/token/certificate/read-certificate.ts'
import { ckrProblem } from '../../../electron/token/constants/ckr.ts'
import { derSignature } from '../../../electron/token/ecdsa-signature.ts'
import type { TokenState } from '../../../electron/token/key-source.ts'
import { typePin } from '../../helpers/type-pin.ts'
import { makePinPorts } from '../../../electron/token/pin/pin-ports.ts'
import type { PinPort } from '../../../electron/token/pin/pin-ports.ts'
import { bmpPassword } from '../../../electron/token/pkcs12/derive.ts'
import type { TestAuthority } from '../../helpers/certificates.ts'
import { ENCRYPTION_USAGE, makeCertificate, makeTestAuthority } from '../../helpers/certificates.ts'

const NOW = Date.UTC(2026, 10, 24)
const DAY = 86_400_000

describe('which certificates can sign', () => {
  const fit: CertificateFacts = {
    subject: '', commonName: '', agency: '', issuer: '', serial: '01', notBefore: NOW - DAY, notAfter: NOW + DAY,
    isCa: false, keyUsage: { digitalSignature: true, nonRepudiation: true }, purposes: null, keyType: 'rsa', keyBits: 2048,
  }
  test.each([
    ['a fit one', {}, 'unknown', []],
    ['only nonRepudiation', { keyUsage: { digitalSignature: false, nonRepudiation: true } }, 'present', []],
    ['no key usage at all restricts nothing', { keyUsage: null }, 'present', []],
    ['encryption only', { keyUsage: { digitalSignature: false, nonRepudiation: false } }, 'present', ['certificate.wrong-usage']],
    ['for servers alone', { purposes: ['1.3.6.1.5.5.7.3.1'] }, 'present', ['certificate.wrong-usage']],
    ['for servers and clients, as many offices have', { purposes: ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2'] }, 'present', []],
    ['a CA', { isCa: true }, 'present', ['certificate.is-ca']],
    ['no key on the token', {}, 'absent', ['certificate.no-key']],
    ['RSA below 2048', { keyBits: 1024 }, 'present', ['certificate.weak-key']],
    ['P-256', { keyType: 'ec', keyBits: 256 }, 'present', []],
    ['a curve we do not know', { keyType: 'ec', keyBits: 0 }, 'present', ['certificate.key-unsupported']],
    ['a key that is neither RSA nor on a curve, as Ed25519', { keyType: 'other', keyBits: 0 }, 'present', ['certificate.key-unsupported']],
    ['until its last second', { notAfter: NOW }, 'present', []],
    ['expired', { notAfter: NOW - 1 }, 'present', ['certificate.expired']],
    ['not yet valid', { notBefore: NOW + 1 }, 'present', ['certificate.not-yet-valid']],
    ['several reasons, the lasting one first', { isCa: true, notAfter: NOW - 1 }, 'absent', ['certificate.is-ca', 'certificate.no-key', 'certificate.expired']],
  ] as const)('%s', (_name, change, key, reasons) => {
    expect(judgeCertificate({ ...fit, ...change }, key, NOW)).toEqual(reasons)
  })

  test('bytes that are no certificate are malformed', () => {
    expect(judgeCertificate(readCertificate(Buffer.from('không phải')), 'present', NOW)).toEqual(['certificate.malformed'])
  })

  test('a serial number is told without the octet that keeps it positive', async () => {
    expect(readCertificate((await makeCertificate({ subject: 'CN=a', key: 'p-256', serial: '00ff01' })).certificate)?.serial).toBe('ff01')
  })

  test('the purposes of a real one are read', async () => {
    const purposes = ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']
    expect(readCertificate((await makeCertificate({ subject: 'CN=a', key: 'p-256', purposes })).certificate)?.purposes).toEqual(purposes)
    expect(readCertificate((await makeCertificate({ subject: 'CN=a', key: 'p-256' })).certificate)?.purposes).toBeNull()
  })

  test('a real one is read: names in Vietnamese, times, usage, key', async () => {
    const { certificate } = await makeCertificate({ subject: 'C=VN, O=Sở Nội vụ, CN=Trần Văn Đức', key: 'rsa-1024', usage: ENCRYPTION_USAGE })
    expect(readCertificate(certificate)).toMatchObject({
      subject: 'C=VN, O=Sở Nội vụ, CN=Trần Văn Đức', commonName: 'Trần Văn Đức', agency: 'Sở Nội vụ', notAfter: Date.UTC(2036, 0, 1), isCa: false,
      keyUsage: { digitalSignature: false, nonRepudiation: false }, keyType: 'rsa', keyBits: 1024,
    })
  })
})

describe('which token is opened', () => {
  let authority: TestAuthority
  beforeAll(async () => { authority = await makeTestAuthority() })

  const token = (slot: number, label: string): TokenState => ({
    slot, label, serial: String(slot), model: '', manufacturer: '', pinPad: false, lowCount: false, finalTry: false, locked: false, mustChange: false, minPin: 4, maxPin: 8,
  })
  const seen = (slot: number, label: string, ders: readonly Uint8Array[] | null): TokenSeen => ({
    tokenId: String(slot), token: token(slot, label), certificates: ders && judgeAll(ders.map(der => ({ der, key: 'unknown' })), NOW), problem: null,
  })
  const slotOf = (all: readonly TokenSeen[], wanted = {}) => decideToken(all, wanted).chosen.token.slot

  test('the one that holds the only certificate that may sign', () => {
    expect(slotOf([seen(1, 'a', [authority.root.certificate]), seen(2, 'b', [authority.officer.certificate, authority.issuing.certificate])])).toBe(2)
  })

  test('the PIN goes nowhere while two could be meant', () => {
    expect(() => slotOf([seen(1, 'a', null), seen(2, 'b', null)])).toThrow(expect.objectContaining({ code: 'token.ambiguous' }))
    const two = [seen(1, 'a', [authority.officer.certificate]), seen(2, 'b', [authority.officer.certificate])]
    expect(() => slotOf(two)).toThrow(expect.objectContaining({ code: 'token.ambiguous' }))
    expect(slotOf(two, { tokenLabel: 'b' })).toBe(2)
    const officer = { certificateSha256: sha256Hex(authority.officer.certificate) }
    expect(() => slotOf(two, officer)).toThrow(expect.objectContaining({ code: 'token.ambiguous' }))
    expect(slotOf(two, { ...officer, tokenLabel: 'b' })).toBe(2)
  })

  test('a certificate that a token lists twice is one', () => {
    expect(slotOf([seen(1, 'a', [authority.officer.certificate, authority.officer.certificate])])).toBe(1)
  })

  test('one that shows nothing before its PIN, if it was named or stands alone', () => {
    expect(slotOf([seen(1, 'a', null), seen(2, 'b', [])], { tokenLabel: 'b' })).toBe(2)
    expect(slotOf([seen(1, 'a', null)])).toBe(1)
  })

  test('none where none is', () => {
    expect(() => slotOf([])).toThrow(expect.objectContaining({ code: 'token.absent' }))
    expect(() => slotOf([seen(1, 'a', [authority.root.certificate, authority.issuing.certificate])])).toThrow(expect.objectContaining({ code: 'token.no-certificate' }))
  })

  test('a chain ends where the token holds no issuer, and a circle ends it too', () => {
    const { root, issuing, officer } = authority
    expect(chainAbove(officer.certificate, [root.certificate]).length).toBe(0)
    expect(chainAbove(officer.certificate, [root.certificate, issuing.certificate, issuing.certificate, Buffer.from('x')]).length).toBe(2)
  })
})

describe('numbers and bytes', () => {
  test('a return code has its problem; an unknown one its number', () => {
    expect([ckrProblem('C_Login', 0xa0), ckrProblem('C_Login', 0xa4), ckrProblem('C_Login', 0x8000_0001)].map(({ code, facts }) => ({ code, facts }))).toEqual([
      { code: 'token.pin-incorrect', facts: { function: 'C_Login', code: '0xa0', ckr: 'CKR_PIN_INCORRECT' } },
      { code: 'token.pin-locked', facts: { function: 'C_Login', code: '0xa4', ckr: 'CKR_PIN_LOCKED' } },
      { code: 'token.failed', facts: { function: 'C_Login', code: '0x80000001', ckr: '0x80000001' } },
    ])
  })

  test('only CKR_PIN_INCORRECT is a wrong PIN', () => {
    const wrong = Array.from({ length: 0x210 }, (_, ckr) => ckr).filter(ckr => ckrProblem('C_Login', ckr).code === 'token.pin-incorrect')
    expect(wrong).toEqual([0xa0])
  })

  test('r‖s becomes DER without spare zeros', () => {
    const raw = Buffer.alloc(64)
    raw[31] = 0x80
    raw[32] = 0x01
    expect(Buffer.from(derSignature(raw)).toString('hex')).toBe(`302602020080022001${'00'.repeat(31)}`)
    expect(() => derSignature(Buffer.alloc(63))).toThrow(expect.objectContaining({ code: 'token.output-mismatch' }))
  })

  test('DER of r‖s is what OpenSSL reads', async () => {
    const { privateKey } = await makeCertificate({ subject: 'CN=P-384', key: 'p-384' })
    const raw = sign('sha256', Buffer.from('x'), { key: privateKey, dsaEncoding: 'ieee-p1363' })
    expect(verify('sha256', Buffer.from('x'), { key: createPublicKey(privateKey), dsaEncoding: 'der' }, derSignature(raw))).toBe(true)
  })

  test('a password becomes UTF-16 with two zeros, also beyond the BMP; what is no UTF-8 goes byte by byte', () => {
    const hex = (bytes: Uint8Array) => Buffer.from(bmpPassword(bytes)).toString('hex')
    expect(hex(Buffer.from('ẩ🔑'))).toBe('1ea9d83ddd110000')
    expect(hex(Uint8Array.of(0xe9, 0x41))).toBe('00e900410000')
  })
})

describe('the PIN’s port', () => {
  /** Node's port in Electron's shape. */
  const pair = () => {
    const { port1, port2 } = new MessageChannel()
    const port: PinPort = {
      on: (event: 'message' | 'close', listener: (event: { data: unknown }) => void) => port1.on(event, (data: unknown) => listener({ data })),
      postMessage: message => port1.postMessage(message),
      start: () => port1.start(),
      close: () => port1.close(),
    }
    return { port, dialog: port2 }
  }
  test.each(['before', 'after'])('meets its request when it comes %s it', async order => {
    const ports = makePinPorts()
    const { port, dialog } = pair()
    typePin(dialog, '12345678')
    if (order === 'before') ports.arrived('a', port)
    const taken = ports.take('a')
    if (order === 'after') ports.arrived('a', port)
    expect(Buffer.from(await taken).toString()).toBe('12345678')
  })

  test('closed without a PIN, or forgotten, is cancelled', async () => {
    const ports = makePinPorts()
    const { port, dialog } = pair()
    ports.arrived('a', port)
    const closed = ports.take('a')
    dialog.close()
    await expect(closed).rejects.toMatchObject({ code: 'token.pin-cancelled' })
    const forgotten = ports.take('b')
    ports.forget('b')
    await expect(forgotten).rejects.toMatchObject({ code: 'token.pin-cancelled' })
  })

  test('anything but bytes is no PIN', async () => {
    const ports = makePinPorts()
    const { port, dialog } = pair()
    ports.arrived('a', port)
    dialog.postMessage('12345678')
    await expect(ports.take('a')).rejects.toMatchObject({ code: 'token.pin-cancelled' })
  })
})
