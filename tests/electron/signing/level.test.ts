import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { memorySource } from '../../../electron/pdf/source.ts'
import { parseCertificate } from '../../../electron/pki/certificate.ts'
import { type LevelInputs, signAtLevel } from '../../../electron/signing/sign-at-level.ts'
import { upgradeDocument, type UpgradeInputs } from '../../../electron/signing/upgrade-document.ts'
import { validatePdf } from '../../../electron/validation/validate.ts'
import { appendUpdate } from '../../helpers/append-update.ts'
import { makeAuthorityServer, type AuthorityServer } from '../../helpers/authority-server.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { makeSigner } from '../../helpers/make-signer.ts'
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

/** What `verify` would say: at the clock's time, with the authority's root alone, asking nobody. */
async function judge(pdf: Uint8Array, at = made.clock) {
  const report = await validatePdf({ source: memorySource(pdf), trust: [parseCertificate(server().anchor)], at, revocation: 'required' })
  const short = report.signatures.map(({ field, verdict, level, time, changesAfter, reasons }) => ({ field, verdict, level, source: time.source, changesAfter, reasons }))
  return { verdict: report.verdict, signatures: short, report }
}

const good = (field: string, level: string, source: string) => ({ field, verdict: 'valid', level, source, reasons: [] })
const YEAR_MS = 365 * 86_400_000

describe('signing at a level', () => {
  test.each(['B-B', 'B-T', 'B-LT', 'B-LTA'] as const)('%s is reached', async level => {
    expect(await sign(makePdf(), { level })).toMatchObject({ level, wanted: level, waiting: false, problem: null })
  })

  test('a TSA that is down leaves the document signed and waiting, and is not asked a second time', async () => {
    server().services.misbehave('tsa', 'html')
    const before = server().services.asked.tsa
    expect(await sign(makePdf(), { level: 'B-LTA' })).toMatchObject({ level: 'B-B', wanted: 'B-LTA', waiting: true, problem: { code: 'timestamp.not-a-service' } })
    expect(server().services.asked.tsa - before).toBe(1)
  })

  test('who is revoked by then signs nothing', async () => {
    const own = await makeAuthorityServer({ now: () => made.clock })
    onTestFinished(() => own.stop())
    own.services.revoke(own.officer.serial, { at: NOW - 1000, reason: 1 })
    const wish = { signer: signerOf(own.officer), services: makeTrust(own, () => made.clock) }
    await expect(sign(makePdf(), { ...wish, level: 'B-LTA' })).rejects.toMatchObject({ code: 'certificate.revoked' })
  })

  test('without a network it waits', async () => {
    expect(await sign(makePdf(), { level: 'B-T', services: null })).toMatchObject({ level: 'B-B', wanted: 'B-T', waiting: true })
  })

  test.each([['ocsp', 'crl'], ['ocsp', 'ocsp']] as const)('with %s and %s down it has the timestamp at least, or takes the other way', async (one, other) => {
    server().services.misbehave(one, 'error')
    server().services.misbehave(other, 'error')
    expect(await sign(makePdf(), { level: 'B-LTA' })).toMatchObject(other === 'crl' ? { level: 'B-T', waiting: true, problem: { code: 'revocation.unreachable' } } : { level: 'B-LTA', waiting: false })
  })
})

describe('a document raised later', () => {
  test('keeps every byte, gets its time from a document timestamp, and is valid offline years later', async () => {
    const signed = await sign(makePdf())
    made.clock += 3_600_000
    const raised = await upgrade(signed.pdf)
    expect(raised).toMatchObject({ level: 'B-LTA', waiting: false, problem: null })
    expect(Buffer.compare(raised.pdf.subarray(0, signed.pdf.length), signed.pdf)).toBe(0)
    const { verdict, signatures, report } = await judge(raised.pdf, NOW + 4 * YEAR_MS)
    expect({ verdict, first: signatures[0] }).toMatchObject({ verdict: 'valid', first: { ...good('Signature1', 'B-LTA', 'document-timestamp'), changesAfter: 'allowed' } })
    expect(report.signatures[0]).toMatchObject({ time: { at: '2026-11-24T10:00:00+07:00' }, revocation: { source: 'ocsp', producedAt: '2026-11-24T10:00:00+07:00' } })
  })

  test('at each step is what it says', async () => {
    const { pdf } = await sign(makePdf(), { level: 'B-T' })
    expect((await judge(pdf)).signatures[0]).toMatchObject({ level: 'B-T', source: 'signature-timestamp' })
    const lt = await upgrade(pdf, { wanted: 'B-LT' })
    expect((await judge(lt.pdf)).signatures[0]).toMatchObject(good('Signature1', 'B-LT', 'signature-timestamp'))
    const lta = await upgrade(lt.pdf)
    expect((await judge(lta.pdf)).signatures[0]).toMatchObject(good('Signature1', 'B-LTA', 'signature-timestamp'))
    expect((await upgrade(lta.pdf)).tail).toHaveLength(0)
  })

  test('goes as far as the services let it, and on from there', async () => {
    const { pdf } = await sign(makePdf())
    server().services.misbehave('ocsp', 'error')
    server().services.misbehave('crl', 'error')
    const half = await upgrade(pdf)
    expect(half).toMatchObject({ level: 'B-T', waiting: true, problem: { code: 'revocation.unreachable' } })
    for (const service of ['ocsp', 'crl'] as const) server().services.misbehave(service, null)
    server().services.misbehave('tsa', 'html')
    const more = await upgrade(half.pdf)
    expect(more).toMatchObject({ level: 'B-LT', waiting: true, problem: { code: 'timestamp.not-a-service' } })
    server().services.misbehave('tsa', null)
    expect(await upgrade(more.pdf)).toMatchObject({ level: 'B-LTA', waiting: false })
  })

  test('refuses a document with more fields than anybody signs, each of which would cost a hash over the file', async () => {
    const { pdf } = await sign(makePdf())
    const numbers = Array.from({ length: 200 }, (_, index) => 1_000 + index)
    const text = Buffer.from(pdf).toString('latin1')
    const [, value = ''] = /\/V (\d+ 0 R)/.exec(text) ?? []
    const [, form = '', dict = ''] = /\n(\d+) 0 obj\n(<<\/Fields \[[^]*?)\nendobj/.exec(text) ?? []
    const fields = Object.fromEntries(numbers.map(number => [number, `<</FT /Sig /T (f${number}) /V ${value}>>`]))
    const crowded = appendUpdate(pdf, { ...fields, [form]: dict.replace('[', `[${numbers.map(number => `${number} 0 R`).join(' ')} `) })
    await expect(upgrade(crowded)).rejects.toMatchObject({ code: 'pdf.too-complex' })
  })

  test('raises what can be raised: a signature whose CA answers nobody keeps none from rising', async () => {
    const { pdf } = await sign(makePdf())
    const foreign = await sign(pdf, { signer: await makeSigner({ key: 'ec' }) })
    const raised = await upgrade(foreign.pdf)
    expect(raised).toMatchObject({ level: 'B-T', waiting: true, problem: { code: 'certificate.no-path' }, signatures: [{ field: 'Signature1', level: 'B-LTA' }, { field: 'Signature2', level: 'B-T' }] })
    expect((await upgrade(raised.pdf)).tail).toHaveLength(0)
  })

  test('that nobody may change any more (P=1) still takes evidence and document timestamps', async () => {
    const { pdf } = await sign(makePdf(), { certify: 1 })
    const raised = await upgrade(pdf)
    expect({ raised: raised.level, ...await judge(raised.pdf) }).toMatchObject({ raised: 'B-LTA', verdict: 'valid', signatures: [{ changesAfter: 'allowed', level: 'B-LTA' }, {}, {}] })
  })

  test('gets a further document timestamp before the last one\'s certificate ends, with the evidence of that one', async () => {
    const { pdf } = await sign(makePdf(), { level: 'B-LTA' })
    const tsaEnds = parseCertificate(server().authority.tsa().certificate).notAfter
    expect((await upgrade(pdf)).renewAt).toBe(tsaEnds - 90 * 86_400_000)
    made.clock = tsaEnds - 80 * 86_400_000
    const renewed = await upgrade(pdf)
    expect((await judge(renewed.pdf, tsaEnds - 1)).signatures.map(({ field, verdict }) => `${field} ${verdict}`)).toEqual(['Signature1 valid', 'DocTimeStamp1 valid', 'DocTimeStamp2 valid'])
    made.clock += 86_400_000
    expect((await upgrade(renewed.pdf)).tail).toHaveLength(0)
  })

  test('with a token larger than expected asks once more and has room', async () => {
    const { requestTimestamp, gatherRevocation } = services()
    const asked = { count: 0 }
    const large = async (digest: Uint8Array) => {
      asked.count += 1
      // A BER length in four octets and padding inside would be no token any more: what is larger is only our room's measure.
      const token = await requestTimestamp(digest)
      return asked.count === 1 ? Buffer.concat([token, Buffer.alloc(20_000)]) : token
    }
    const { pdf } = await sign(makePdf())
    const raised = await upgrade(pdf, { wanted: 'B-T', services: { requestTimestamp: large, gatherRevocation } })
    expect({ level: raised.level, asked: asked.count }).toEqual({ level: 'B-T', asked: 2 })
  })
})

describe('revocation in the evidence', () => {
  test.each([
    ['after the proven time does no harm', NOW + 7_200_000, { verdict: 'valid', sub: null, reasons: [] }],
    ['before it makes the signature invalid', NOW - 3_600_000, { verdict: 'invalid', sub: 'REVOKED', reasons: ['certificate.revoked'] }],
  ])('revoked %s', async (_, revokedAt, wanted) => {
    const own = await makeAuthorityServer({ now: () => made.clock })
    onTestFinished(() => own.stop())
    const { pdf } = await sign(makePdf(), { signer: signerOf(own.officer), level: 'B-T', services: makeTrust(own, () => made.clock) })
    made.clock = NOW + 10_800_000
    own.services.revoke(own.officer.serial, { at: revokedAt, reason: 1 })
    const raised = await upgrade(pdf, { wanted: 'B-LT', services: makeTrust(own, () => made.clock) })
    const { signatures: [first] } = await validatePdf({ source: memorySource(raised.pdf), trust: [parseCertificate(own.anchor)], at: made.clock })
    expect({ level: raised.level, verdict: first?.verdict, sub: first?.subIndication, reasons: first?.reasons, source: first?.revocation.source }).toEqual({ level: 'B-LT', source: 'ocsp', ...wanted })
  })

  test('of a TSA whose key is in doubt takes its time away', async () => {
    const own = await makeAuthorityServer({ now: () => made.clock })
    onTestFinished(() => own.stop())
    const { pdf } = await sign(makePdf(), { signer: signerOf(own.officer), level: 'B-T', services: makeTrust(own, () => made.clock) })
    own.services.revoke(own.authority.tsa().serial, { at: NOW - 1000, reason: 1 })
    const raised = await upgrade(pdf, { wanted: 'B-LT', services: makeTrust(own, () => made.clock) })
    const { signatures: [first] } = await validatePdf({ source: memorySource(raised.pdf), trust: [parseCertificate(own.anchor)], at: made.clock })
    expect({ level: first?.level, source: first?.time.source }).toEqual({ level: 'B-B', source: 'claimed' })
  })

  test('of a TSA that nobody can tell of: either way of B-T has its level and its time, the verdict stays open', async () => {
    const { pdf } = await upgrade((await sign(makePdf())).pdf, { wanted: 'B-T' })
    expect(await judge(pdf)).toMatchObject({ verdict: 'indeterminate', signatures: [{ level: 'B-T', source: 'document-timestamp' }, { reasons: ['revocation.not-checked'] }] })
  })

  test('of a TSA that nobody can tell of: its time saves no certificate that was revoked since', async () => {
    const own = await makeAuthorityServer({ now: () => made.clock })
    onTestFinished(() => own.stop())
    const ownServices = makeTrust(own, () => made.clock)
    const { pdf } = await sign(makePdf(), { signer: signerOf(own.officer), level: 'B-T', services: ownServices })
    const { certificate, chain } = signerOf(own.officer)
    made.clock = NOW + 10_800_000
    const before = await ownServices.gatherRevocation([certificate, ...chain])
    own.services.revoke(own.officer.serial, { at: NOW + 7_200_000, reason: 1 })
    const after = await ownServices.gatherRevocation([certificate, ...chain])
    const verdict = async (evidence: typeof before) => {
      const { signatures: [one] } = await validatePdf({ source: memorySource(pdf), trust: [parseCertificate(own.anchor)], at: made.clock, revocation: 'required', evidence })
      return [one?.verdict, one?.subIndication, one?.level]
    }
    expect([await verdict(before), await verdict(after)]).toEqual([['valid', null, 'B-T'], ['indeterminate', 'TRY_LATER', 'B-T']])
  })

  test('without evidence the reason is that it was not checked', async () => {
    const { pdf } = await sign(makePdf(), { level: 'B-T' })
    expect(await judge(pdf)).toMatchObject({ verdict: 'indeterminate', signatures: [{ reasons: ['revocation.not-checked'] }] })
  })
})
