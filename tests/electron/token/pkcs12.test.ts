import { execFileSync, spawnSync } from 'node:child_process'
import { X509Certificate, createHmac, pbkdf2Sync, verify } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sha256Hex } from '../../../electron/token/certificate/read-certificate.ts'
import { children, readDer } from '../../../electron/pki/der-read.ts'
import { moduleName } from '../../../electron/token/module-name.ts'
import { readPkcs12 } from '../../../electron/token/pkcs12/read.ts'
import { ProblemError } from '../../../shared/problem.ts'
import type { Identity, TestAuthority } from '../../helpers/certificates.ts'
import { makeCertificate, makeTestAuthority } from '../../helpers/certificates.ts'
import type { NodeTokens } from '../../helpers/node-tokens.ts'
import { makeNodeTokens } from '../../helpers/node-tokens.ts'
import { integer, nullValue, octetString, oid, sequence } from '../../province/authority/der.ts'

const DATA = Buffer.from('phần thuộc tính được ký')
/** With marks and a letter outside the BMP: both forms of a password have to agree. */
const PASSWORD = 'Mật khẩu 🔑'

/** The ciphers of openssl's `pkcs12 -export`, each with its check value. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  'AES-256 and SHA-256 (openssl 3)': [],
  'AES-128, MAC SHA-512': ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-128-CBC', '-macalg', 'sha512'],
  'AES-192, MAC SHA-384': ['-keypbe', 'AES-192-CBC', '-certpbe', 'AES-192-CBC', '-macalg', 'sha384'],
  '3DES of PBES2': ['-keypbe', 'DES-EDE3-CBC', '-certpbe', 'DES-EDE3-CBC'],
  'RC2-40 and 3DES (old Windows)': ['-legacy'],
  'RC2-128 and 3DES with two keys': ['-legacy', '-keypbe', 'PBE-SHA1-2DES', '-certpbe', 'PBE-SHA1-RC2-128'],
  'certificates in the clear': ['-certpbe', 'NONE'],
}

/** The file, which has no check value, with one of RFC 9579. */
function withPbmac1(file: Uint8Array, { password, hash, id }: { readonly password: string; readonly hash: string; readonly id: string }): Buffer {
  const [version, safeInfo] = children(readDer(file))
  const safe = children(children(safeInfo!)[1]!)[0]!.content
  const prf = sequence(oid(id), nullValue())
  const [salt, count, length] = [Buffer.from('muối của hai giây'), 2048, createHmac(hash, '').digest().length]
  const mac = createHmac(hash, pbkdf2Sync(password, salt, count, length, hash)).update(safe).digest()
  const derivation = sequence(oid('1.2.840.113549.1.5.12'), sequence(octetString(salt), integer(count), integer(length), prf))
  const algorithm = sequence(oid('1.2.840.113549.1.5.14'), sequence(derivation, prf))
  return sequence(version!.encoded, safeInfo!.encoded, sequence(sequence(algorithm, octetString(mac)), octetString(Buffer.from('NOT USED')), integer(1)))
}

describe.skipIf(spawnSync('openssl', ['version']).error !== undefined)('a PKCS#12 file', () => {
  let dir: string
  let authority: TestAuthority
  let curve: Identity
  let tokens: NodeTokens

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'pkcs12-'))
    authority = await makeTestAuthority()
    curve = await makeCertificate({ subject: 'CN=P-256', key: 'p-256' })
    tokens = makeNodeTokens()
    writeFileSync(join(dir, 'password.txt'), `${PASSWORD}\n`)
  })
  afterAll(() => {
    tokens?.close()
    rmSync(dir, { recursive: true, force: true })
  })

  const pem = (der: Uint8Array) => new X509Certificate(der).toString()
  const makeFile = (args: readonly string[], identity: Identity = authority.officer, password = PASSWORD) => {
    const file = join(dir, 'file.p12')
    const [key, chain] = [join(dir, 'key.pem'), join(dir, 'chain.pem')]
    writeFileSync(key, identity.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string + pem(identity.certificate))
    writeFileSync(chain, pem(authority.issuing.certificate) + pem(authority.root.certificate))
    execFileSync('openssl', ['pkcs12', '-export', '-in', key, '-certfile', chain, '-out', file, '-passout', 'stdin', ...args], { input: `${password}\n`, stdio: 'pipe' })
    return file
  }
  const password = (text: string) => new Uint8Array(Buffer.from(text))
  const codeOf = (work: () => unknown) => {
    try {
      work()
      return 'read'
    } catch (error) {
      return error instanceof ProblemError ? error.code : error
    }
  }
  const pin = () => ({ kind: 'file' as const, path: join(dir, 'password.txt') })
  const wrongPin = () => {
    writeFileSync(join(dir, 'wrong.txt'), 'sai')
    return { kind: 'file' as const, path: join(dir, 'wrong.txt') }
  }

  test.each(Object.entries(KINDS))('is read: %s', (_name, args) => {
    const content = readPkcs12(readFileSync(makeFile(args)), password(PASSWORD))
    const { officer, issuing, root } = authority
    expect({
      certificates: content.certificates.map(sha256Hex).toSorted(), keys: content.keys.map(key => key.equals(officer.privateKey)),
    }).toEqual({ certificates: [officer, issuing, root].map(({ certificate }) => sha256Hex(certificate)).toSorted(), keys: [true] })
  })

  test.each(Object.entries(KINDS))('a wrong password is told as wrong: %s', (_name, args) => {
    expect(codeOf(() => readPkcs12(readFileSync(makeFile(args)), password('sai')))).toBe('token.p12-password')
  })

  test('without a check value a wrong password is still told as wrong', () => {
    const file = readFileSync(makeFile(['-nomac']))
    expect([codeOf(() => readPkcs12(file, password('sai'))), codeOf(() => readPkcs12(file, password(PASSWORD)))]).toEqual(['token.p12-password', 'read'])
  })

  test('a file without a password is read; one with a password is told as wanting it', async () => {
    writeFileSync(join(dir, 'none.txt'), '')
    const none = { kind: 'file' as const, path: join(dir, 'none.txt') }
    const sign = (file: string) => tokens.withSigner({ module: moduleName({ kind: 'p12', path: file }), pin: none }, signer => signer.sign(DATA, 'rsa-pkcs1'))
    expect(verify('sha256', DATA, new X509Certificate(authority.officer.certificate).publicKey, await sign(makeFile([], authority.officer, '')))).toBe(true)
    await expect(sign(makeFile([]))).rejects.toMatchObject({ code: 'token.pin-empty' })
  })

  test.each([['sha256', '1.2.840.113549.2.9'], ['sha512', '1.2.840.113549.2.11']])('the check value of newer programs (PBMAC1 with %s) is understood', (hash, id) => {
    const file = withPbmac1(readFileSync(makeFile(['-nomac'])), { password: PASSWORD, hash, id })
    expect([codeOf(() => readPkcs12(file, password('sai'))), codeOf(() => readPkcs12(file, password(PASSWORD)))]).toEqual(['token.p12-password', 'read'])
  })

  test('what is no PKCS#12, is cut short or has a changed byte is never read and never another error', () => {
    const file = readFileSync(makeFile([]))
    const cut = [0, 1, 10, 100, file.length >> 1, file.length - 1].map(length => codeOf(() => readPkcs12(file.subarray(0, length), password(PASSWORD))))
    expect(new Set(cut)).toEqual(new Set(['token.p12-invalid']))
    const flipped = new Set<unknown>()
    for (let at = 0; at < file.length; at += 97) {
      const copy = Uint8Array.from(file)
      copy[at]! ^= 0x55
      flipped.add(codeOf(() => readPkcs12(copy, password(PASSWORD))))
    }
    expect([...flipped].filter(code => code !== 'token.p12-invalid' && code !== 'token.p12-password' && code !== 'read')).toEqual([])
  })

  test('an iteration count that would hold the process for long is refused', () => {
    const file = readFileSync(makeFile(['-iter', '70000']))
    // The check value's count is the last number of the file: 70,000 becomes 8,388,607 in as many octets.
    file.set([0x02, 0x03, 0x7f, 0xff, 0xff], file.lastIndexOf(Buffer.from([0x02, 0x03, 0x01, 0x11, 0x70])))
    expect(codeOf(() => readPkcs12(file, password(PASSWORD)))).toBe('token.p12-invalid')
  })

  test('signs from the token process, with the chain the file holds', async () => {
    const module = moduleName({ kind: 'p12', path: makeFile(['-legacy']) })
    const [value, chain] = await tokens.withSigner({ module, pin: pin() }, async signer => [await signer.sign(DATA, 'rsa-pkcs1'), signer.chain] as const)
    expect(verify('sha256', DATA, new X509Certificate(authority.officer.certificate).publicKey, value)).toBe(true)
    expect(chain.map(sha256Hex)).toEqual([authority.issuing, authority.root].map(({ certificate }) => sha256Hex(certificate)))
  })

  test('signs with an elliptic curve too', async () => {
    const module = moduleName({ kind: 'p12', path: makeFile([], curve) })
    const value = await tokens.withSigner({ module, pin: pin() }, (signer, key) => signer.sign(DATA, key.algorithms[0]!))
    expect(verify('sha256', DATA, new X509Certificate(curve.certificate).publicKey, value)).toBe(true)
  })

  test('shows its certificates only to who has the password', async () => {
    const module = moduleName({ kind: 'p12', path: makeFile([]) })
    const [without] = await tokens.list(module)
    const [seen] = await tokens.list(module, pin())
    expect({ without: without!.certificates, label: seen!.token.label }).toEqual({ without: null, label: 'file.p12' })
    expect(seen!.certificates!.filter(({ reasons }) => reasons.length === 0).map(({ facts }) => facts!.agency)).toEqual(['UBND tỉnh Hà Châu'])
    await expect(tokens.list(module, wrongPin())).rejects.toMatchObject({ code: 'token.p12-password' })
  })

  test('an expired certificate does not sign', async () => {
    const expired = await makeCertificate({ subject: 'CN=Hết hạn', key: 'p-256', notBefore: new Date('2020-01-01'), notAfter: new Date('2025-01-01') })
    const module = moduleName({ kind: 'p12', path: makeFile([], expired) })
    await expect(tokens.withSigner({ module, pin: pin() }, () => Promise.resolve())).rejects.toMatchObject({
      code: 'certificate.expired', facts: { subject: 'Hết hạn', notAfter: '2025-01-01T00:00:00.000Z' },
    })
  })

  test('a file that is not there, or is something else, is told', async () => {
    const other = join(dir, 'other.p12')
    writeFileSync(other, 'không phải PKCS#12')
    const outcome = (path: string) => tokens.withSigner({ module: moduleName({ kind: 'p12', path }), pin: pin() }, () => Promise.resolve())
    await expect(outcome(other)).rejects.toMatchObject({ code: 'token.p12-invalid' })
    await expect(outcome(join(dir, 'none.p12'))).rejects.toMatchObject({ code: 'file.not-found' })
  })
})
