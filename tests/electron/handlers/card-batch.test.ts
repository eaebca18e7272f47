import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { makeFaultyModule, hasCompiler, type FaultyModule } from '../../helpers/faulty-module.ts'
import type { TestCore } from '../../helpers/make-core.ts'
import { makeOffice, type Office } from '../../helpers/make-office.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { makeSoftHsm, softHsmModule, type SoftHsm } from '../../helpers/softhsm.ts'

/** A batch on a card whose driver does what the test says: each document once, whatever happens in between. */
describe.skipIf(softHsmModule() === null || !hasCompiler())('a batch on a card (proxy over SoftHSM2)', () => {
  let office: Office
  let hsm: SoftHsm
  let driver: FaultyModule
  const prompts = { count: 0 }

  beforeAll(async () => {
    office = await makeOffice()
    hsm = makeSoftHsm([office.officer, { certificate: office.issuer.certificate }])
    driver = makeFaultyModule(hsm)
    for (const [name, value] of Object.entries(driver.env)) vi.stubEnv(name, value)
  })
  afterAll(() => {
    vi.unstubAllEnvs()
    hsm?.remove()
  })

  async function openDesk(count: number) {
    driver.set({})
    const ids = await office.submit(Array.from({ length: count }, (_, index) => ({ subject: `Văn bản ${index + 1}`, pdf: makePdf() })))
    const desk = await office.openCore()
    await desk.session.sync.pass()
    await desk.handlers()['settings.set']({ tokenModules: [driver.module] })
    return { desk, ids }
  }
  const sign = async (desk: TestCore, ids: readonly string[]) => {
    const h = desk.handlers({ kind: 'file', path: hsm.pinFile, told: () => { prompts.count += 1 } })
    const [tokenId = ''] = (await desk.tokens.list(driver.module)).map(each => each.tokenId)
    const { results } = await h['signing.sign']({ requestId: 'r', tokenId, certificate: null, followUp: 'number', items: ids.map(documentId => ({ documentId, placement: null })) })
    return results.map(({ problem }) => problem?.code ?? null)
  }
  const numbered = async (desk: TestCore, ids: readonly string[]) => {
    await desk.session.sync.pass()
    return Promise.all(ids.map(async id => (await office.author.read('OfficialDocument', id))?.['state']))
  }

  test('pulled out in the middle: what is signed is sent, the rest is told so and signed when the card is back, each once', async () => {
    const { desk, ids } = await openDesk(6)
    desk.onEvent(name => { if (name === 'signing.progress') driver.set({ gone: true }) })
    const first = await sign(desk, ids)
    const signedOnes = first.filter(code => code === null).length
    expect(signedOnes).toBeGreaterThanOrEqual(1)
    expect(new Set(first.slice(signedOnes))).toEqual(new Set(['token.removed', 'signing.stopped']))
    desk.onEvent(() => undefined)
    driver.set({})
    const left = ids.filter((_id, index) => first[index] !== null)
    expect(await sign(desk, left)).toEqual(left.map(() => null))
    expect(await numbered(desk, ids)).toEqual(ids.map(() => 'numbered'))
    expect((await desk.handlers()['outbox.list']({})).items.filter(({ verb }) => verb === 'approve')).toHaveLength(ids.length)
  })

  test('one signature that the driver fails: it stops the batch, and what is left is signed by the next', async () => {
    const { desk, ids } = await openDesk(4)
    driver.set({ failSigns: 1 })
    const first = await sign(desk, ids)
    expect(first.filter(code => code === 'token.device-error')).toHaveLength(1)
    const left = ids.filter((_id, index) => first[index] !== null)
    expect(await sign(desk, left)).toEqual(left.map(() => null))
    expect(await numbered(desk, ids)).toEqual(ids.map(() => 'numbered'))
  })

  test('a driver that takes its time signs all of them by one PIN', async () => {
    const { desk, ids } = await openDesk(5)
    prompts.count = 0
    driver.set({ delay: { C_Sign: 60, C_Login: 200 }, answer: { C_WaitForSlotEvent: 0x54 } })
    expect(await sign(desk, ids)).toEqual(ids.map(() => null))
    expect(await numbered(desk, ids)).toEqual(ids.map(() => 'numbered'))
    expect(prompts.count).toBe(1)
  })
})
