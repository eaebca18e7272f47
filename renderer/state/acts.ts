import type { RequestInput } from '../../shared/contract/index.ts'
import { toProblem, type Problem } from '../../shared/problem.ts'
import type { Api } from '../api.ts'
import type { ToastStore } from './toasts.ts'

type Move = RequestInput<'moves.make'>

/** What a person does with documents. Each either is in the outbox, with a note that can undo it, or tells its problem. */
export function createActs(api: Api, toasts: ToastStore) {
  async function attempt(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work()
      return true
    } catch (error) {
      toasts.tell({ kind: 'problem', problem: toProblem(error) })
      return false
    }
  }
  return {
    /** Null when it is in the outbox; a form shows the problem beside what was typed. */
    async move(move: Move): Promise<Problem | null> {
      try {
        const { outboxId, notBefore } = await api.request('moves.make', move)
        toasts.tell({ kind: 'act', verb: move.verb, count: 1 }, { outboxIds: [outboxId], until: notBefore })
        return null
      } catch (error) {
        return toProblem(error)
      }
    },
    flag: (taskIds: readonly string[], keyword: '$seen' | '$flagged', value: boolean) => attempt(() => api.request('documents.flag', { taskIds: [...taskIds], keyword, value })),
    undo: (ids: readonly string[]) => attempt(async () => {
      await api.request('outbox.undo', { ids: [...ids] })
      toasts.tell({ kind: 'undone' })
    }),
    retry: (ids: readonly string[]) => attempt(() => api.request('outbox.retry', { ids: [...ids] })),
    discard: (id: string) => attempt(() => api.request('outbox.discard', { id })),
    /** Asks where, then writes; says so when it is there. */
    save: (blobId: string, suggestedName: string) => attempt(async () => {
      const { grant } = await api.request('shell.pick-save', { suggestedName })
      if (!grant) return
      await api.request('attachments.save', { blobId, grant: grant.id })
      toasts.tell({ kind: 'saved' })
    }),
    /** The verdict on a file as a paper or for programs, under a name without its ending. */
    saveReport: (file: { readonly documentId: string; readonly blobId: string }, suggestedName: string, format: 'pdf' | 'json') => attempt(async () => {
      const { grant } = await api.request('shell.pick-save', { suggestedName: `${suggestedName}.${format}` })
      if (!grant) return
      await api.request('attachments.save-report', { documentId: file.documentId, blobId: file.blobId, format, grant: grant.id })
      toasts.tell({ kind: 'saved' })
    }),
    /** A link of a PDF: the shell shows the whole address and asks before anything opens. */
    openLink: (url: string) => attempt(() => api.request('shell.open-external', { url })),
    openReceiver: () => attempt(() => api.request('shell.open-receiver', {})),
    setNetwork: (down: boolean) => attempt(() => api.request('demo.network', { down })),
    arrive: () => attempt(() => api.request('demo.arrive', {})),
  }
}
export type Acts = ReturnType<typeof createActs>
