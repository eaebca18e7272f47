import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CKR_MEANINGS, ckrProblem } from '../../../electron/token/constants/ckr.ts'
import { ProblemError, toProblem } from '../../../shared/problem.ts'
import { problemText } from '../../../shared/text/problem.ts'
import type { Identity } from '../../helpers/certificates.ts'
import { makeCertificate } from '../../helpers/certificates.ts'
import type { FaultyModule } from '../../helpers/faulty-module.ts'
import { hasCompiler, makeFaultyModule } from '../../helpers/faulty-module.ts'
import type { NodeTokens } from '../../helpers/node-tokens.ts'
import { makeNodeTokens } from '../../helpers/node-tokens.ts'
import type { SoftHsm } from '../../helpers/softhsm.ts'
import { makeSoftHsm, softHsmModule } from '../../helpers/softhsm.ts'

const HEADER = '/usr/include/p11-kit-1/p11-kit/pkcs11.h'
/** A vendor's own, which nobody has a name for. */
const VENDORS = 0x80000a01
const DATA = Buffer.from('phần thuộc tính được ký')

describe('a return code of PKCS#11', () => {
  test.skipIf(!existsSync(HEADER))('is known by the number and name of p11-kit’s header, all of them', () => {
    const declared = [...readFileSync(HEADER, 'utf8').matchAll(/^#define\s+CKR_(\w+)\s+\((0x[0-9a-f]+|\d+)UL\)/gim)].map(([, name, number]) => `${Number(number)} ${name}`)
    const known = new Set(CKR_MEANINGS.map(([ckr, name]) => `${ckr} ${name}`))
    expect(declared.length).toBeGreaterThan(90)
    expect(declared.filter(each => each !== '0 OK' && !known.has(each))).toEqual([])
  })

  test('has words in both languages, and only one of them is a wrong PIN', () => {
    const problems = [...CKR_MEANINGS.map(([ckr]) => ckr), VENDORS].map(ckr => toProblem(ckrProblem('C_Sign', ckr)))
    const texts = problems.flatMap(problem => (['vi', 'en'] as const).map(language => ({ problem, ...problemText(problem, language) })))
    expect(texts.filter(({ title, next }) => title === '' || next === '')).toEqual([])
    // What means nothing of its own to the person is told by its name, for the IT department.
    expect(texts.filter(({ problem, title }) => problem.code === 'token.failed' && !title.includes(String(problem.facts['ckr'])))).toEqual([])
    expect(problems.filter(({ code }) => code === 'token.pin-incorrect')).toHaveLength(1)
    expect(problemText(problems.at(-1)!, 'vi').title).toContain('0x80000a01')
  })
})

test('a wrong PIN is told with what the token says of its tries', () => {
  const next = (facts: Record<string, boolean>) => problemText({ code: 'token.pin-incorrect', facts }, 'vi').next
  expect(next({ finalTry: false, locked: false })).toContain('Còn một số lần thử')
  expect(next({ finalTry: true, locked: false })).toMatch(/^Chỉ còn 1 lần thử\./)
  expect(next({ finalTry: false, locked: true })).toMatch(/^Thiết bị đã bị khóa mã PIN\./)
})

describe.skipIf(softHsmModule() === null || !hasCompiler())('each return code from a driver (proxy over SoftHSM2)', () => {
  let officer: Identity
  let hsm: SoftHsm
  let driver: FaultyModule
  let tokens: NodeTokens

  beforeAll(async () => {
    officer = await makeCertificate({ subject: 'CN=Nguyễn Thị Hồng Ánh', key: 'p-256' })
    hsm = makeSoftHsm([officer])
    driver = makeFaultyModule(hsm)
    tokens = makeNodeTokens({ env: { ...driver.env } })
  })
  afterAll(() => {
    tokens?.close()
    hsm?.remove()
  })
  const pin = () => ({ kind: 'file' as const, path: hsm.pinFile })
  const outcome = (work: Promise<unknown>) => work.then(() => 'signed', (error: unknown) => (error instanceof ProblemError ? [error.code, error.facts['code']] : error))
  const expected = (ckr: number) => { const { code, facts } = ckrProblem('', ckr); return [code, facts['code']] }

  test('of C_Sign costs that signature alone: its own code, and the batch goes on without another PIN', async () => {
    const codes = [...CKR_MEANINGS.map(([ckr]) => ckr), VENDORS]
    const outcomes = await tokens.withSigner({ module: driver.module, pin: pin() }, async signer => {
      const found: unknown[] = []
      for (const ckr of codes) {
        driver.set({ answer: { C_Sign: ckr } })
        found.push(await outcome(signer.sign(DATA, 'ecdsa')))
      }
      driver.set({})
      return [...found, await outcome(signer.sign(DATA, 'ecdsa'))]
    })
    const absentIsRemoved = ([code, number]: unknown[]) => [code === 'token.absent' ? 'token.removed' : code, number]
    expect(outcomes).toEqual([...codes.map(ckr => absentIsRemoved(expected(ckr))), 'signed'])
    expect(tokens.started).toHaveLength(1)
  })

  test('of C_Login is told as it is, once, and the next login works', async () => {
    // USER_ALREADY_LOGGED_IN is an answer: what another program left open is closed first.
    for (const [ckr] of CKR_MEANINGS.filter(([each]) => each !== 0x100)) {
      driver.set({ answer: { C_Login: ckr } })
      const told: unknown[] = []
      expect(await outcome(tokens.withSigner({ module: driver.module, pin: { ...pin(), told: each => told.push(each) } }, () => Promise.resolve()))).toEqual(expected(ckr))
      expect(told).toHaveLength(1)
    }
    driver.set({})
    expect(await outcome(tokens.withSigner({ module: driver.module, pin: pin() }, signer => signer.sign(DATA, 'ecdsa')))).toBe('signed')
  })

  test.each(['C_OpenSession', 'C_FindObjectsInit', 'C_FindObjects', 'C_GetMechanismList', 'C_SignInit'] as const)('of %s ends in its own code and leaves the driver usable', async name => {
    for (const ckr of [0x05, 0x30, 0x32, 0xb3, 0x54, VENDORS]) {
      driver.set({ answer: { [name]: ckr } })
      expect(await outcome(tokens.withSigner({ module: driver.module, pin: pin() }, signer => signer.sign(DATA, 'ecdsa')))).toEqual(expected(ckr))
    }
    driver.set({})
    expect(await outcome(tokens.withSigner({ module: driver.module, pin: pin() }, signer => signer.sign(DATA, 'ecdsa')))).toBe('signed')
  })
})
