import { BOXES, type DocumentRow } from '../../../shared/contract/documents.ts'
import { ProblemError } from '../../../shared/problem.ts'
import { codeOf } from '../../handlers/moves.ts'
import { listBox } from '../../store/lists.ts'
import type { ListRow } from '../../store/list-columns.ts'
import { searchDocuments } from '../../store/search.ts'
import type { Command } from '../command.ts'
import { EXIT } from '../exit.ts'
import { PROFILE_OPTIONS, withDesk } from '../profile-tools.ts'

/** `--limit` when it is not given: a screenful for a person, and a script says what it wants. */
const DEFAULT_LIMIT = 50
/** More documents than a profile can hold. */
const EVERY = 10_000_000

/** `list`: a box, or what a search finds, newest first. */
export const list: Command = {
  name: 'list',
  synopsis: '--profile DIR [--box inbox|to-sign|drafts|outgoing] [--query TEXT] [--limit N]',
  summary: { vi: 'liệt kê văn bản của một hộp hoặc tìm kiếm', en: 'lists a box, or searches' },
  options: {
    ...PROFILE_OPTIONS,
    box: { value: BOXES.join('|'), help: { vi: 'hộp; mặc định inbox', en: 'the box; inbox by default' } },
    query: { value: 'TEXT', help: { vi: 'tìm, có dấu hay không dấu', en: 'search, with or without marks' } },
    limit: { value: 'N', help: { vi: 'số dòng; 0 là tất cả', en: 'rows; 0 is all' } },
  },
  positionals: [0, 0],
  async run(invocation) {
    const { options, output } = invocation
    const box = BOXES.find(each => each === (options.text('box') ?? 'inbox'))
    if (box === undefined) throw new ProblemError('command.bad-argument', { argument: `--box ${options.text('box') ?? ''}` })
    const limit = options.whole('limit', 0) ?? DEFAULT_LIMIT
    return withDesk(invocation, async ({ desk }) => {
      const { store: { db }, account } = desk
      const query = options.text('query')
      for (const row of query === null ? listBox(db, account, { box, limit, now: desk.now() }).rows : found(db, { account, query, limit, box, given: options.has('box'), now: desk.now() })) {
        output.item(toLine(row), `${row.unread ? '●' : ' '} ${codeOf(row)}  ${row.subject}  (${row.issuerName ?? ''})`)
      }
      return EXIT.done
    })
  },
}

interface Search { readonly account: string; readonly query: string; readonly limit: number; readonly box: (typeof BOXES)[number]; readonly given: boolean; readonly now: number }

/** A search looks everywhere; with `--box` named too, only at what is in it. */
function found(db: Parameters<typeof listBox>[0], { account, query, limit, box, given, now }: Search): readonly ListRow[] {
  const all = searchDocuments(db, account, query, limit === 0 || given ? EVERY : limit)
  if (!given) return all
  const inBox = new Set(listBox(db, account, { box, limit: 0, now }).rows.map(row => row.documentId))
  const rows = all.filter(row => inBox.has(row.documentId))
  return limit === 0 ? rows : rows.slice(0, limit)
}

function toLine(row: Pick<DocumentRow, 'documentId' | 'number' | 'notation' | 'subject' | 'issuerName' | 'issuedAt' | 'receivedAt' | 'dueAt' | 'urgency' | 'unread' | 'state'>): object {
  const { documentId, number, notation, subject, issuerName, issuedAt, receivedAt, dueAt, urgency, unread, state } = row
  return { id: documentId, number, notation, subject, issuer: issuerName, issuedAt, receivedAt: receivedAt === null ? null : new Date(receivedAt).toISOString(), dueAt, urgency, unread, state }
}
