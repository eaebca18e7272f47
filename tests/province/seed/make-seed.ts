import { CaseFile, OfficialDocument, Task } from '../../../shared/model/edoc.ts'
import type { Role } from '../../../shared/model/words.ts'
import { openAuthority, readAuthorityFiles } from '../authority/authority.ts'
import { certificatePem, type Identity } from '../authority/certificate.ts'
import { makePkcs12 } from '../authority/pkcs12.ts'
import type { SeedAccount, SeedData } from '../seed-data.ts'
import { DEMO_AGENCY, RECEIVER_AGENCY } from './agencies.ts'
import { DAY_MS, dueDay, MINUTE_MS, utc } from './calendar.ts'
import { drawWriting } from './draw-writing.ts'
import { addHistory, DEMO_OFFICER } from './history.ts'
import { emptyPart, facts, type Part } from './incoming.ts'
import { addColleagues, addOtherAgency } from './neighbours.ts'
import { addDesk, addOutgoing } from './outgoing.ts'
import { printWriting } from './print-writing.ts'
import { addRecent } from './recent.ts'
import { issuerOf } from './issuers.ts'
import { agencyIdentity, agencyOf, officerIdentity, openWorld, type World } from './world.ts'

/** Where the authority's keys are kept, today's time, and true randomness for what protects the tokens' files. */
export interface SeedInputs { readonly authorityDir: string; readonly now: number; readonly random: (bytes: number) => Uint8Array }

const TOTAL_DOCUMENTS = 3_000
export const DEMO_PIN = '123456'
const PASSWORD = 'demo'

const ACCOUNTS: readonly (readonly [user: string, officerId: string, role: Role])[] = [
  ['minhanh', DEMO_OFFICER, 'leader'], ['quocviet', 'O-snv-viet', 'officer'], ['thuha', 'O-snv-thuha', 'unit-head'], ['lan.tranhung', 'O-tranhung-lan', 'clerk'],
  ['ngocanh.stc', 'O-stc-ngocanh', 'clerk'], ['thang.stc', 'O-stc-thang', 'leader'], ['kyson.stc', 'O-stc-kyson', 'unit-head'], ['duyen.stc', 'O-stc-duyen', 'officer'],
  ['phuoc.tranhung', 'O-tranhung-phuoc', 'leader'], ['thuhoa', 'O-snv-thuhoa', 'clerk'], ['cuong', 'O-snv-cuong', 'leader'],
]
const TOKEN_HOLDERS = [DEMO_OFFICER, 'O-stc-thang', 'O-tranhung-phuoc', 'O-snv-cuong', 'O-stc-kyson'] as const
/** Clerks who keep the token of their agency (NĐ 30/2020, Điều 32, 35). */
const SEAL_KEEPERS = [['O-snv-thuhoa', DEMO_AGENCY], ['O-tranhung-lan', RECEIVER_AGENCY]] as const

/** True for a clerk whose token is the agency's, not their own. */
export function keepsSeal(officerId: string): boolean {
  return SEAL_KEEPERS.some(([keeper]) => keeper === officerId)
}

/** The demo province: `total` documents with their PDFs, three thousand in about ten seconds; a history as long as is left beside the desk's. */
export async function seedDemo(inputs: SeedInputs, total = TOTAL_DOCUMENTS): Promise<SeedData> {
  const world = await prepare(inputs)
  const desk = emptyPart()
  const received = emptyPart()
  const own = emptyPart()
  const other = emptyPart()
  addOutgoing(world, desk, received, Math.round(total * 0.087))
  addDesk(world, desk)
  addOtherAgency(world, other, 40)
  const fixed = desk.documents.length + received.documents.length + other.documents.length + 60 + 15
  addHistory(world, own, Math.max(0, total - fixed))
  addColleagues(world, own)
  addRecent(world, own)
  return assemble(world, inputs, { demo: true, parts: [own, desk, received, other], caseFiles: makeCaseFiles(own, inputs.now), arrivals: makeArrivals(world) })
}

/** The directory, the accounts and the tokens, and not one document. */
export async function seedEmpty(inputs: SeedInputs): Promise<SeedData> {
  return assemble(await prepare(inputs), inputs, { demo: false, parts: [], caseFiles: [], arrivals: [] })
}

/** `count` incoming documents of the first account with one task each; they share a dozen PDFs. */
export async function seedLoad(inputs: SeedInputs, count: number): Promise<SeedData> {
  const world = await prepare(inputs)
  const part = emptyPart()
  const receiver = agencyOf(world.agencies, DEMO_AGENCY)
  const shared = Array.from({ length: 12 }, () => printWriting(world, drawWriting(world, inputs.now - 60 * DAY_MS, receiver), { signing: 'leader-and-agency', annexes: 0 }))
  const stepMs = Math.max(1_000, Math.floor(700 * DAY_MS / Math.max(1, count)))
  for (let index = 0; index < count; index++) {
    const at = inputs.now - MINUTE_MS - (count - 1 - index) * stepMs
    const writing = drawWriting(world, at - 60 * MINUTE_MS, receiver)
    const id = `D-load-${String(index + 1).padStart(7, '0')}`
    const value = OfficialDocument.parse({
      ...facts(writing), id, direction: 'in', receivedAt: utc(at), dueAt: dueDay(writing.dueAt), state: 'assigned', rev: 1, addressees: [{ agencyId: DEMO_AGENCY, purpose: 'to-do' }],
      register: { book: `Sổ văn bản đến năm ${new Date(at).getUTCFullYear()}`, number: String(index + 1) }, attachments: shared[index % shared.length],
    })
    part.documents.push({ agencyId: DEMO_AGENCY, sourceId: null, value })
    part.tasks.push(Task.parse({ id: `T-load-${index + 1}`, documentId: id, officerId: DEMO_OFFICER, role: 'lead', assignedAt: utc(at), dueAt: value.dueAt, state: 'open', rev: 1 }))
  }
  return assemble(world, inputs, { demo: true, parts: [part], caseFiles: [], arrivals: makeArrivals(world) })
}

async function prepare(inputs: SeedInputs): Promise<World> {
  return openWorld(await openAuthority(inputs.authorityDir, inputs.now), inputs.now)
}

function assemble(world: World, inputs: SeedInputs, made: { demo: boolean; parts: readonly Part[]; caseFiles: readonly CaseFile[]; arrivals: readonly OfficialDocument[] }): SeedData {
  const officerOf = (id: string) => world.officers.find(officer => officer.id === id) ?? missing(id)
  const { authority } = world
  const tokenOf = (officerId: string, identity: Identity) => ({ officerId, pin: DEMO_PIN, p12: makePkcs12(identity, DEMO_PIN, size => Buffer.from(inputs.random(size))) })
  return {
    demo: made.demo, agencies: world.agencies.map(({ agency }) => agency), officers: world.officers,
    accounts: ACCOUNTS.map(([user, officerId, role]): SeedAccount => ({ user, password: PASSWORD, role, officerId, agencyId: officerOf(officerId).agencyId })),
    documents: made.parts.flatMap(part => part.documents), tasks: made.parts.flatMap(part => part.tasks), actions: made.parts.flatMap(part => part.actions),
    caseFiles: made.caseFiles, arrivals: made.arrivals, blobs: world.shelf.blobs(),
    tokens: [
      ...TOKEN_HOLDERS.map(officerId => tokenOf(officerId, officerIdentity(authority, world.agencies, officerOf(officerId)))),
      ...SEAL_KEEPERS.map(([officerId, agencyId]) => tokenOf(officerId, agencyIdentity(authority, issuerOf(agencyOf(world.agencies, agencyId), world.agencies)))),
    ],
    trust: { issuers: [authority.issuing.certificate, authority.root.certificate], files: [{ name: 'root.pem', bytes: Buffer.from(certificatePem(authority.root.certificate)) }], server: authority.server(), authority: readAuthorityFiles(inputs.authorityDir) },
  }
}

/** What may come in at the press of a button: twenty letters that differ. */
function makeArrivals(world: World): OfficialDocument[] {
  const receiver = agencyOf(world.agencies, DEMO_AGENCY)
  return Array.from({ length: 20 }, (_, index) => {
    const writing = drawWriting(world, world.now - 30 * MINUTE_MS, receiver)
    return OfficialDocument.parse({
      ...facts(writing), id: `D-arrival-${index + 1}`, direction: 'in', dueAt: dueDay(writing.dueAt), state: 'arrived', rev: 1, addressees: [{ agencyId: DEMO_AGENCY, purpose: 'to-do' }],
      attachments: printWriting(world, writing, { signing: 'leader-and-agency', annexes: index % 5 === 0 ? 1 : 0 }),
    })
  })
}

/** Hồ sơ công việc of the demo's officer, from the yearly list (NĐ 30/2020, Điều 29). */
function makeCaseFiles(part: Part, now: number): CaseFile[] {
  const titles = ['Cải cách hành chính', 'Cấp phát chứng thư số và thiết bị lưu khóa bí mật', 'Kiểm tra công tác văn thư, lưu trữ', 'Vị trí việc làm, biên chế', 'Góp ý dự thảo văn bản quy phạm pháp luật']
  const year = Number(utc(now).slice(0, 4))
  return titles.map((title, index) => CaseFile.parse({
    id: `F-${index + 1}`, code: `${String(index + 1).padStart(2, '0')}/HS-SNV`, title: `Hồ sơ ${title} năm ${year}`, year, retention: index % 2 === 0 ? '20 năm' : 'Vĩnh viễn', openedBy: DEMO_OFFICER, openedAt: utc(now - 300 * DAY_MS), rev: 1,
    documentIds: part.documents.filter((_, place) => place % 97 === index).slice(-23).map(({ value }) => value.id),
  }))
}

function missing(id: string): never {
  throw new Error(`the seed has no officer ${id}`)
}
