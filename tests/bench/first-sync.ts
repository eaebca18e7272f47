import { CORE_CAPABILITY, EDOC_CAPABILITY } from '../../shared/protocol/capability.ts'
import { makeProvinceClient } from '../../electron/province/province.ts'
import { sql, transact } from '../../electron/store/database.ts'
import { syncPass } from '../../electron/sync/pass.ts'
import { fold } from '../../electron/store/fold.ts'
import { codeOf } from '../../electron/store/search-index.ts'
import type { Store } from '../../electron/store/open.ts'
import { benchDocuments, benchProfile, benchTasks } from './bench-profile.ts'
import { type Figure, makeFigure, percentile } from './figure.ts'

const COUNT = 10_000
const RUNS = 5
/** Texts of the objects by type and id. */
type Objects = Readonly<Record<string, ReadonlyMap<string, string>>>
type Invocation = [string, { readonly ids?: readonly string[] }, string]

/** First sync of 10,000 documents with their tasks from answers that cost nothing, against inserting the very rows that come of it, full text included. */
export async function bench(): Promise<Figure[]> {
  const textsOf = (list: readonly { readonly id: string }[]) => new Map(list.map(each => [each.id, JSON.stringify(each)]))
  const objects: Objects = { OfficialDocument: textsOf(benchDocuments(COUNT)), Task: textsOf(benchTasks(COUNT)) }
  const sync = (store: Store): Promise<unknown> => syncPass({
    store, now: Date.now, random: Math.random, newId: () => 'x', sleep: () => Promise.resolve(),
    province: makeProvinceClient({ fetch: request => answer(request, objects), now: Date.now }, { url: 'http://127.0.0.1:1', user: 'u', password: 'p' }),
  }, () => {})
  let rows: Rows = { document: [], task: [], text: [] }
  // Once to warm up, and for its rows.
  await cpu(async store => {
    await sync(store)
    rows = rowsOf(store)
  })
  const ours: number[] = []
  const raw: number[] = []
  for (let run = 0; run < RUNS; run++) {
    ours.push(await cpu(sync))
    raw.push(await cpu(async store => insertRaw(store, rows)))
  }
  return [makeFigure({ name: 'first sync of 10,000', ours: percentile(ours, 0.5), baseline: percentile(raw, 0.5), goal: 2, unit: 'CPU ms', n: RUNS })]
}

async function cpu(work: (store: Store) => Promise<unknown>): Promise<number> {
  const { store, end } = await benchProfile(0)
  try {
    const before = process.cpuUsage()
    await work(store)
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  } finally {
    end()
  }
}

type Row = Readonly<Record<string, string | number | null>>
interface Rows { readonly document: readonly Row[], readonly task: readonly Row[], readonly text: readonly Row[] }

/** The rows that a sync wrote, in the order it wrote them; the full text has no content of its own, so it is folded again. */
function rowsOf({ db }: Store): Rows {
  const document = sql<Row>(db, 'select * from document order by row desc').all()
  return {
    document, task: sql<Row>(db, 'select * from task order by sort_at desc').all(),
    text: document.map(row => {
      const code = codeOf({ number: row['number'] as string, notation: row['notation'] as string })
      return { rowid: row['row'] ?? 0, code: fold(code), subject: fold(String(row['subject'])), summary: '', issuer: fold(String(row['issuer_name'])), exact: code }
    }),
  }
}

/** The same rows put in as they are, five hundred a transaction as the sync does. */
function insertRaw({ db }: Store, rows: Rows): void {
  const statements = (['document', 'task', 'text'] as const).map(name => {
    const columns = Object.keys(rows[name][0] ?? {})
    return [rows[name], db.prepare(`insert into ${name === 'text' ? 'document_text' : name} (${columns.join()}) values (${columns.map(column => `:${column}`).join()})`)] as const
  })
  for (let at = 0; at < COUNT; at += 500) transact(db, () => { for (const [all, statement] of statements) for (const row of all.slice(at, at + 500).toReversed()) statement.run(row) })
}

/** A server of ready answers, their texts too: what is measured is the client. */
async function answer(request: Request, objects: Objects): Promise<Response> {
  if (request.method === 'GET') {
    const account = { name: 'p', accountCapabilities: { [EDOC_CAPABILITY]: { view: 'personal' } } }
    return Response.json({ capabilities: { [CORE_CAPABILITY]: {}, [EDOC_CAPABILITY]: {} }, accounts: { p: account }, primaryAccounts: { [EDOC_CAPABILITY]: 'p' }, apiUrl: '/api', downloadUrl: '/d', uploadUrl: '/u', eventSourceUrl: '/e', state: 's' })
  }
  const { methodCalls } = await request.json() as { methodCalls: Invocation[] }
  const responses = methodCalls.map(([name, args, id]): string => {
    const [type = '', method] = name.split('/')
    const all = objects[type] ?? new Map<string, string>()
    if (method === 'query') return JSON.stringify([name, { accountId: 'p', queryState: 's', position: 0, ids: [...all.keys()] }, id])
    if (method === 'changes') return JSON.stringify([name, { accountId: 'p', oldState: 's', newState: 's', hasMoreChanges: false, created: [], updated: [], destroyed: [] }, id])
    const list = (args.ids ?? []).map(each => all.get(each)).filter(each => each !== undefined)
    return `["${name}",{"accountId":"p","state":"s","notFound":[],"list":[${list.join()}]},"${id}"]`
  })
  return new Response(`{"sessionState":"s","methodResponses":[${responses.join()}]}`, { headers: { 'content-type': 'application/json' } })
}
