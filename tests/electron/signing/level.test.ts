import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readSecurityStore } from '../../../electron/pdf/dss.ts'
import { openPdf } from '../../../electron/pdf/open.ts'
import { memorySource } from '../../../electron/pdf/source.ts'
import { type LevelInputs, signAtLevel } from '../../../electron/signing/sign-at-level.ts'
import { upgradeDocument, type UpgradeInputs } from '../../../electron/signing/upgrade-document.ts'
import { makeAuthorityServer, type AuthorityServer } from '../../helpers/authority-server.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { makeTrust, signerOf } from '../../helpers/make-trust.ts'
import { NOW } from '../../helpers/make-store.ts'

const made = { server: null as AuthorityServer | null, clock: NOW }
const server = (): AuthorityServer => made.server ?? (() => { throw new Error('not started') })()
beforeAll(async () => { made.server = await makeAuthorityServer({ now: () => made.clock }) })
beforeEach(() => {
  made.clock = NOW
  for (const service of ['tsa', 'ocsp', 'crl', 'aia'] as const) server().services.misbehave(service, null)
})
afterAll(() => server().stop())

const services = () => makeTrust(server(), () => made.clock)

async function sign(pdf: Uint8Array, wish: Partial<LevelInputs> = {}) {
  const signed = await signAtLevel({ source: memorySource(pdf), signer: signerOf(server().officer), atMs: made.clock, act: 'plain', services: services(), ...wish })
  return { ...signed, pdf: Buffer.concat([pdf, signed.tail]) }
}

async function upgrade(pdf: Uint8Array, wish: Partial<UpgradeInputs> = {}) {
  const raised = await upgradeDocument({ source: memorySource(pdf), wanted: 'B-LTA', services: services(), now: made.clock, ...wish })
  return { ...raised, pdf: Buffer.concat([pdf, raised.tail]) }
}

describe('signing at a level', () => {
  test.each(['B-B', 'B-T', 'B-LT', 'B-LTA'] as const)('%s is reached', async level => {
    expect(await sign(makePdf(), { level })).toMatchObject({ level, wanted: level, waiting: false, problem: null })
  })

  test('a TSA that is down leaves the document signed and waiting', async () => {
    server().services.misbehave('tsa', 'torn')
    expect(await sign(makePdf(), { level: 'B-LTA' })).toMatchObject({ level: 'B-B', wanted: 'B-LTA', waiting: true, problem: { code: 'timestamp.unreachable' } })
  })
})
