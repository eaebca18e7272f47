import type { OfficialDocument } from '../../shared/model/edoc.ts'
import { DIRECTORY_ACCOUNT, personalAccount } from './caller.ts'
import { putAction, putDocument, putTask } from './edoc/records.ts'
import { noteNumber } from './edoc/registers.ts'
import { writeWork } from './edoc/work-on-document.ts'
import type { SeedData } from './seed-data.ts'
import { putSeedBlob } from './store/blobs.ts'
import { grant, putObject } from './store/objects.ts'
import { sql, type Store } from './store/open-store.ts'

/** Fills a new province, as one transaction: a province is seeded whole or not at all. */
export function loadSeed(store: Store, seed: SeedData, now: number): void {
  store.db.transaction(() => {
    loadPeople(store, seed)
    for (const blob of seed.blobs) putSeedBlob(store, blob)
    for (const { agencyId, sourceId, value } of seed.documents) {
      putDocument(store, value, { agencyId, sourceId })
      noteNumbers(store, agencyId, value)
    }
    for (const action of seed.actions) putAction(store, action)
    loadWork(store, seed, now)
    for (const file of seed.caseFiles) {
      putObject(store, 'CaseFile', file.id, file)
      if (file.openedBy !== null) grant(store, personalAccount(file.openedBy), 'CaseFile', file.id)
    }
    for (const der of seed.trust.issuers) sql(store, 'insert or ignore into issuer values (?)').run(Buffer.from(der))
    keepFiles(store, seed)
    seed.arrivals.forEach((doc, place) => sql(store, 'insert into arrival values (?, ?)').run(place, JSON.stringify(doc)))
    sql(store, "insert into meta values ('demo', ?)").run(seed.demo ? 1 : 0)
  }).immediate()
  store.touched.clear()
}

/** Tokens, trust and the server's certificate lie in the database too: one file is the whole province, and its backup. */
function keepFiles(store: Store, { tokens, trust }: SeedData): void {
  tokens.forEach(({ officerId, pin, p12 }, place) => sql(store, 'insert into token values (?, ?, ?, ?)').run(place, officerId, pin, Buffer.from(p12)))
  const files = trust.files.map(({ name, bytes }) => [`trust/${name}`, Buffer.from(bytes)] as const)
  const authority = (trust.authority ?? []).map(({ name, bytes }) => [`authority/${name}`, Buffer.from(bytes)] as const)
  const server = trust.server === undefined ? [] : [['server.key', Buffer.from(trust.server.key)], ['server.pem', Buffer.from(trust.server.cert)]] as const
  for (const [name, bytes] of [...files, ...authority, ...server]) sql(store, 'insert into kept_file values (?, ?)').run(name, bytes)
}

function loadPeople(store: Store, seed: SeedData): void {
  for (const [type, list] of [['Agency', seed.agencies], ['Officer', seed.officers]] as const) {
    for (const value of list) {
      putObject(store, type, value.id, { ...value })
      grant(store, DIRECTORY_ACCOUNT, type, value.id)
    }
  }
  seed.accounts.forEach((account, place) => {
    sql(store, 'insert into login values (?, ?, ?, ?, ?, ?)').run(account.user, account.password, account.role, account.officerId, account.agencyId, place)
  })
}

/** `can` and who sees what are worked out here, so that a seed cannot contradict the rules. */
function loadWork(store: Store, seed: SeedData, now: number): void {
  const byDocument = Map.groupBy(seed.tasks, task => task.documentId)
  for (const { value } of seed.documents) {
    const tasks = byDocument.get(value.id) ?? []
    for (const task of tasks) putTask({ store, now }, task)
    writeWork({ store, now }, { before: value, doc: value, tasks })
  }
}

function noteNumbers(store: Store, agencyId: string, doc: OfficialDocument): void {
  const own = Number(doc.number)
  if (doc.direction === 'out' && Number.isSafeInteger(own) && own > 0 && doc.issuedAt !== null) {
    noteNumber(store, { agencyId, year: Number(doc.issuedAt.slice(0, 4)), book: 'out', number: own, documentId: doc.id })
  }
  const registered = Number(doc.register?.number)
  if (doc.direction === 'in' && Number.isSafeInteger(registered) && registered > 0 && doc.receivedAt !== null) {
    noteNumber(store, { agencyId, year: Number(doc.receivedAt.slice(0, 4)), book: 'in', number: registered, documentId: doc.id })
  }
}
