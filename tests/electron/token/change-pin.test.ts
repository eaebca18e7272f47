import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PinSource, PinWanted } from '../../../electron/token/ask-pin.ts'
import { moduleName } from '../../../electron/token/module-name.ts'
import type { FaultyModule, Faults } from '../../helpers/faulty-module.ts'
import { hasCompiler, makeFaultyModule } from '../../helpers/faulty-module.ts'
import type { NodeTokens } from '../../helpers/node-tokens.ts'
import { makeNodeTokens } from '../../helpers/node-tokens.ts'
import type { SoftHsm } from '../../helpers/softhsm.ts'
import { makeSoftHsm, softHsmModule } from '../../helpers/softhsm.ts'
import { makeCertificate } from '../../helpers/certificates.ts'

describe.skipIf(softHsmModule() === null || !hasCompiler())('changing the PIN through the token (proxy over SoftHSM2)', () => {
  let hsm: SoftHsm
  let driver: FaultyModule
  let tokens: NodeTokens
  let wanted: PinWanted[]

  beforeAll(async () => {
    hsm = makeSoftHsm([await makeCertificate({ subject: 'CN=Nguyễn Thị Hồng Ánh', key: 'p-256' })])
    driver = makeFaultyModule(hsm)
    tokens = makeNodeTokens({ env: { ...driver.env } })
  })
  beforeEach(() => { wanted = [] })
  afterAll(() => {
    tokens?.close()
    hsm?.remove()
  })

  const pinFile = (name: string, pin: string) => {
    const path = join(hsm.dir, name)
    writeFileSync(path, pin, { mode: 0o600 })
    return path
  }
  const change = async (from: string, to: string, faults: Faults = {}) => {
    driver.set({})
    const [seen] = await tokens.list(driver.module)
    driver.set(faults)
    const pin: PinSource = { kind: 'file', path: pinFile('old', from), newPath: pinFile('new', to), told: each => wanted.push(each) }
    return tokens.changePin({ module: driver.module, tokenId: seen!.tokenId, pin })
  }
  const opensWith = (pin: string) => {
    driver.set({})
    return tokens.withSigner({ module: driver.module, pin: { kind: 'file', path: pinFile('try', pin) } }, () => Promise.resolve('opens')).catch((error: { code: string }) => error.code)
  }

  test('asks for the old one and the new one; afterwards only the new one opens', async () => {
    await change('12345678', 'Mới 2026')
    expect(wanted.map(({ purpose, promptsToCome }) => [purpose, promptsToCome])).toEqual([['old-pin', 2], ['new-pin', 1]])
    expect([await opensWith('Mới 2026'), await opensWith('12345678')]).toEqual(['opens', 'token.pin-incorrect'])
    await change('Mới 2026', '12345678')
  })

  test('with a wrong old PIN changes nothing and says how near the lock is', async () => {
    await expect(change('00000000', '87654321')).rejects.toMatchObject({ code: 'token.pin-incorrect', facts: { function: 'C_SetPIN', finalTry: false } })
    expect(await opensWith('12345678')).toBe('opens')
  })

  test.each<[string, string, string]>([['too short', '123', 'token.pin-length'], ['missing', '', 'token.pin-empty']])('a new PIN that is %s costs no try and reaches no token', async (_what, pin, code) => {
    const before = tokens.started.length
    await expect(change('12345678', pin, { crashIn: { C_SetPIN: 1 } })).rejects.toMatchObject({ code })
    expect(tokens.started).toHaveLength(before)
    expect(await opensWith('12345678')).toBe('opens')
  })

  test.each<[string, Faults, string]>([
    ['a PIN that the token’s rules refuse', { answer: { C_SetPIN: 0xa1 } }, 'token.pin-refused'],
    ['a PIN that is too weak for it', { answer: { C_SetPIN: 0x1b8 } }, 'token.pin-refused'],
    ['a driver that leaves it to the vendor’s program', { answer: { C_SetPIN: 0x54 } }, 'token.pin-change-unsupported'],
    ['a card that cannot be written to', { answer: { C_OpenSession: 0xe2 } }, 'token.pin-change-unsupported'],
    ['a token that has gone', { answer: { C_SetPIN: 0x32 } }, 'token.removed'],
    ['a driver that crashes', { crashIn: { C_SetPIN: 1 } }, 'token.crashed'],
  ])('%s: its own code, and the old PIN stays', async (_what, faults, code) => {
    await expect(change('12345678', '87654321', faults)).rejects.toMatchObject({ code })
    expect(await opensWith('12345678')).toBe('opens')
  })

  test.each<[string, boolean, string]>([['taken', false, 'done'], ['cancelled', true, 'token.pin-cancelled']])('on a reader with a pad no PIN comes from here: %s', async (_how, padCancelled, outcome) => {
    driver.set({ pinPad: true, padCancelled })
    const [seen] = await tokens.list(driver.module)
    const pin: PinSource = { kind: 'dialog', ask: each => void wanted.push(each) }
    const result = await tokens.changePin({ module: driver.module, tokenId: seen!.tokenId, pin }).then(() => 'done', (error: { code: string }) => error.code)
    expect([result, wanted.map(({ purpose, pinPad }) => [purpose, pinPad])]).toEqual([outcome, [['old-pin', true]]])
  })

  test('a locked token is not asked, and a certificate file has no PIN to change here', async () => {
    for (const _try of [1, 2, 3]) await opensWith('00000000')
    wanted = []
    await expect(change('12345678', '87654321')).rejects.toMatchObject({ code: 'token.pin-locked' })
    expect(wanted).toEqual([])
    const file = moduleName({ kind: 'p12', path: pinFile('officer.p12', 'không cần đọc') })
    const [seen] = await tokens.list(file)
    await expect(tokens.changePin({ module: file, tokenId: seen!.tokenId, pin: { kind: 'file', path: pinFile('old', 'x') } })).rejects.toMatchObject({ code: 'token.pin-change-unsupported' })
  })

  test('a token that wants its PIN changed first says so before anyone signs', async () => {
    driver.set({ mustChange: true })
    expect((await tokens.list(driver.module)).map(({ token }) => token.mustChange)).toEqual([true])
  })
})
