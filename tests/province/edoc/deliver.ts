import type { OfficialDocument } from '../../../shared/model/edoc.ts'
import { SetFailure } from '../jmap/failure.ts'
import { sql, type Store } from '../store/open-store.ts'
import { colleaguesOf, readAgency } from './officers.ts'
import { nextId, ownerOf, putDocument, readDocument, tasksOf, utcDate } from './records.ts'
import { openWork, planTasks, writeWork } from './work-on-document.ts'

/** The receivers' documents of a dispatch (status 01), each with a task for every clerk; answers the sender's new statuses. */
export function deliver(store: Store, doc: OfficialDocument, senderId: string, agencyIds: readonly string[], now: number): OfficialDocument['statuses'] {
  for (const agencyId of agencyIds) {
    if (agencyId === senderId || readAgency(store, agencyId)?.isActive !== true) {
      throw new SetFailure('invalidProperties', `agency ${agencyId} cannot receive this`, { properties: ['toAgencyIds'] })
    }
    arrive(store, doc, agencyId, doc.id, now)
  }
  return agencyIds.map(agencyId => ({ agencyId, code: '01', at: utcDate(now), by: null, note: null }))
}

/** Puts one incoming document at an agency's clerks. `sourceId` null: from outside the province. Answers its id. */
export function arrive(store: Store, doc: OfficialDocument, agencyId: string, sourceId: string | null, now: number): string {
  const id = nextId(store, 'd')
  const at = utcDate(now)
  const incoming: OfficialDocument = {
    ...doc, id, clientRef: null, direction: 'in', authorId: null, receivedAt: at, register: null, relatedIds: [], state: 'arrived', rev: 0,
    statuses: [{ agencyId, code: '01', at, by: null, note: null }],
  }
  putDocument(store, incoming, { agencyId, sourceId })
  const clerks = colleaguesOf(store, agencyId, now).filter(({ roles }) => roles.has('clerk'))
  const tasks = openWork(store, id, clerks.map(clerk => ({ officerId: clerk.id, role: 'clerk', dueAt: doc.dueAt })), null, now)
  writeWork(store, null, incoming, tasks, now)
  return id
}

/** Tells the sender what became of its document at a receiver's. */
export function reportToSender(store: Store, sourceId: string, statuses: OfficialDocument['statuses'], now: number): void {
  const source = readDocument(store, sourceId)
  if (source === null) return
  const told = { ...source, statuses: [...source.statuses, ...statuses] }
  writeWork(store, source, { ...told, state: settleRecall(store, told) }, tasksOf(store, sourceId), now)
}

/** A recall ends when every receiver has answered: recalled if all agreed, else the document is as it was before. */
function settleRecall(store: Store, source: OfficialDocument): string {
  if (source.state !== 'recall-requested') return source.state
  const asked = new Set(receivedCopies(store, source.id).map(({ agencyId }) => agencyId))
  const answers = [...asked].map(agencyId => source.statuses.findLast(status => status.agencyId === agencyId)?.code)
  if (answers.some(code => code === '13')) return source.state
  return answers.every(code => code === '15' || code === '02') ? 'recalled' : 'dispatched'
}

/** Asks every receiver that has not refused to give a document back (13); their clerks get a task. */
export function askBack(store: Store, source: OfficialDocument, note: string | null, now: number): OfficialDocument['statuses'] {
  const statuses: OfficialDocument['statuses'] = []
  for (const { id, agencyId } of receivedCopies(store, source.id)) {
    const copy = readDocument(store, id)
    if (copy === null || copy.state === 'refused' || copy.state === 'recalled') continue
    const status = { agencyId, code: '13', at: utcDate(now), by: null, note }
    statuses.push(status)
    const clerks = colleaguesOf(store, agencyId, now).filter(({ roles }) => roles.has('clerk'))
    const open = clerks.map(clerk => ({ officerId: clerk.id, role: 'clerk', dueAt: null }))
    const tasks = planTasks(tasksOf(store, id), { open }, null, now, () => nextId(store, 't'), id)
    writeWork(store, copy, { ...copy, statuses: [...copy.statuses, status] }, tasks, now)
  }
  return statuses
}

function receivedCopies(store: Store, sourceId: string): { readonly id: string, readonly agencyId: string }[] {
  const ids = sql(store, 'select id from document where source = ?').pluck().all(sourceId) as string[]
  return ids.map(id => ({ id, agencyId: ownerOf(store, id).agencyId }))
}
