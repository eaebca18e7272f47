import type { Problem } from '../../shared/problem.ts'
import type { Api } from '../api.ts'
import { fromDetail, NEW_DRAFT, toRelated, toReply, type DraftForm, type DraftRelated } from './draft-form.ts'
import { settle } from './loaded.ts'
import type { Composing } from './place.ts'

/** The form as it stands when somebody begins to write: empty, an own draft, or the answer to a paper. */
export async function startForm(api: Api, { documentId, replyTo, to }: Composing): Promise<{ readonly form: DraftForm; readonly problem: Problem | null }> {
  const id = documentId ?? replyTo
  const answer = id === null ? null : await settle(api.request('documents.get', { id }))
  const detail = answer?.kind === 'ready' ? answer.value : null
  const form = !detail ? NEW_DRAFT : documentId === null ? toReply(detail) : fromDetail(detail, await relatedOf(api, detail.document.relatedIds))
  return { form: to ? { ...form, addressees: [...form.addressees, { ...to, purpose: 'to-do' }] } : form, problem: answer?.kind === 'failed' ? answer.problem : null }
}

/** One that is not on this PC keeps its place by its id. */
async function relatedOf(api: Api, ids: readonly string[]): Promise<readonly DraftRelated[]> {
  const found = await Promise.all(ids.map(async id => ({ id, answer: await settle(api.request('documents.get', { id })) })))
  return found.map(({ id, answer }) => answer.kind === 'ready' && answer.value ? toRelated(answer.value) : { id, code: '', subject: '' })
}
