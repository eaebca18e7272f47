import { BOXES, type DocumentRow } from '../../../shared/contract/documents.ts'
import { utcDate } from '../../../shared/model/vietnam-time.ts'
import { ProblemError } from '../../../shared/problem.ts'
import { codeOf } from '../../handlers/document-code.ts'
import type { Desk } from '../../handlers/desk.ts'
import type { Database } from '../../store/database.ts'
import { listBox } from '../../store/lists.ts'
import type { ListRow } from '../../store/list-columns.ts'
import { searchDocuments } from '../../store/search.ts'
import { lastAssigned } from '../../store/tasks.ts'
import type { Command } from '../command.ts'
import { EXIT } from '../exit.ts'
import { PROFILE_OPTIONS, withDesk } from '../profile-tools.ts'

/** `--limit` when it is not given: a screenful for a person, and a script says what it wants. */
const DEFAULT_LIMIT = 50
/** More documents than a profile can hold. */
const EVERY = 10_000_000
type Box = (typeof BOXES)[number]

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
      const query = options.text('query')
      const rows = query === null ? boxRows(desk, box, limit) : foundRows(desk, query, options.has('box') ? box : null)
      for (const row of limit === 0 ? rows : rows.slice(0, limit)) output.item(toLine(row), `${row.unread ? '●' : ' '} ${codeOf(row)}  ${row.subject}  (${row.issuerName ?? ''})`)
      return EXIT.done
    })
  },
}

/** Tasks come in the contract's order out of the store; drafts and what went out are few enough to be sorted here. */
function boxRows({ store: { db }, account, now }: Desk, box: Box, limit: number): readonly ListRow[] {
  const isTasks = box === 'inbox' || box === 'to-sign'
  const { rows } = listBox(db, account, { box, limit: isTasks ? limit : 0, now: now() })
  return isTasks ? rows : newestFirst(db, account, rows)
}

/** A search looks everywhere; with `--box` named too, only at what is in it. */
function foundRows({ store: { db }, account, now }: Desk, query: string, box: Box | null): readonly ListRow[] {
  const found = newestFirst(db, account, searchDocuments(db, account, query, EVERY))
  if (box === null) return found
  const inBox = new Set(listBox(db, account, { box, limit: 0, now: now() }).rows.map(row => row.documentId))
  return found.filter(row => inBox.has(row.documentId))
}

/** By `receivedAt`; a document without one by when its task was given, else by its own date. */
function newestFirst(db: Database, account: string, rows: readonly ListRow[]): readonly ListRow[] {
  const assigned = lastAssigned(db, account, rows.filter(row => row.receivedAt === null).map(row => row.documentId))
  const at = (row: ListRow): number => row.receivedAt ?? assigned.get(row.documentId) ?? row.sortAt
  return rows.toSorted((a, b) => at(b) - at(a))
}

function toLine(row: Pick<DocumentRow, 'documentId' | 'number' | 'notation' | 'subject' | 'issuerName' | 'issuedAt' | 'receivedAt' | 'dueAt' | 'urgency' | 'unread' | 'state'>): object {
  const { documentId, number, notation, subject, issuerName, issuedAt, receivedAt, dueAt, urgency, unread, state } = row
  return { id: documentId, number, notation, subject, issuer: issuerName, issuedAt, receivedAt: receivedAt === null ? null : utcDate(receivedAt), dueAt, urgency, unread, state }
}
