import type { OfficialDocument, Task } from '../../../shared/model/edoc.ts'
import { readObject } from '../store/objects.ts'
import { type Moment, sql, type Store } from '../store/open-store.ts'
import { colleaguesOf, readOfficer, rolesAt } from './officers.ts'
import { type Owner, ownerOf } from './records.ts'
import type { Actor, Colleague, Situation } from './verbs.ts'

/** Gathers what a move on a document is judged by, as seen by one officer. */
export function gatherSituation(moment: Moment, doc: OfficialDocument, tasks: readonly Task[], officerId: string): Situation {
  return { ...common(moment, doc, tasks, ownerOf(moment.store, doc.id)), actor: actorOf(moment, doc.id, officerId) }
}

/** The same document as each of its task holders sees it; what is common is gathered once. */
export function gatherForHolders(moment: Moment, doc: OfficialDocument, tasks: readonly Task[]): ReadonlyMap<string, Situation> {
  const owner = ownerOf(moment.store, doc.id)
  const shared = common(moment, doc, tasks, owner)
  const signers = signersOf(moment.store, doc.id)
  return new Map(tasks.map(({ officerId }) => [officerId, { ...shared, actor: actorFrom(shared.colleagues, officerId, owner.agencyId, signers) }]))
}

function common({ store, now }: Moment, doc: OfficialDocument, tasks: readonly Task[], { agencyId, sourceId }: Owner): Omit<Situation, 'actor'> {
  const lastStatus = doc.statuses.findLast(status => status.agencyId === agencyId)?.code ?? null
  return { doc, agencyId, sourceId, tasks, lastStatus, colleagues: colleaguesOf(store, agencyId, now) }
}

function actorFrom(colleagues: readonly Colleague[], id: string, agencyId: string, signers: ReadonlySet<string>): Actor {
  return { id, agencyId, roles: colleagues.find(colleague => colleague.id === id)?.roles ?? new Set(), hasSigned: signers.has(id) }
}

function actorOf({ store, now }: Moment, documentId: string, id: string): Actor {
  const officer = readOfficer(store, id)
  return { id, agencyId: officer?.agencyId ?? '', roles: officer?.isActive === true ? rolesAt(officer, now) : new Set(), hasSigned: signersOf(store, documentId).has(id) }
}

function signersOf(store: Store, documentId: string): ReadonlySet<string> {
  const ids = sql(store, 'select id from action where document = ?').pluck().all(documentId) as string[]
  const actions = ids.map(id => readObject(store, 'Action', id))
  return new Set(actions.filter(action => action?.['verb'] === 'sign' || action?.['verb'] === 'approve').map(action => String(action?.['by'])))
}
