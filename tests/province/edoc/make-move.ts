import type { Action, OfficialDocument } from '../../../shared/model/edoc.ts'
import { vietnamDay } from '../../../shared/model/vietnam-time.ts'
import { SetFailure } from '../jmap/failure.ts'
import type { WriteContext } from '../jmap/type-table.ts'
import { checkSignatures } from '../signature/check-signatures.ts'
import { isVisible, type Json } from '../store/objects.ts'
import type { Moment } from '../store/open-store.ts'
import { ActionInput, readProperties } from './action-input.ts'
import { decideMove } from './decide-move.ts'
import { askBack, deliver, reportToSender } from './deliver.ts'
import { mergeFiles, readFiles, requireGrowth, withoutEvidence } from './files.ts'
import { readAgency } from './officers.ts'
import { nextId, putAction, readDocument, tasksOf, utcDate } from './records.ts'
import { notationOf, takeNumber, writtenNumber } from './registers.ts'
import { gatherSituation } from './situation.ts'
import type { Plan, Situation, VerbRule } from './verbs.ts'
import { planTasks, writeWork } from './work-on-document.ts'

interface Applied { readonly doc: OfficialDocument, readonly result: Action['result'] }

/** Action/set create: one verb of the table, with every side effect in the same transaction. */
export function makeMove(context: WriteContext, raw: Json): Json {
  const { store, caller } = context
  const now = context.now()
  const moment = { store, now }
  const input = readProperties(ActionInput, raw)
  const doc = visibleDocument(context, input.documentId)
  const tasks = tasksOf(store, doc.id)
  const situation = gatherSituation(moment, doc, tasks, caller.officerId)
  const rule = decideMove(situation, input)
  const plan = rule.plan(situation, input)
  const files = readFiles(store, context.accountId, input.attachments)
  const withFiles = placeFiles(context, rule, doc, files)
  if (rule.checksSignatures === true && context.checkSignatures) checkSignatures(store, withFiles, situation.colleagues, now)

  const action: Action = {
    id: nextId(store, 'a'), clientRef: input.clientRef ?? null, documentId: doc.id, bulletinId: null, taskId: input.taskId ?? null, verb: input.verb,
    toOfficerIds: input.toOfficerIds, assignees: input.assignees, toAgencyIds: [...plan.deliverTo ?? input.toAgencyIds], text: input.text ?? null,
    dueAt: input.dueAt ?? null, attachments: files, by: caller.officerId, at: utcDate(now), result: null,
  }
  const { doc: next, result } = applyToDocument({ ...moment, by: caller.officerId }, situation, plan, { doc: withFiles, text: input.text ?? null })
  const done: Action = { ...action, result }
  putAction(store, done)
  writeWork(moment, { before: doc, doc: next, keepsRev: rule.keepsRev, tasks: planTasks(moment, { tasks, plan, by: caller.officerId, documentId: doc.id }) })
  return done
}

function visibleDocument({ store, accountId }: WriteContext, id: string | null | undefined): OfficialDocument {
  const doc = typeof id === 'string' && isVisible(store, accountId, 'OfficialDocument', id) ? readDocument(store, id) : null
  if (doc === null) throw new SetFailure('invalidProperties', 'documentId', { properties: ['documentId'] })
  return doc
}

function placeFiles({ store }: WriteContext, rule: VerbRule, doc: OfficialDocument, files: Action['attachments']): OfficialDocument {
  if (rule.files === 'into-action') return doc
  const attachments = mergeFiles(doc.attachments, files)
  if (rule.files === 'grow') requireGrowth(store, doc.attachments, attachments, rule.verb === 'evidence' ? [] : withoutEvidence(store, doc))
  return { ...doc, attachments }
}

function applyToDocument(moment: Moment & { by: string }, situation: Situation, plan: Plan, { doc, text }: { doc: OfficialDocument, text: string | null }): Applied {
  const { now, by } = moment
  const { agencyId, sourceId } = situation
  const report = (plan.report ?? []).map(code => ({ agencyId, code, at: utcDate(now), by, note: text }))
  const moved: OfficialDocument = { ...doc, ...plan.patch, statuses: [...doc.statuses, ...report] }
  if (sourceId !== null && report.length > 0) reportToSender(moment, sourceId, report)
  if (plan.takesNumber === 'out') return giveNumber(moment, moved, agencyId)
  if (plan.takesNumber === 'in') {
    const register = { book: `Văn bản đến ${vietnamDay(now).slice(0, 4)}`, number: String(takeNumber(moment, agencyId, 'in', doc.id)) }
    return { doc: { ...moved, register }, result: { register } }
  }
  if (plan.deliverTo !== undefined) return { doc: { ...moved, statuses: [...moved.statuses, ...deliver(moment, moved, agencyId, plan.deliverTo)] }, result: null }
  if (plan.askBack === true) {
    const statuses = askBack(moment, moved, text)
    return { doc: { ...moved, state: statuses.length === 0 ? 'recalled' : moved.state, statuses: [...moved.statuses, ...statuses] }, result: null }
  }
  return { doc: moved, result: null }
}

/** The number, the notation and the day of issue come from the server alone (NĐ 30/2020, Điều 15). */
function giveNumber(moment: Moment, doc: OfficialDocument, agencyId: string): Applied {
  const agency = readAgency(moment.store, agencyId)
  if (agency === null) throw new SetFailure('forbidden', 'the agency is not known')
  const result = { number: writtenNumber(takeNumber(moment, agencyId, 'out', doc.id)), notation: notationOf(doc, agency), issuedAt: vietnamDay(moment.now) }
  return { doc: { ...doc, ...result }, result }
}
