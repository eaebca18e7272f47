import { CORE_CAPABILITY, EDOC_CAPABILITY } from '../../shared/protocol/capability.ts'
import { makeProvinceClient } from '../../electron/province/province.ts'
import { sql, transact } from '../../electron/store/database.ts'
import { syncPass } from '../../electron/sync/pass.ts'
import type { Store } from '../../electron/store/open.ts'
import { benchDocuments, benchProfile, benchTasks } from './bench-profile.ts'
import { type Figure, makeFigure, percentile } from './figure.ts'

const COUNT = 10_000
const RUNS = 3
type Invocation = [string, { readonly ids?: readonly string[] }, string]

/** First sync of 10,000 documents with their tasks from answers that cost nothing, against inserting the same rows raw, full text included. */
export async function bench(): Promise<Figure[]> {
  const documents = new Map(benchDocuments(COUNT).map(doc => [doc.id, doc]))
  const tasks = new Map(benchTasks(COUNT).map(task => [task.id, task]))
  const objects: Readonly<Record<string, ReadonlyMap<string, unknown>>> = { OfficialDocument: documents, Task: tasks }
  const ours: number[] = []
  const raw: number[] = []
  for (let run = 0; run < RUNS; run++) {
    ours.push(await cpu(store => syncPass({
      store, now: Date.now, random: Math.random, newId: () => 'x', sleep: () => Promise.resolve(),
      province: makeProvinceClient({ fetch: request => answer(request, objects), now: Date.now }, { url: 'http://127.0.0.1:1', user: 'u', password: 'p' }),
    }, () => {})))
    raw.push(await cpu(store => Promise.resolve(insertRaw(store, [...documents.values()], [...tasks.values()]))))
  }
  return [makeFigure('first sync of 10,000', percentile(ours, 0.5), percentile(raw, 0.5), 2, 'CPU ms', RUNS)]
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

function insertRaw({ db }: Store, documents: ReturnType<typeof benchDocuments>, tasks: ReturnType<typeof benchTasks>): void {
  for (let at = 0; at < documents.length; at += 500) {
    transact(db, () => {
      for (const [index, doc] of documents.slice(at, at + 500).entries()) {
        sql(db, `insert into document (row, account, id, direction, kind, number, notation, subject, issuer_id, issuer_name, received_at, sort_at, urgency, state, attachment_count, addressee_count, main_sha256, rev, json)
          values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`).run(1 + at + index, 'p', doc.id, doc.direction, doc.kind, doc.number, doc.notation, doc.subject, doc.issuerId, doc.issuerName,
          Date.parse(doc.receivedAt ?? ''), Date.parse(doc.receivedAt ?? ''), doc.urgency, doc.state, 1, 0, doc.attachments[0]?.sha256 ?? null, 1, JSON.stringify(doc))
        sql(db, 'insert into document_text (rowid, code, subject, summary, issuer, exact) values (?,?,?,?,?,?)').run(1 + at + index, doc.number, doc.subject, '', doc.issuerName, doc.number)
      }
      for (const task of tasks.slice(at, at + 500)) {
        sql(db, 'insert into task (account, id, document_id, role, state, assigned_at, sort_at, seen, flagged, to_sign, rev, json) values (?,?,?,?,?,?,?,?,?,?,?,?)')
          .run('p', task.id, task.documentId, task.role, task.state, Date.parse(task.assignedAt ?? ''), Date.parse(task.assignedAt ?? ''), 0, 0, 0, 1, JSON.stringify(task))
      }
    })
  }
}

/** A server of ready answers: what is measured is the client. */
async function answer(request: Request, objects: Readonly<Record<string, ReadonlyMap<string, unknown>>>): Promise<Response> {
  if (request.method === 'GET') {
    const account = { name: 'p', accountCapabilities: { [EDOC_CAPABILITY]: { view: 'personal' } } }
    return Response.json({ capabilities: { [CORE_CAPABILITY]: {}, [EDOC_CAPABILITY]: {} }, accounts: { p: account }, primaryAccounts: { [EDOC_CAPABILITY]: 'p' }, apiUrl: '/api', downloadUrl: '/d', uploadUrl: '/u', eventSourceUrl: '/e', state: 's' })
  }
  const { methodCalls } = await request.json() as { methodCalls: Invocation[] }
  const methodResponses = methodCalls.map(([name, args, id]): [string, unknown, string] => {
    const [type = '', method] = name.split('/')
    const all = objects[type] ?? new Map<string, unknown>()
    if (method === 'query') return [name, { accountId: 'p', queryState: 's', position: 0, ids: [...all.keys()] }, id]
    if (method === 'changes') return [name, { accountId: 'p', oldState: 's', newState: 's', hasMoreChanges: false, created: [], updated: [], destroyed: [] }, id]
    return [name, { accountId: 'p', state: 's', list: (args.ids ?? []).map(each => all.get(each)).filter(each => each !== undefined), notFound: [] }, id]
  })
  return Response.json({ methodResponses, sessionState: 's' })
}
