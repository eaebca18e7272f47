import { ProblemError } from '../../../shared/problem.ts'
import { codeOf } from '../../handlers/moves.ts'
import type { Command } from '../command.ts'
import { EXIT } from '../exit.ts'
import { PROFILE_OPTIONS, withDesk } from '../profile-tools.ts'

/** `show`: one document with its attachments, moves and verdicts. */
export const show: Command = {
  name: 'show',
  synopsis: 'ID --profile DIR',
  summary: { vi: 'xem một văn bản: tệp kèm, diễn biến, kết quả kiểm tra chữ ký', en: 'one document with attachments, moves, verdicts' },
  options: PROFILE_OPTIONS,
  positionals: [1, 1],
  async run(invocation) {
    const { positionals: [id = ''], output } = invocation
    return withDesk(invocation, async (_session, core) => {
      const detail = await core.handlers({ kind: 'file', path: '-' })['documents.get']({ id })
      if (detail === null) throw new ProblemError('document.not-found', { id })
      const { document: doc, task, can, actions, attachments, names, pending } = detail
      output.item({ ...doc, task, can, attachments: doc.attachments.map((ref, place) => ({ ...ref, ...attachments[place] })), actions, names, pending }, [
        `${doc.kind} ${codeOf(doc)}`, doc.subject, `${doc.issuerName ?? ''} · ${doc.issuedAt ?? ''} · ${doc.state}`,
        ...attachments.map(file => `  ${file.name} (${file.size}) ${file.report?.verdict ?? ''}`),
        ...actions.map(act => `  ${act.at ?? ''} ${act.verb} ${names[act.by ?? ''] ?? act.by ?? ''} ${act.text ?? ''}`),
      ].join('\n'))
      return EXIT.done
    })
  },
}
