import { z } from 'zod'
import { CaseFile } from '../../../shared/model/edoc.ts'
import { SetFailure } from '../jmap/failure.ts'
import { applyPatch } from '../jmap/pointer.ts'
import type { WriteContext } from '../jmap/type-table.ts'
import { destroyObject, grant, isVisible, type Json, putObject } from '../store/objects.ts'
import { readProperties } from './action-input.ts'
import { nextId, utcDate } from './records.ts'

const CaseFileInput = z.strictObject({
  code: z.string().max(255).nullish().transform(value => value ?? null), title: z.string().trim().min(1).max(2_000), year: z.number().int().min(1900).max(2200),
  retention: z.string().max(255), documentIds: z.array(z.string().min(1).max(255)).max(10_000).nullish().transform(value => value ?? []),
  closedAt: z.string().max(40).nullish().transform(value => value ?? null),
})
const EDITABLE = Object.keys(CaseFileInput.shape)

/** Hồ sơ công việc: made and kept by its officer (NĐ 30/2020, Điều 29). */
export function createCaseFile(context: WriteContext, raw: Json): Json {
  const { clientRef, ...rest } = raw
  const input = readCaseFile(context, rest)
  const made = { ...CaseFile.parse({ ...input, id: nextId(context.store, 'c'), openedBy: context.caller.officerId, openedAt: utcDate(context.now()), rev: 1 }), clientRef: clientRef ?? null }
  putObject(context.store, 'CaseFile', made.id, made)
  grant(context.store, context.accountId, 'CaseFile', made.id)
  return made
}

export function updateCaseFile(context: WriteContext, current: Json, patch: Json): Json {
  requireOwn(context, current)
  const { expectRev, ...changes } = patch
  const rev = Number(current['rev'])
  if (typeof expectRev === 'number' && expectRev !== rev) throw new SetFailure('conflict', `the case file is at rev ${rev}`, { rev })
  const foreign = Object.keys(changes).map(key => key.split('/')[0] ?? '').filter(name => !EDITABLE.includes(name))
  if (foreign.length > 0) throw new SetFailure('invalidProperties', foreign.join(', '), { properties: foreign })
  const patched = applyPatch(current, changes)
  const input = readCaseFile(context, Object.fromEntries(EDITABLE.map(name => [name, patched[name]])))
  putObject(context.store, 'CaseFile', String(current['id']), { ...current, ...input, rev: rev + 1 })
  return { rev: rev + 1 }
}

export function destroyCaseFile(context: WriteContext, current: Json): void {
  requireOwn(context, current)
  destroyObject(context.store, 'CaseFile', String(current['id']), context.now())
}

function requireOwn({ caller }: WriteContext, current: Json): void {
  if (current['openedBy'] !== caller.officerId) throw new SetFailure('forbidden', 'not your case file')
}

function readCaseFile({ store, accountId }: WriteContext, raw: Json) {
  const input = readProperties(CaseFileInput, raw)
  if (input.documentIds.some(id => !isVisible(store, accountId, 'OfficialDocument', id))) throw new SetFailure('invalidProperties', 'documentIds', { properties: ['documentIds'] })
  return input
}
