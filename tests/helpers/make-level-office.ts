import { X509Certificate } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { memorySource } from '../../electron/pdf/source.ts'
import { signDocument } from '../../electron/signing/sign-document.ts'
import { putBlob } from '../../electron/store/blobs.ts'
import { transact } from '../../electron/store/database.ts'
import { seeDocument } from '../../electron/store/sight.ts'
import { enqueueAction, enqueueApproveAndNumber } from '../../electron/sync/enqueue-action.ts'
import { enqueueUpgrade } from '../../electron/sync/upgrade-queue.ts'
import { blobIdOfDigest } from '../../shared/protocol/blob.ts'
import { certificatePem } from '../province/authority/certificate.ts'
import { makeTrustList } from '../province/authority/trust-list.ts'
import { makeProvince, signIn } from '../province/make-province.ts'
import { seedTiny } from '../province/seed-tiny.ts'
import { makeAuthorityServer, type AuthorityServer } from './authority-server.ts'
import { ORIGIN } from './make-client.ts'
import { makeCore, type TestCore } from './make-core.ts'
import { givePin, giveTokenFile, OFFICE_PIN } from './make-office.ts'
import { makePdf } from './make-pdf.ts'
import { signerOf } from './make-trust.ts'
import { makeFolder, NOW } from './make-store.ts'

/** A leader's desk whose certificate is of the test authority, with its TSA set: what is signed here can rise. */
export interface LevelOffice {
  readonly authority: AuthorityServer
  readonly province: ReturnType<typeof makeProvince>
  readonly author: ReturnType<typeof signIn>
  readonly desk: TestCore
  /** The desk of a colleague, with the same token, trust and TSA; the same folder is the same desk, opened again. */
  openDesk(user: string, folder?: string): Promise<TestCore>
  /** The clock of everybody. */
  readonly clock: { at: number }
  /** A paper submitted to the leader and on the desk; its id. */
  submit(subject: string, pdf?: Uint8Array): Promise<string>
  /** Signs as the window does, by the token's process, and queues the sending; the outbox ids. */
  signWithToken(id: string): Promise<readonly string[]>
  /** The same without a token and without asking for a timestamp, in a hundredth of the time. */
  sign(id: string): Promise<readonly string[]>
  /** The trust services fail so, all of them; null: they work again. */
  services(fault: 'html' | null): void
  /** The province hands on its signed list of roots from now on. */
  publishRoots(): void
  /** The main file of the document as the province has it. */
  fileOf(id: string): Promise<Uint8Array>
}

/** `roots`: `by-list` where the machine trusts another root and pins who signs the province's list, which comes when it is published. */
export async function makeLevelOffice(settings: { readonly sendBeforeTimestamp?: boolean } = {}, roots: 'in-folder' | 'by-list' = 'in-folder'): Promise<LevelOffice> {
  const clock = { at: NOW }
  const authority = await makeAuthorityServer({ now: () => clock.at })
  onTestFinished(() => authority.stop())
  const seed = seedTiny()
  const serial = new X509Certificate(authority.officer.certificate).serialNumber.toLowerCase()
  const asClerk = { role: 'clerk', validFrom: null, validUntil: null, onBehalfOf: null }
  const officers = seed.officers.map(each => each.id === 'snv-lanh-dao' ? { ...each, roles: [...each.roles, asClerk], certSerials: [serial] } : each)
  const issuers = [authority.authority.issuing.certificate, authority.authority.root.certificate]
  const province = makeProvince({ seed: { ...seed, officers, trust: { issuers, files: [] } }, signatures: 'checked' })
  const author = signIn(province, 'chuyen-vien@snv')
  const trust = join(makeFolder(), 'trust')
  const { root } = authority.authority
  const pinned = roots === 'by-list' ? join(trust, 'list-signers') : trust
  mkdirSync(pinned, { recursive: true })
  writeFileSync(join(pinned, 'root.pem'), certificatePem(root.certificate))
  if (roots === 'by-list') writeFileSync(join(trust, 'other.pem'), certificatePem(authority.authority.untrustedRoot.certificate))
  const list = { body: '' }
  // A server tells its time with every answer; the province in this process leaves that to the one that listens for it.
  const dated = async (request: Request): Promise<Response> => {
    if (list.body !== '' && new URL(request.url).pathname.endsWith('/trust-list')) return new Response(list.body)
    const { status, headers, body } = await province.fetch(request)
    return new Response(body, { status, headers: [...headers, ['date', new Date(clock.at).toUTCString()]] })
  }
  const route = (request: Request): Promise<Response> => request.url.startsWith(authority.url) ? fetch(request) : dated(request)
  async function openDesk(user: string, folder?: string): Promise<TestCore> {
    const opened = await makeCore({ fetch: route, login: { url: ORIGIN, user, password: user }, now: () => clock.at, trustDirs: [trust], ...(folder === undefined ? {} : { folder }) })
    await opened.session.sync.pass()
    await opened.handlers()['settings.set']({
      tokenModules: [giveTokenFile(opened, 'token.p12', authority.officer, [])], tsaUrls: [authority.tsaUrl], hostMap: authority.hostMap.map(({ from, to }) => `${from}=${to}`), ...settings,
    })
    return opened
  }
  const desk = await openDesk('lanh-dao@snv')
  return {
    authority, province, author, desk, clock, openDesk,
    async submit(subject, pdf = makePdf()) {
      const id = await author.draft(subject, { addressees: [{ agencyId: 'stc' }], attachments: [{ blobId: await author.upload(pdf), name: `${subject}.pdf`, role: 'main' }] })
      await author.move('submit', id)
      await desk.session.sync.pass()
      return id
    },
    async signWithToken(id) {
      const handlers = desk.handlers(givePin(desk, OFFICE_PIN))
      const token = (await handlers['tokens.list']({})).tokens.find(({ source }) => source === 'p12')
      const { results: [result] } = await handlers['signing.sign']({ requestId: 'r', tokenId: token?.tokenId ?? '', certificate: null, followUp: 'number', items: [{ documentId: id, placement: null }] })
      if (result?.problem !== null) throw new Error(`not signed: ${result?.problem?.code}`)
      const { desk: { store, account }, moment } = desk.session
      return [...result.outboxIds, enqueueAction(store.db, { account, documentId: id, verb: 'dispatch', toAgencyIds: ['stc'] }, moment()).id]
    },
    async sign(id) {
      const { desk: { store, account }, moment } = desk.session
      const doc = seeDocument(store.db, account, id)?.doc
      const [ref] = doc?.attachments ?? []
      if (doc === undefined || ref === undefined) throw new Error('no file')
      const pdf = makePdf()
      const { tail } = await signDocument({ source: memorySource(pdf), signer: signerOf(authority.officer), atMs: clock.at, act: 'plain' })
      const stored = await putBlob(store, 'work', Buffer.concat([pdf, tail]), clock.at)
      const file = { ...ref, ...stored, blobId: blobIdOfDigest(Buffer.from(stored.sha256, 'hex').toString('base64url')) }
      return transact(store.db, () => {
        const signed = enqueueApproveAndNumber(store.db, { account, documentId: id, attachments: [file] }, moment())
        const rows = [...signed, enqueueAction(store.db, { account, documentId: id, verb: 'dispatch', toAgencyIds: ['stc'] }, moment())]
        enqueueUpgrade(store.db, { account, documentId: id, outboxId: rows[0]?.id ?? '', file, level: 'B-B', wanted: 'B-LTA', holds: settings.sendBeforeTimestamp === false }, moment())
        return rows.map(row => row.id)
      })
    },
    publishRoots() { list.body = makeTrustList(root, { sequence: 1, issuedAt: clock.at, anchors: [{ name: 'Gốc', certificate: root.certificate }] }) },
    services(fault) {
      for (const service of ['tsa', 'ocsp', 'crl'] as const) authority.services.misbehave(service, fault)
    },
    async fileOf(id) {
      const doc = await author.read('OfficialDocument', id)
      const [file] = (doc?.['attachments'] ?? []) as readonly { readonly blobId: string }[]
      const response = await author.http(`/jmap/download/${author.personal}/${file?.blobId ?? ''}/file.pdf`)
      return new Uint8Array(await response.arrayBuffer())
    },
  }
}
