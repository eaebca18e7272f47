import { z } from 'zod'
import { Task } from '../../../shared/model/edoc.ts'
import { SetFailure } from '../jmap/failure.ts'
import { applyPatch } from '../jmap/pointer.ts'
import type { WriteContext } from '../jmap/type-table.ts'
import { type Json, putObject } from '../store/objects.ts'
import { readProperties } from './action-input.ts'

const MAX_KEYWORDS = 100 // a person uses a handful
const Keyword = z.string().min(1).max(255).regex(/^[^\s(){}\]%*"\\]+$/) // RFC 8621 §4.1.1
const Keywords = z.strictObject({ keywords: z.record(Keyword, z.boolean()).refine(value => Object.keys(value).length <= MAX_KEYWORDS) })

/** Task/set update: the holder's own keywords, patched one by one so that two devices do not undo each other. */
export function updateFlags({ store, caller }: WriteContext, current: Json, patch: Json): Json {
  const task = Task.parse(current)
  if (task.officerId !== caller.officerId) throw new SetFailure('forbidden', 'not your task')
  const foreign = Object.keys(patch).filter(key => key !== 'keywords' && !key.startsWith('keywords/'))
  if (foreign.length > 0) throw new SetFailure('invalidProperties', foreign.join(', '), { properties: foreign })
  const patched = applyPatch(current, patch)
  const { keywords } = readProperties(Keywords, { keywords: patched['keywords'] ?? {} })
  const next = { ...task, keywords, rev: task.rev + 1 }
  if (JSON.stringify(keywords) === JSON.stringify(task.keywords)) return { rev: task.rev }
  putObject(store, 'Task', task.id, next)
  return { rev: next.rev }
}
