import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createTokenLook } from '../../../electron/handlers/token-views.ts'
import { signBatch } from '../../../electron/signing/batch.ts'
import type { PinSource } from '../../../electron/token/ask-pin.ts'
import type { Signer } from '../../../shared/model/signer.ts'
import type { Identity } from '../../helpers/certificates.ts'
import { makeCertificate } from '../../helpers/certificates.ts'
import type { FaultyModule, Faults } from '../../helpers/faulty-module.ts'
import { hasCompiler, makeFaultyModule } from '../../helpers/faulty-module.ts'
import type { NodeTokens, NodeTokensWish } from '../../helpers/node-tokens.ts'
import { makeNodeTokens } from '../../helpers/node-tokens.ts'
import type { SoftHsm } from '../../helpers/softhsm.ts'
import { addToken, makeSoftHsm, softHsmModule } from '../../helpers/softhsm.ts'

const DATA = Buffer.from('phần thuộc tính được ký')
const signOnce = (signer: Signer) => signer.sign(DATA, 'ecdsa')

describe.skipIf(softHsmModule() === null || !hasCompiler())('tokens that come and go (proxy over SoftHSM2)', () => {
  let officer: Identity
  let hsm: SoftHsm
  let driver: FaultyModule
  const opened: NodeTokens[] = []

  beforeAll(async () => {
    officer = await makeCertificate({ subject: 'CN=Nguyễn Thị Hồng Ánh', key: 'p-256' })
    hsm = makeSoftHsm([officer])
    driver = makeFaultyModule(hsm)
  })
  afterEach(() => {
    driver.set({})
    for (const tokens of opened.splice(0)) tokens.close()
  })
  afterAll(() => hsm?.remove())

  const start = (wish: NodeTokensWish = {}) => {
    const told: { changes: number; next: (() => void) | null } = { changes: 0, next: null }
    const onChanged = () => {
      told.changes += 1
      told.next?.()
    }
    const tokens = makeNodeTokens({ env: { ...driver.env }, onChanged, ...wish, deadlines: { look: 5, ...wish.deadlines } })
    opened.push(tokens)
    return { tokens, told, change: () => new Promise<void>(resolve => { told.next = resolve }) }
  }
  const pin = (): PinSource => ({ kind: 'file', path: hsm.pinFile })

  test('pulled out and put in are told, and what is there is seen anew', async () => {
    const { tokens, change } = start()
    expect(await tokens.list(driver.module)).toHaveLength(1)
    const gone = change()
    driver.set({ gone: true })
    await gone
    expect(await tokens.list(driver.module)).toEqual([])
    const back = change()
    driver.set({})
    await back
    expect(await tokens.list(driver.module)).toHaveLength(1)
  })

  test('nothing is told while nothing happens', async () => {
    const { tokens, told } = start()
    for (let round = 0; round < 20; round++) await tokens.list(driver.module)
    expect(told.changes).toBe(0)
  })

  test.each<[string, Faults, Faults]>([
    ['pulled out', { gone: true }, {}], ['pulled out and put back between two looks', { moves: 1 }, { moves: 1 }],
  ])('%s in a batch: what is at work ends, nothing more is begun', async (_how, faults, afterwards) => {
    const { tokens } = start()
    const items = ['một', 'hai', 'ba', 'bốn']
    const results = await tokens.withSigner({ module: driver.module, pin: pin() }, (signer, key) => signBatch({
      items, signal: key.removed,
      sign: async item => {
        const value = await signOnce(signer)
        if (item !== 'hai') return value.length
        // Its signature is made; the document is still being written when the token goes.
        const removed = new Promise(resolve => { key.removed.addEventListener('abort', resolve) })
        driver.set(faults)
        await removed
        return value.length
      },
    }))
    expect(results.map(result => (result.ok ? 'signed' : result.problem.code))).toEqual(['signed', 'signed', 'token.removed', 'signing.stopped'])
    driver.set(afterwards)
    await expect(tokens.withSigner({ module: driver.module, pin: pin() }, signOnce)).resolves.toBeInstanceOf(Uint8Array)
  })

  test('pulled out while the PIN is asked for: the question ends by itself', async () => {
    const { tokens } = start()
    await tokens.list(driver.module)
    const asked: PinSource = { kind: 'dialog', ask: () => driver.set({ gone: true }) }
    await expect(tokens.withSigner({ module: driver.module, pin: asked }, signOnce)).rejects.toMatchObject({ code: 'token.removed' })
    driver.set({})
    await expect(tokens.withSigner({ module: driver.module, pin: pin() }, signOnce)).resolves.toBeInstanceOf(Uint8Array)
  })

  test('a driver that hangs when asked for events is asked for none any more', async () => {
    driver.set({ hangIn: { C_WaitForSlotEvent: 1 } })
    const { tokens, change } = start({ deadlines: { ask: 300 } })
    const told = change()
    await tokens.list(driver.module).catch(() => undefined)
    await told
    const gone = change()
    expect(await tokens.list(driver.module)).not.toEqual([])
    driver.set({ hangIn: { C_WaitForSlotEvent: 1 }, gone: true })
    await gone
    expect(tokens.started).toHaveLength(2)
  })

  test('a driver that holds a card is let go when it idles; one without waits for the next card', async () => {
    const { tokens, told, change } = start({ deadlines: { idle: 60 } })
    driver.set({ gone: true })
    expect(await tokens.list(driver.module)).toEqual([])
    const exited = new Promise<void>(resolve => { tokens.started[0]!.onExit(() => resolve()) })
    expect(await Promise.race([exited.then(() => 'let go'), new Promise(resolve => { setTimeout(resolve, 200, 'still there') })])).toBe('still there')
    const came = change()
    driver.set({})
    await came
    await exited
    expect(told.changes).toBeGreaterThanOrEqual(1)
  })

  test('a card that the driver does not know hides no token beside it, and says so where it is alone', async () => {
    const { tokens } = start()
    const second = await makeCertificate({ subject: 'CN=Trần Văn Minh', key: 'p-256' })
    addToken(hsm, 'Thứ hai', [second])
    const labels = async () => (await tokens.list(driver.module)).map(({ token }) => token.label).toSorted((a, b) => a.localeCompare(b))
    expect(await labels()).toEqual(['Thử nghiệm', 'Thứ hai'].toSorted((a, b) => a.localeCompare(b)))
    const [first, other] = await tokens.list(driver.module)
    driver.set({ badSlot: Number(other!.token.slot) })
    expect(await labels()).toEqual([first!.token.label])
    driver.set({ answer: { C_GetTokenInfo: 0xe1 } })
    await expect(tokens.list(driver.module)).rejects.toMatchObject({ code: 'token.not-recognised' })
    driver.set({ answer: { C_OpenSession: 0x30 } })
    expect((await tokens.list(driver.module)).map(({ problem }) => problem?.code)).toEqual(['token.device-error', 'token.device-error'])
    driver.set({})
    const request = { module: driver.module, tokenLabel: 'Thứ hai', pin: pin() }
    await expect(tokens.withSigner(request, (_signer, key) => Promise.resolve(key.certificate.facts?.commonName))).resolves.toBe('Trần Văn Minh')
  })

  test('readers are listed with what is in them', async () => {
    const { tokens } = start()
    const readers = await tokens.readers(driver.module)
    expect(readers.every(({ description }) => description.startsWith('SoftHSM slot'))).toBe(true)
    // SoftHSM2 always has one slot more, with a token that is not initialised.
    expect(readers.filter(({ present }) => present).length).toBe((await tokens.list(driver.module)).length + 1)
  })

  test('of several drivers one that hangs keeps nobody waiting, and its answer is told when it comes', async () => {
    const { tokens } = start({ deadlines: { ask: 500 } })
    await tokens.list(hsm.module)
    const late = { told: 0, next: (): void => undefined }
    const onLate = () => {
      late.told += 1
      late.next()
    }
    driver.set({ hangIn: { C_GetTokenInfo: 1 } })
    const look = createTokenLook({ tokens, modules: () => Promise.resolve([driver.module, hsm.module]), patienceMs: 300, onLate })
    const told = new Promise<void>(resolve => { late.next = resolve })
    const first = await look()
    expect(first.tokens.map(({ label }) => label)).toContain('Thử nghiệm')
    expect(first.problems).toEqual([])
    await told
    driver.set({})
    await tokens.list(driver.module)
    const second = await look()
    expect(second.tokens.length).toBe(2 * first.tokens.length)
    expect(late.told).toBe(1)
  })
})
