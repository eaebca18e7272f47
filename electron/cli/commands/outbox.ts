import { toProblem } from '../../../shared/problem.ts'
import { utcDate } from '../../../shared/model/vietnam-time.ts'
import { discard } from '../../sync/discard.ts'
import { listOutbox } from '../../sync/list-outbox.ts'
import { retry } from '../../sync/take-back.ts'
import type { Command } from '../command.ts'
import { EXIT } from '../exit.ts'
import { problemLine } from '../output.ts'
import { PROFILE_OPTIONS, withDesk } from '../profile-tools.ts'

/** `outbox`: every row, done and discarded ones too. Exit 3 while some wait or need a person. */
export const outbox: Command = {
  name: 'outbox',
  synopsis: '--profile DIR [--retry ID] [--discard ID]',
  summary: { vi: 'hàng đợi gửi: xem, gửi lại, bỏ', en: 'the outbox: list, retry, discard' },
  options: {
    ...PROFILE_OPTIONS,
    retry: { value: 'ID', many: true, help: { vi: 'gửi lại một việc', en: 'send a row again' } },
    discard: { value: 'ID', many: true, help: { vi: 'bỏ một việc và những việc phụ thuộc', en: 'give up a row and what depends on it' } },
  },
  positionals: [0, 0],
  async run(invocation) {
    const { options, output } = invocation
    return withDesk(invocation, async ({ desk, province }) => {
      const acts = [
        ...options.all('retry').map(id => ({ id, act: async () => { retry(desk.store, id) } })),
        ...options.all('discard').map(id => ({ id, act: async () => { await discard(desk.store, province, id, desk.now) } })),
      ]
      let refused = false
      for (const { id, act } of acts) {
        try {
          await act()
        } catch (error) {
          output.problem(toProblem(error), { id })
          refused = true
        }
      }
      const rows = listOutbox(desk.store.db, desk.account, desk.now())
      for (const { id, documentId, verb, state, attempts, problem, createdAt } of rows) {
        output.item({ id, clientRef: id, documentId, verb, state, attempts, problem, createdAt: utcDate(createdAt) },
          `${state.padEnd(9)} ${verb.padEnd(12)} ${id} ${documentId ?? ''}${problem === null ? '' : ` · ${problemLine(problem, output.language)}`}`)
      }
      if (refused) return EXIT.refused
      return rows.some(row => row.state !== 'done' && row.state !== 'discarded') ? EXIT.waiting : EXIT.done
    })
  },
}
