import { beforeAll, describe, expect, test } from 'vitest'
import type { Signer } from '../../shared/model/signer.ts'
import { makeSignedPdf, SIGNED_AT } from '../helpers/make-signed-pdf.ts'
import { makeAuthorityServer } from '../helpers/authority-server.ts'
import { makeSigner } from '../helpers/make-signer.ts'
import { makeRaisedPdf } from '../helpers/make-raised-pdf.ts'
import { signerOf } from '../helpers/make-trust.ts'
import { makeClock, makeProvince, signIn } from './make-province.ts'
import type { SeedData } from './seed-data.ts'
import { plainPdf } from './seed-plain.ts'
import { seedTiny } from './seed-tiny.ts'

const PDF = Buffer.from(plainPdf('Van ban'))
const signers = { leader: null as unknown as Signer, stranger: null as unknown as Signer, curve: null as unknown as Signer, expired: null as unknown as Signer }
beforeAll(async () => {
  signers.leader = await makeSigner()
  signers.stranger = await makeSigner({ name: 'Người lạ' })
  signers.curve = await makeSigner({ key: 'ec' })
  signers.expired = await makeSigner({ notAfter: new Date('2026-11-24T00:00:00Z') })
})

/** The tiny province whose leader holds the certificates of serial 02 that the given signer's root issues. */
function seedWith(signer: Signer, serial = '0002'): SeedData {
  const seed = seedTiny()
  const officers = seed.officers.map(officer => officer.id === 'snv-lanh-dao' ? { ...officer, certSerials: [serial] } : officer)
  return { ...seed, officers, trust: { issuers: [...signer.chain], files: [] } }
}

/** The whole way of one file to another agency; answers the last move. */
async function send(file: Uint8Array, seed: SeedData, annex?: Uint8Array) {
  const province = makeProvince({ seed, signatures: 'checked', clock: makeClock(SIGNED_AT + 60_000) })
  const [author, leader, clerk] = ['chuyen-vien@snv', 'lanh-dao@snv', 'van-thu@snv'].map(user => signIn(province, user))
  if (author === undefined || leader === undefined || clerk === undefined) throw new Error('three people are there')
  const id = await author.draft('V/v báo cáo')
  await author.move('submit', id)
  const attachments = [{ blobId: await leader.upload(file), name: 'van-ban.pdf', role: 'main' }]
  await leader.move('approve', id, { attachments: annex === undefined ? attachments : [...attachments, { blobId: await leader.upload(annex), name: 'phu-luc.pdf', role: 'annex' }] })
  await clerk.move('number', id)
  return clerk.move('dispatch', id, { toAgencyIds: ['stc'] })
}

describe('a dispatch', () => {
  test.each(['rsa-pkcs1', 'rsa-pss'] as const)('goes through with the leader’s signature (%s)', async algorithm => {
    expect(await send(await makeSignedPdf(PDF, signers.leader, { algorithm }), seedWith(signers.leader))).toHaveProperty('id')
  })

  test('goes through with a key on a curve, and with a second signature after the first', async () => {
    const once = await makeSignedPdf(PDF, signers.curve)
    expect(await send(await makeSignedPdf(once, signers.curve), seedWith(signers.curve))).toHaveProperty('id')
  })

  test('goes through with timestamps and evidence (B-LTA), and is refused when the stamp is of another file', async () => {
    const server = await makeAuthorityServer({ now: () => SIGNED_AT })
    const file = await makeRaisedPdf(PDF, { server, level: 'B-LTA', at: SIGNED_AT })
    await server.stop()
    const seed = seedWith({ ...signerOf(server.officer), chain: [server.authority.issuing.certificate] }, server.officer.serial)
    expect(await send(file, seed)).toHaveProperty('id')
    // Between the two signatures lies the evidence, which only the document timestamp covers.
    const dss = file.lastIndexOf('/DSS')
    file[dss + 1] = 'd'.charCodeAt(0)
    expect(await send(file, seed)).toMatchObject({ description: expect.stringContaining('changed after it was stamped') })
  })

  test('is refused without a signature', async () => {
    expect(await send(PDF, seedWith(signers.leader))).toMatchObject({ type: 'invalidProperties', properties: ['attachments'], description: expect.stringContaining('not signed by a leader') })
  })

  test('is refused when a signed byte was changed', async () => {
    const file = Buffer.from(await makeSignedPdf(PDF, signers.leader))
    file[120] = (file[120] ?? 0) ^ 1
    expect(await send(file, seedWith(signers.leader))).toMatchObject({ description: expect.stringContaining('changed after it was signed') })
  })

  test('is refused when the signature value was changed', async () => {
    const file = Buffer.from(await makeSignedPdf(PDF, signers.leader))
    const contents = file.indexOf('/Contents<') >= 0 ? file.indexOf('/Contents<') + 10 : file.indexOf('/Contents <') + 11
    const end = file.toString('latin1', contents).search(/(00)*>/) + contents
    file.write(file.toString('latin1', end - 4, end - 3) === '0' ? '1' : '0', end - 4, 'latin1')
    expect(await send(file, seedWith(signers.leader))).toMatchObject({ type: 'invalidProperties', description: expect.stringContaining('wrong') })
  })

  test('is refused when another authority issued the certificate', async () => {
    expect(await send(await makeSignedPdf(PDF, signers.stranger), seedWith(signers.leader))).toMatchObject({ description: expect.stringContaining('not of a known authority') })
  })

  test('is refused when the certificate is not the leader’s', async () => {
    expect(await send(await makeSignedPdf(PDF, signers.leader), seedWith(signers.leader, '03'))).toMatchObject({ description: expect.stringContaining('not signed by a leader') })
  })

  test('is refused when the certificate has ended', async () => {
    expect(await send(await makeSignedPdf(PDF, signers.expired, { atMs: Date.UTC(2026, 5, 1) }), seedWith(signers.expired))).toMatchObject({ description: expect.stringContaining('not valid now') })
  })

  test('is refused when an annex carries a broken signature', async () => {
    const annex = Buffer.from(await makeSignedPdf(PDF, signers.leader))
    annex[120] = (annex[120] ?? 0) ^ 1
    expect(await send(await makeSignedPdf(PDF, signers.leader), seedWith(signers.leader), annex)).toMatchObject({ description: expect.stringContaining('phu-luc.pdf') })
  })

  test.each([
    ['that leaves out more than the signature', (text: string) => text.replace(/\/ByteRange ?\[0 (\d+)/, (whole, n: string) => whole.replace(n, String(Number(n) - 10)))],
    ['that does not begin at the beginning', (text: string) => text.replace(/\/ByteRange ?\[0/, whole => whole.replace('[0', '[1'))],
    ['of other than four numbers', (text: string) => text.replace(/\/ByteRange ?\[0 /, whole => whole.replace('[0 ', '[0x'))],
  ])('is refused with a byte range %s', async (_, spoil) => {
    const file = Buffer.from(spoil(Buffer.from(await makeSignedPdf(PDF, signers.leader)).toString('latin1')), 'latin1')
    expect(await send(file, seedWith(signers.leader))).toMatchObject({ type: 'invalidProperties', description: expect.stringContaining('byte range') })
  })
})
