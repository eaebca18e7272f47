import { findDocumentKind } from '../../../shared/model/document-kind.ts'
import { URGENCIES } from '../../../shared/model/words.ts'
import { ProblemError } from '../../../shared/problem.ts'
import { saveDraftOf } from '../../handlers/moves.ts'
import { attachments } from '../attachments.ts'
import type { Command } from '../command.ts'
import { EXIT } from '../exit.ts'
import { noGrants, PROFILE_OPTIONS, withDesk } from '../profile-tools.ts'
import { addresseeOf, dueOf } from '../resolve-names.ts'

/** `draft`: makes an own draft, offline too. */
export const draft: Command = {
  name: 'draft',
  synopsis: '--profile DIR --subject S --kind K [--summary S] [--to AGENCY[:PURPOSE]]… [--urgency U] [--due ISO] --attach FILE…',
  summary: { vi: 'tạo dự thảo, cả khi ngoại tuyến', en: 'makes a draft, offline too' },
  options: {
    ...PROFILE_OPTIONS,
    subject: { value: 'S', help: { vi: 'trích yếu', en: 'subject' } },
    kind: { value: 'K', help: { vi: 'tên loại hoặc chữ viết tắt (phân biệt hoa thường)', en: 'kind, or its abbreviation (case-sensitive)' } },
    summary: { value: 'S', help: { vi: 'nội dung tóm tắt', en: 'summary' } },
    to: { value: 'AGENCY[:PURPOSE]', many: true, help: { vi: 'nơi nhận', en: 'addressee' } },
    urgency: { value: URGENCIES.join('|'), help: { vi: 'mức độ khẩn', en: 'urgency' } },
    due: { value: 'ISO', help: { vi: 'hạn xử lý', en: 'due' } },
    attach: { value: 'FILE', many: true, help: { vi: 'tệp kèm; PDF đầu tiên là tệp chính', en: 'files; the first PDF is the main one' } },
  },
  // `--attach a.pdf b.pdf`: what has no option's name is a file too.
  positionals: [0, 1_000],
  async run(invocation) {
    const { options, around, output, positionals } = invocation
    const named = options.required('kind')
    const kind = findDocumentKind(named)
    if (kind === null) throw new ProblemError('document.bad-kind', { kind: named })
    const urgency = URGENCIES.find(each => each === (options.text('urgency') ?? 'normal'))
    if (urgency === undefined) throw new ProblemError('command.bad-argument', { argument: `--urgency ${options.text('urgency') ?? ''}` })
    const subject = options.required('subject').normalize('NFC')
    const dueAt = dueOf(options.text('due'))
    if (positionals.length > 0 && !options.has('attach')) throw new ProblemError('command.bad-argument', { argument: positionals[0] ?? '' })
    const files = attachments([...options.all('attach'), ...positionals], around)
    return withDesk(invocation, async session => {
      const { documentId, row } = await saveDraftOf(session.desk, { grants: noGrants, moment: session.moment }, {
        files,
        content: { kind, subject, summary: options.text('summary')?.normalize('NFC') ?? null, urgency, dueAt, relatedIds: [], addressees: options.all('to').map(text => addresseeOf(session, text)) },
      })
      output.item({ id: documentId, clientRef: row.id }, output.say({ vi: `Đã tạo dự thảo ${documentId}.`, en: `Draft ${documentId} made.` }))
      return EXIT.done
    })
  },
}
