import { OfficialDocument } from '../../../shared/model/edoc.ts'
import { logins } from '../accounts.ts'
import { arrive } from '../edoc/deliver.ts'
import { planTasks, writeWork } from '../edoc/work-on-document.ts'
import { readDocument, tasksOf } from '../edoc/records.ts'
import { readObject } from '../store/objects.ts'
import { type Moment, sql, type Store, transact } from '../store/open-store.ts'

/**
 * `POST /demo/arrive`: a new incoming document at the first account's agency, from another one. Its clerks get it as any
 * delivery; the officer of the demo also gets a task at once, so that it can be seen to arrive. Answers its id, null
 * when the seed has nothing that could arrive.
 */
export function deliverArrival(moment: Moment): string | null {
  const { store } = moment
  const login = logins(store)[0]
  if (login === undefined) return null
  return transact(store, () => {
    const doc = nextArrival(store)
    if (doc === null) return null
    const id = arrive(moment, doc, login.agency, null)
    const arrived = readDocument(store, id)
    if (arrived === null) return null
    const held = tasksOf(store, id)
    if (!held.some(({ officerId }) => officerId === login.officer)) {
      const open = [{ officerId: login.officer, role: 'know', dueAt: doc.dueAt }]
      writeWork(moment, { before: arrived, doc: arrived, tasks: planTasks(moment, { tasks: held, plan: { open }, by: null, documentId: id }) })
    }
    return id
  })
}

function nextArrival(store: Store): OfficialDocument | null {
  const count = sql(store, 'select count(*) from arrival').pluck().get() as number
  if (count === 0) return fromAnother(store)
  const turn = sql(store, "insert into meta values ('arrivals', 1) on conflict do update set value = value + 1 returning value").pluck().get() as number
  const json = sql(store, 'select json from arrival where place = ?').pluck().get((turn - 1) % count) as string
  return OfficialDocument.parse(JSON.parse(json))
}

/** Without prepared arrivals: a plain letter, so that a tiny seed can show an arrival too. */
function fromAnother(store: Store): OfficialDocument | null {
  const agencyId = sql(store, "select id from object where type = 'Agency' order by id desc limit 1").pluck().get()
  const agency = typeof agencyId === 'string' ? readObject(store, 'Agency', agencyId) : null
  if (agency === null) return null
  return OfficialDocument.parse({
    id: 'arrival', direction: 'in', kind: 'Công văn', subject: 'V/v phối hợp cung cấp số liệu', issuerId: agency['id'], issuerName: agency['name'], state: 'arrived', rev: 0,
  })
}
