import { expect, test } from 'vitest'
import { memorySource } from '../../../electron/pdf/source.ts'
import { signDocument } from '../../../electron/signing/sign-document.ts'
import { validatePdf } from '../../../electron/validation/validate.ts'
import { readBlob } from '../../../electron/store/blobs.ts'
import type { RequestInput } from '../../../shared/contract/index.ts'
import { stampedName } from '../../../electron/handlers/act-of-signing.ts'
import { signIn } from '../../province/make-province.ts'
import type { TestCore } from '../../helpers/make-core.ts'
import { ORIGIN } from '../../helpers/make-client.ts'
import { givePin, giveTokenFile, makeOffice, OFFICE_PIN, type Office } from '../../helpers/make-office.ts'
import { makePaper } from '../../helpers/make-paper.ts'
import { signerOf } from '../../helpers/make-trust.ts'

async function openDesk(office: Office, user: string): Promise<TestCore> {
  const desk = await office.openCore({ login: { url: ORIGIN, user, password: user } })
  await desk.session.sync.pass()
  await desk.handlers()['settings.set']({ tokenModules: [giveTokenFile(desk, 'token.p12', office.officer, [office.issuer])] })
  return desk
}

async function sign(desk: TestCore, documentId: string, wish: Pick<RequestInput<'signing.sign'>, 'act' | 'text'>): Promise<void> {
  const handlers = desk.handlers(givePin(desk, OFFICE_PIN))
  const token = (await handlers['tokens.list']({})).tokens.find(({ source }) => source === 'p12')
  const { items: [item] } = await handlers['signing.prepare']({ ...wish, documentIds: [documentId] })
  const { results } = await handlers['signing.sign']({ requestId: 'r', tokenId: token?.tokenId ?? '', certificate: null, followUp: 'attach', items: [{ documentId, blobId: item?.blobId, placement: null }], ...wish })
  expect(results.map(({ problem }) => problem)).toEqual([null])
  await desk.session.sync.pass()
}

/** A signed letter of another agency, received and put before the leader. */
async function makeArrival(office: Office) {
  const { author, province } = office
  const [leader, clerk, receiver] = ['lanh-dao@snv', 'van-thu@snv', 'van-thu@stc'].map(user => signIn(province, user))
  const original = makePaper()
  const { tail } = await signDocument({ source: memorySource(original), signer: signerOf({ ...office.officer, certificate: Buffer.from(office.officer.certificate), commonName: '', chain: [], serial: '', issuerAndSerial: Buffer.alloc(0) }), atMs: Date.UTC(2026, 10, 24), act: 'approve' })
  const id = await author.draft('Kế hoạch', { addressees: [{ agencyId: 'stc' }] })
  await author.move('submit', id)
  await leader?.move('approve', id, { attachments: [{ blobId: await leader.upload(Buffer.concat([original, tail])), name: 'Kế hoạch.pdf', role: 'main' }] })
  await clerk?.move('number', id)
  expect(await clerk?.move('dispatch', id, { toAgencyIds: ['stc'] })).toHaveProperty('id')
  const [arrived] = (await receiver?.call('OfficialDocument/query'))?.['ids'] as string[] | undefined ?? []
  await receiver?.move('receive', arrived ?? '')
  return arrived ?? ''
}

test('a bút phê goes on with the copy that carries the stamp of arrival, on the leader\'s own desk, and every signature holds', async () => {
  const office = await makeOffice()
  const id = await makeArrival(office)
  const clerk = await openDesk(office, 'van-thu@stc')
  await sign(clerk, id, { act: 'incoming' })
  await signIn(office.province, 'van-thu@stc').move('submit', id)
  const leader = await openDesk(office, 'lanh-dao@stc')
  await sign(leader, id, { act: 'comment', text: 'Giao Phòng Ngân sách.' })
  await sign(leader, id, { act: 'comment', text: 'Báo cáo trước ngày 30.' })

  const files = (await leader.handlers()['documents.get']({ id }))?.attachments ?? []
  expect(files.map(({ name, role }) => `${role} ${name}`)).toEqual(['main Kế hoạch.pdf', 'annex Kế hoạch (dấu đến).pdf', 'annex Kế hoạch (dấu đến, bút phê).pdf', 'annex Kế hoạch (dấu đến, bút phê).pdf'])
  const last = files.at(-1)
  await leader.handlers()['attachments.open']({ documentId: id, blobId: last?.blobId ?? '' })
  const { store } = leader.session.desk
  const ref = (await leader.handlers()['documents.get']({ id }))?.actions.flatMap(({ attachments }) => attachments).find(({ blobId }) => blobId === last?.blobId)
  const { signatures } = await validatePdf({ source: memorySource(await readBlob(store, ref?.sha256 ?? '')), trust: [], at: Date.now() })
  expect(signatures.map(({ field, intact, cryptographyValid }) => [field, intact && cryptographyValid])).toEqual([['Signature1', true], ['Signature2', true], ['Signature3', true], ['Signature4', true]])
})

test.each([
  ['CV.pdf', 'incoming', 'CV (dấu đến).pdf'], ['CV (dấu đến).pdf', 'comment', 'CV (dấu đến, bút phê).pdf'], ['CV (dấu đến, bút phê).pdf', 'comment', 'CV (dấu đến, bút phê).pdf'],
  ['CV (bản chính).pdf', 'comment', 'CV (bản chính) (bút phê).pdf'], ['cv', 'copy', 'cv (bản sao).pdf'], ['CV.pdf', 'issue', 'CV.pdf'],
] as const)('%s, %s: kept as %s', (name, act, kept) => { expect(stampedName(name, act)).toBe(kept) })
