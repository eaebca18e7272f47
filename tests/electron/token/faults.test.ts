import { X509Certificate, constants, verify } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { PinSource, PinWanted } from '../../../electron/token/ask-pin.ts'
import type { Signer } from '../../../shared/model/signer.ts'
import type { Identity } from '../../helpers/certificates.ts'
import { makeCertificate } from '../../helpers/certificates.ts'
import type { FaultyModule, Faults } from '../../helpers/faulty-module.ts'
import { hasCompiler, makeFaultyModule } from '../../helpers/faulty-module.ts'
import type { NodeTokens } from '../../helpers/node-tokens.ts'
import { makeNodeTokens } from '../../helpers/node-tokens.ts'
import type { SoftHsm } from '../../helpers/softhsm.ts'
import { makeSoftHsm, softHsmModule } from '../../helpers/softhsm.ts'

const DATA = Buffer.from('phần thuộc tính được ký')

describe.skipIf(softHsmModule() === null || !hasCompiler())('a driver that misbehaves (proxy over SoftHSM2)', () => {
  let officer: Identity
  let hsm: SoftHsm
  let driver: FaultyModule
  const opened: NodeTokens[] = []

  beforeAll(async () => {
    officer = await makeCertificate({ subject: 'CN=Nguyễn Thị Hồng Ánh' })
    hsm = makeSoftHsm([officer])
    driver = makeFaultyModule(hsm)
    writeFileSync(join(hsm.dir, 'wrong.txt'), '00000000')
  })
  afterEach(() => {
    driver.set({})
    for (const tokens of opened.splice(0)) tokens.close()
  })
  afterAll(() => hsm?.remove())

  /** A process of its own, so that the proxy's counters begin at nought. */
  const start = (faults: Faults, deadlines = {}) => {
    driver.set(faults)
    const tokens = makeNodeTokens({ env: { ...driver.env }, deadlines })
    opened.push(tokens)
    const wanted: PinWanted[] = []
    const withSigner = <T>(act: (signer: Signer) => Promise<T>, options: { file?: string; pin?: PinSource; signatures?: number } = {}) => {
      const pin: PinSource = options.pin ?? { kind: 'file', path: options.file ?? hsm.pinFile, told: each => wanted.push(each) }
      return tokens.withSigner({ module: driver.module, pin, signatures: options.signatures ?? 1 }, act)
    }
    return { tokens, wanted, withSigner, wrongPin: () => withSigner(() => Promise.resolve(), { file: join(hsm.dir, 'wrong.txt') }) }
  }
  const signOnce = (signer: Signer) => signer.sign(DATA, 'rsa-pkcs1')
  const isOfficers = (value: Uint8Array) => verify('sha256', DATA, new X509Certificate(officer.certificate).publicKey, value)

  test('a crash ends the batch as token.crashed and the next act signs', async () => {
    const { withSigner } = start({ crash: true })
    await expect(withSigner(signOnce)).rejects.toMatchObject({ code: 'token.crashed', facts: { how: 'SIGSEGV', request: 'sign' } })
    driver.set({})
    expect(isOfficers(await withSigner(signOnce))).toBe(true)
  })

  test('a hanging driver is ended at its deadline as token.hung and the next act signs', async () => {
    const { withSigner } = start({ hang: true }, { sign: 200 })
    await expect(withSigner(signOnce)).rejects.toMatchObject({ code: 'token.hung', facts: { request: 'sign', afterMs: 200 } })
    driver.set({})
    expect(isOfficers(await withSigner(signOnce))).toBe(true)
  })

  test('after a failed signature the batch goes on in a new session without another PIN', async () => {
    const { withSigner, wanted } = start({ failSigns: 1 })
    const values = await withSigner(async signer => [await signOnce(signer).catch((error: { code: string }) => error.code), isOfficers(await signOnce(signer))])
    expect({ values, prompts: wanted.length }).toEqual({ values: ['token.device-error', true], prompts: 1 })
  })

  test('the token pulled out in a batch is told as removed', async () => {
    const { withSigner } = start({})
    await expect(withSigner(async signer => {
      await signOnce(signer)
      driver.set({ gone: true })
      await signOnce(signer)
    })).rejects.toMatchObject({ code: 'token.removed' })
  })

  test('what the card answers is checked against the certificate', async () => {
    const { withSigner } = start({ lie: true })
    await expect(withSigner(signOnce)).rejects.toMatchObject({ code: 'token.output-mismatch' })
  })

  test('each prompt is told how near the lock is; a locked token is not asked', async () => {
    const { wrongPin, withSigner, wanted } = start({})
    await expect(wrongPin()).rejects.toMatchObject({ code: 'token.pin-incorrect', facts: { lowCount: true, finalTry: false, locked: false } })
    await expect(wrongPin()).rejects.toMatchObject({ code: 'token.pin-incorrect', facts: { finalTry: true, locked: false } })
    await expect(wrongPin()).rejects.toMatchObject({ code: 'token.pin-incorrect', facts: { locked: true } })
    await expect(withSigner(signOnce)).rejects.toMatchObject({ code: 'token.pin-locked' })
    expect(wanted.map(({ lowCount, finalTry }) => ({ lowCount, finalTry }))).toEqual([
      { lowCount: false, finalTry: false }, { lowCount: true, finalTry: false }, { lowCount: true, finalTry: true },
    ])
  })

  test('a reader with a pad is given no PIN and needs no port', async () => {
    const { withSigner } = start({ pinPad: true })
    const wanted: PinWanted[] = []
    const pin: PinSource = { kind: 'dialog', ask: each => void wanted.push(each) }
    expect(isOfficers(await withSigner(signOnce, { pin }))).toBe(true)
    expect(wanted).toMatchObject([{ pinPad: true }])
  })

  test('cancelling on the pad is cancelling', async () => {
    const { withSigner } = start({ pinPad: true, padCancelled: true })
    await expect(withSigner(signOnce, { pin: { kind: 'dialog', ask: () => undefined } })).rejects.toMatchObject({ code: 'token.pin-cancelled' })
  })

  test('a dialog that cannot be shown ends the wait for its PIN', async () => {
    const { withSigner } = start({})
    const pin: PinSource = { kind: 'dialog', ask: () => Promise.reject(new Error('no window')) }
    await expect(withSigner(signOnce, { pin })).rejects.toThrow('no window')
    expect(isOfficers(await withSigner(signOnce))).toBe(true)
  })

  test('a key that asks at each signature says how many prompts are left', async () => {
    const { withSigner, wanted } = start({ always: true })
    const pin: PinSource = { kind: 'file', path: hsm.pinFile, told: each => wanted.push(each) }
    await withSigner(async signer => { await signOnce(signer); await signOnce(signer) }, { pin, signatures: 2 })
    expect(wanted.map(({ promptsToCome }) => promptsToCome)).toEqual([1, 2, 1])
  })

  test('a card that hashes nothing is given the whole DigestInfo, or the digest for PSS', async () => {
    const { withSigner } = start({ bare: true })
    const [pkcs1, pss] = await withSigner(async signer => [await signOnce(signer), await signer.sign(DATA, 'rsa-pss')])
    expect(isOfficers(pkcs1!)).toBe(true)
    const { publicKey } = new X509Certificate(officer.certificate)
    expect(verify('sha256', DATA, { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }, pss!)).toBe(true)
  })

  test('a token that cannot be logged out of loses its process', async () => {
    const { tokens, withSigner } = start({ stuck: true })
    await withSigner(signOnce)
    driver.set({})
    await withSigner(signOnce)
    expect(tokens.started.length).toBe(2)
  })

  test.each<[string, Faults, string]>([
    ['after it has given the card back', {}, 'SIGKILL'],
    ['which is asked of the driver itself', { crashIn: { C_Finalize: 1 } }, 'SIGSEGV'],
    ['even where it hangs at that', { hangIn: { C_Finalize: 1 } }, 'SIGKILL'],
  ])('a driver that idles is let go, %s', async (_how, faults, end) => {
    const { tokens, withSigner } = start(faults, { idle: 1, release: 100 })
    await withSigner(signOnce)
    expect(await new Promise(resolve => tokens.started[0]!.onExit(resolve))).toBe(end)
    driver.set({})
    expect(isOfficers(await withSigner(signOnce))).toBe(true)
  })
})
