import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCertificate } from '../../helpers/certificates.ts'
import { startFakeSignService, type FakeSignService } from '../../helpers/fake-sign-service.ts'
import { makeOffice, type Office } from '../../helpers/make-office.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { makeSignedPdf } from '../../helpers/make-signed-pdf.ts'
import { signerOf } from '../../helpers/make-trust.ts'

/** VGCA Sign Service as the second way of signing: off unless chosen, and what it hands back is judged before it is kept. */

let fake: FakeSignService
beforeAll(async () => { fake = await startFakeSignService(await makeCertificate({ subject: 'CN=127.0.0.1', key: 'p-256' })) })
afterAll(() => fake.close())

async function openDesk(office: Office) {
  const desk = await office.openCore({ signServicePort: fake.port })
  await desk.session.sync.pass()
  const h = desk.handlers()
  const service = async () => (await h['tokens.list']({})).tokens.find(({ source }) => source === 'sign-service')
  const sign = (ids: readonly string[], tokenId = 'vgca-sign-service') => h['signing.sign']({ requestId: 'r', tokenId, certificate: null, followUp: 'number', items: ids.map(documentId => ({ documentId, placement: null })) })
  return { desk, h, service, sign }
}
const signsAs = (office: Office) => {
  const signer = signerOf({ ...office.officer, certificate: Buffer.from(office.officer.certificate), chain: [], commonName: '', serial: '', issuerAndSerial: Buffer.alloc(0) })
  return (document: Uint8Array) => makeSignedPdf(document, signer)
}

test('signs by the service that was chosen, and what it signed is sent; switched off it is gone', async () => {
  const office = await makeOffice()
  const ids = await office.submit([{ subject: 'Thứ nhất', pdf: makePdf() }, { subject: 'Thứ hai', pdf: makePdf() }])
  const { desk, h, service, sign } = await openDesk(office)
  expect(await service()).toBeUndefined()
  await h['settings.set']({ signService: true })
  expect([await service(), (await h['settings.get']({})).signService]).toEqual([undefined, false])
  expect((await h['settings.use-sign-service']({ on: true })).signService).toBe(true)
  const token = await service()
  fake.set({ sign: signsAs(office) })
  expect((await sign(ids, token?.tokenId)).results.map(({ problem }) => problem)).toEqual([null, null])
  await desk.session.sync.pass()
  for (const id of ids) expect((await office.author.read('OfficialDocument', id))?.['state']).toBe('numbered')
  await h['settings.set']({ signService: false })
  expect([await service(), (await h['settings.get']({})).signService]).toEqual([undefined, false])
  await h['settings.use-sign-service']({ on: true })
  await h['settings.use-sign-service']({ on: false })
  expect(await service()).toBeUndefined()
  await expect(sign(ids)).rejects.toMatchObject({ code: 'token.absent' })
})

test('an administrator who wants it has it taken up when it runs, one who forbids it has it gone; the officer changes neither', async () => {
  const office = await makeOffice()
  const [id = ''] = await office.submit([{ subject: 'Theo chính sách', pdf: makePdf() }])
  const policy = (signService: boolean) => ({ policy: { version: 1 as const, signService }, problem: null, file: null })
  const desk = await office.openCore({ signServicePort: fake.port, policy: policy(true) })
  await desk.session.sync.pass()
  const h = desk.handlers()
  const service = async (table = h) => (await table['tokens.list']({})).tokens.find(({ source }) => source === 'sign-service')
  const taken = new Promise<void>(resolve => desk.onEvent(name => { if (name === 'tokens.changed') resolve() }))
  await service()
  await taken
  expect((await service())?.tokenId).toBe('vgca-sign-service')
  await h['settings.set']({ signService: false })
  fake.set({ sign: signsAs(office) })
  expect((await h['signing.sign']({ requestId: 'r', tokenId: 'vgca-sign-service', certificate: null, followUp: 'approve', items: [{ documentId: id, placement: null }] })).results.map(({ problem }) => problem)).toEqual([null])
  await desk.core.close()
  const forbidden = await office.openCore({ folder: desk.folder, signServicePort: fake.port, policy: policy(false) })
  const table = forbidden.handlers()
  await table['settings.use-sign-service']({ on: true })
  expect([await service(table), (await table['settings.get']({})).signService]).toEqual([undefined, false])
})

test('what the service hands back is not sent where it is no signed document, or spoils an earlier signature', async () => {
  const office = await makeOffice()
  const first = signsAs(office)
  const ids = await office.submit([{ subject: 'Chưa ký', pdf: makePdf() }, { subject: 'Đã có chữ ký', pdf: await first(makePdf()) }])
  const { h, sign } = await openDesk(office)
  await h['settings.use-sign-service']({ on: true })
  const outcome = async (behaviour: (document: Uint8Array) => Uint8Array | Promise<Uint8Array>, id = ids[0] ?? '') => {
    fake.set({ sign: behaviour })
    return (await sign([id])).results.map(({ problem }) => [problem?.code, problem?.facts['why']])[0]
  }
  expect(await outcome(document => document)).toEqual(['sign-service.bad-output', 'not-signed'])
  expect(await outcome(() => new Uint8Array(Buffer.from('<html>')))).toEqual(['sign-service.bad-output', 'not-signed'])
  expect(await outcome(async document => {
    const signed = await first(document)
    signed[100]! ^= 1
    return signed
  })).toEqual(['sign-service.bad-output', 'signature'])
  expect(await outcome(async () => first(await first(makePdf())), ids[1])).toEqual(['sign-service.bad-output', 'earlier-signature'])
  expect((await h['outbox.list']({})).items).toEqual([])
})

test('another program at its port is told nothing of the document', async () => {
  const office = await makeOffice()
  const ids = await office.submit([{ subject: 'Chờ ký', pdf: makePdf() }])
  const stranger = await startFakeSignService(await makeCertificate({ subject: 'CN=127.0.0.1', key: 'p-256' }))
  const { desk, h, sign } = await openDesk(office)
  await h['settings.use-sign-service']({ on: true })
  await fake.close()
  try {
    expect((await sign(ids)).results.map(({ problem }) => problem?.code)).toEqual(['sign-service.absent'])
    await expect(h['settings.use-sign-service']({ on: true })).rejects.toMatchObject({ code: 'sign-service.absent' })
    await desk.core.close()
    const again = await office.openCore({ signServicePort: stranger.port, folder: desk.folder })
    const handlers = again.handlers()
    const { results } = await handlers['signing.sign']({ requestId: 'r', tokenId: 'vgca-sign-service', certificate: null, followUp: 'number', items: [{ documentId: ids[0] ?? '', placement: null }] })
    expect(results.map(({ problem }) => problem?.code)).toEqual(['sign-service.certificate-changed'])
    expect(stranger.calls).toEqual([])
  } finally {
    await stranger.close()
  }
})
