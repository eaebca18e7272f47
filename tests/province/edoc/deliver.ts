import type { OfficialDocument } from '../../../shared/model/edoc.ts'
import { SetFailure } from '../jmap/failure.ts'
import { type Moment, sql, type Store } from '../store/open-store.ts'
import { colleaguesOf, readAgency } from './officers.ts'
import { nextId, ownerOf, putDocument, readDocument, tasksOf, utcDate } from './records.ts'
import { openWork, planTasks, writeWork } from './work-on-document.ts'

/** The receivers' documents of a dispatch (status 01), each with a task for every clerk; answers the sender's new statuses. */
export function deliver(moment: Moment, doc: OfficialDocument, senderId: string, agencyIds: readonly string[]): OfficialDocument['statuses'] {
  for (const agencyId of agencyIds) {
    if (agencyId === senderId || readAgency(moment.store, agencyId)?.isActive !== true) {
      throw new SetFailure('invalidProperties', `agency ${agencyId} cannot receive this`, { properties: ['toAgencyIds'] })
    }
    arrive(moment, doc, agencyId, doc.id)
  }
  return agencyIds.map(agencyId => ({ agencyId, code: '01', at: utcDate(moment.now), by: null, note: null }))
}

/** Puts one incoming document at an agency's clerks. `sourceId` null: from outside the province. Answers its id. */
export function arrive(moment: Moment, doc: OfficialDocument, agencyId: string, sourceId: string | null): string {
  const { store, now } = moment
  const id = nextId(store, 'd')
  const at = utcDate(now)
  const incoming: OfficialDocument = {
    ...doc, id, clientRef: null, direction: 'in', authorId: null, receivedAt: at, register: null, relatedIds: [], state: 'arrived', rev: 0,
    statuses: [{ agencyId, code: '01', at, by: null, note: null }],
  }
  putDocument(store, incoming, { agencyId, sourceId })
  const clerks = colleaguesOf(store, agencyId, now).filter(({ roles }) => roles.has('clerk'))
  const tasks = openWork(moment, id, clerks.map(clerk => ({ officerId: clerk.id, role: 'clerk', dueAt: doc.dueAt })))
  writeWork(moment, { before: null, doc: incoming, tasks })
  return id
}

/** Tells the sender what became of its document at a receiver's. */
export function reportToSender(moment: Moment, sourceId: string, statuses: OfficialDocument['statuses']): void {
  const { store } = moment
  const source = readDocument(store, sourceId)
  if (source === null) return
  const told = { ...source, statuses: [...source.statuses, ...statuses] }
  writeWork(moment, { before: source, doc: { ...told, state: settleRecall(store, told) }, tasks: tasksOf(store, sourceId) })
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
export function askBack(moment: Moment, source: OfficialDocument, note: string | null): OfficialDocument['statuses'] {
  const { store, now } = moment
  const statuses: OfficialDocument['statuses'] = []
  for (const { id, agencyId } of receivedCopies(store, source.id)) {
    const copy = readDocument(store, id)
    if (copy === null || copy.state === 'refused' || copy.state === 'recalled') continue
    const status = { agencyId, code: '13', at: utcDate(now), by: null, note }
    statuses.push(status)
    const clerks = colleaguesOf(store, agencyId, now).filter(({ roles }) => roles.has('clerk'))
    const open = clerks.map(clerk => ({ officerId: clerk.id, role: 'clerk', dueAt: null }))
    const tasks = planTasks(moment, { tasks: tasksOf(store, id), plan: { open }, by: null, documentId: id })
    writeWork(moment, { before: copy, doc: { ...copy, statuses: [...copy.statuses, status] }, tasks })
  }
  return statuses
}

function receivedCopies(store: Store, sourceId: string): { readonly id: string, readonly agencyId: string }[] {
  const ids = sql(store, 'select id from document where source = ?').pluck().all(sourceId) as string[]
  return ids.map(id => ({ id, agencyId: ownerOf(store, id).agencyId }))
}
