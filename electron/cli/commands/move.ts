import { isUuid } from '../../../shared/model/ids.ts'
import { ASSIGNEE_ROLES, type AssigneeRole, isVerb, VERBS } from '../../../shared/model/words.ts'
import { ProblemError } from '../../../shared/problem.ts'
import { makeMove } from '../../handlers/moves.ts'
import { getOutbox, type OutboxRow } from '../../store/outbox.ts'
import { attachments } from '../attachments.ts'
import type { SignedIn } from '../../core/signed-in.ts'
import type { Command, Output } from '../command.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { nearest } from '../options.ts'
import { noGrants, PROFILE_OPTIONS, withDesk } from '../profile-tools.ts'
import { agencyIdOf, dueOf, officerIdOf } from '../resolve-names.ts'

/** `move`: any act of protocol.md. Exit 0 means that it is committed and will be in effect exactly once. */
export const move: Command = {
  name: 'move',
  synopsis: 'VERB DOCUMENT --profile DIR [--text T] [--to OFFICER[:lead|join|know]]… [--agency ID]… [--due ISO] [--attach FILE]… [--client-ref UUID]',
  summary: { vi: 'thực hiện một thao tác với văn bản, cả khi ngoại tuyến', en: 'an act on a document, offline too' },
  options: {
    ...PROFILE_OPTIONS,
    text: { value: 'T', help: { vi: 'ý kiến, lý do', en: 'text' } },
    to: { value: 'OFFICER[:lead|join|know]', many: true, help: { vi: 'người nhận: chủ trì, phối hợp, để biết', en: 'officers' } },
    agency: { value: 'ID', many: true, help: { vi: 'cơ quan nhận', en: 'receiving agency' } },
    due: { value: 'ISO', help: { vi: 'hạn xử lý', en: 'due' } },
    attach: { value: 'FILE', many: true, help: { vi: 'tệp kèm', en: 'files' } },
    'client-ref': { value: 'UUID', help: { vi: 'mã của lần gửi: cùng mã cho cùng một việc', en: 'the same one gives the same row' } },
  },
  positionals: [2, 2],
  async run(invocation) {
    const { positionals: [verb = '', documentId = ''], options, around, output } = invocation
    if (!isVerb(verb)) throw new ProblemError('verb.unknown', { verb, nearest: nearest(verb, VERBS) })
    const clientRef = options.text('client-ref')
    if (clientRef !== null && !isUuid(clientRef)) throw new ProblemError('command.bad-argument', { argument: `--client-ref ${clientRef}` })
    const text = options.text('text')
    const dueAt = dueOf(options.text('due'))
    return withDesk(invocation, async session => {
      // The same clientRef gives the same row, also when its files or its document have gone meanwhile.
      const made = clientRef === null ? null : getOutbox(session.desk.store.db, clientRef.toLowerCase())
      if (made !== null) return tell(output, made)
      const people = options.all('to').map(one => assigneeOf(session, one))
      const row = await makeMove(session.desk, { grants: noGrants, moment: session.moment }, {
        verb, documentId, files: attachments(options.all('attach'), around),
        ...(text === null ? {} : { text: text.normalize('NFC') }), ...(dueAt === null ? {} : { dueAt }), ...(clientRef === null ? {} : { clientRef: clientRef.toLowerCase() }),
        ...(verb === 'assign' ? { assignees: people } : { toOfficerIds: people.map(each => each.officerId) }),
        ...(options.has('agency') ? { toAgencyIds: options.all('agency').map(one => agencyIdOf(session, one)) } : {}),
      })
      return tell(output, row)
    })
  },
}

function tell(output: Output, { id, documentId, verb, state }: OutboxRow): ExitCode {
  output.item({ id, clientRef: id, documentId, verb, state }, output.say({ vi: `Đã ghi vào Chờ gửi: ${verb}.`, en: `In the outbox: ${verb}.` }))
  return EXIT.done
}

/** `OFFICER[:ROLE]`; without a role the first one leads, which is how a bút phê names people. */
function assigneeOf(session: SignedIn, text: string): { officerId: string; role: AssigneeRole } {
  const at = text.lastIndexOf(':')
  const role = at === -1 ? undefined : ASSIGNEE_ROLES.find(each => each === text.slice(at + 1))
  return { officerId: officerIdOf(session, role === undefined ? text : text.slice(0, at)), role: role ?? 'lead' }
}
