import type { OfficialDocument, Task } from '../../../shared/model/edoc.ts'
import { readObject } from '../store/objects.ts'
import { sql, type Store } from '../store/open-store.ts'
import { colleaguesOf, readOfficer, rolesAt } from './officers.ts'
import { ownerOf } from './records.ts'
import type { Actor, Colleague, Situation } from './verbs.ts'

/** Gathers what a move on a document is judged by, as seen by one officer. */
export function gatherSituation(store: Store, doc: OfficialDocument, tasks: readonly Task[], officerId: string, now: number): Situation {
  const { agencyId, sourceId } = ownerOf(store, doc.id)
  return { ...common(store, doc, tasks, agencyId, sourceId, now), actor: actorOf(store, doc.id, officerId, now) }
}

/** The same document as each of its task holders sees it; what is common is gathered once. */
export function gatherForHolders(store: Store, doc: OfficialDocument, tasks: readonly Task[], now: number): ReadonlyMap<string, Situation> {
  const { agencyId, sourceId } = ownerOf(store, doc.id)
  const shared = common(store, doc, tasks, agencyId, sourceId, now)
  const signers = signersOf(store, doc.id)
  return new Map(tasks.map(({ officerId }) => [officerId, { ...shared, actor: actorFrom(shared.colleagues, officerId, agencyId, signers) }]))
}

function common(store: Store, doc: OfficialDocument, tasks: readonly Task[], agencyId: string, sourceId: string | null, now: number): Omit<Situation, 'actor'> {
  const lastStatus = doc.statuses.findLast(status => status.agencyId === agencyId)?.code ?? null
  return { doc, agencyId, sourceId, tasks, lastStatus, colleagues: colleaguesOf(store, agencyId, now) }
}

function actorFrom(colleagues: readonly Colleague[], id: string, agencyId: string, signers: ReadonlySet<string>): Actor {
  return { id, agencyId, roles: colleagues.find(colleague => colleague.id === id)?.roles ?? new Set(), hasSigned: signers.has(id) }
}

function actorOf(store: Store, documentId: string, id: string, now: number): Actor {
  const officer = readOfficer(store, id)
  return { id, agencyId: officer?.agencyId ?? '', roles: officer?.isActive === true ? rolesAt(officer, now) : new Set(), hasSigned: signersOf(store, documentId).has(id) }
}

function signersOf(store: Store, documentId: string): ReadonlySet<string> {
  const ids = sql(store, 'select id from action where document = ?').pluck().all(documentId) as string[]
  const actions = ids.map(id => readObject(store, 'Action', id))
  return new Set(actions.filter(action => action?.['verb'] === 'sign' || action?.['verb'] === 'approve').map(action => String(action?.['by'])))
}
