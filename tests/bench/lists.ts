import { answer } from '../../electron/core/serve.ts'
import { silentLog } from '../../electron/core/log.ts'
import { LIST_SQL } from '../../electron/store/list-sql.ts'
import { BENCH_ACCOUNT, BENCH_NOW, benchProfile } from './bench-profile.ts'
import { openBenchCore, rememberOfficer } from './bench-core.ts'
import { type Figure, makeFigure, percentile } from './figure.ts'

const RUNS = 300
const DOCUMENTS = 100_000
const WORDS = ['bao cao', 'can bo', 'giao duc', 'dat dai', 'y te']
/** The search as the shortest statements that answer it: documents, agencies, officers. */
const BARE_DOCUMENTS = `select d.id, d.direction, d.kind, d.number, d.notation, d.subject, d.issuer_id, d.issuer_name, d.issued_on, d.received_at, d.sort_at, d.due_on, d.urgency, d.state,
    d.attachment_count, d.addressee_count, d.main_sha256, t.id, t.role, t.state, t.seen, t.flagged
  from document_text f cross join document d on d.row = f.rowid left join task t indexed by task_by_document on t.account = d.account and t.document_id = d.id
  where document_text match ? and d.account = '${BENCH_ACCOUNT}' order by f.rowid desc limit 50`
const BARE_AGENCIES = `select json from agency where account = '${BENCH_ACCOUNT}' and is_active = 1 and instr(folded, ?) > 0 order by name limit 5`
const BARE_OFFICERS = `select json from officer where account = '${BENCH_ACCOUNT}' and is_active = 1 and instr(folded, ?) > 0 order by name limit 5`

/** A window of 200 of 100,000 and a search, each as the window asks for it, against the bare statements in the same run; p95. */
export async function bench(): Promise<Figure[]> {
  const profile = await benchProfile(DOCUMENTS)
  rememberOfficer(profile.store)
  const core = await openBenchCore(profile)
  try {
    const { db } = core.store
    const handlers = core.handlers({ kind: 'dialog', ask: () => {} })
    const [bareList, bareDocuments, bareAgencies, bareOfficers] = [LIST_SQL.inbox, BARE_DOCUMENTS, BARE_AGENCIES, BARE_OFFICERS].map(text => db.prepare(text))
    const list = await pair(
      n => answer(handlers, silentLog, 'documents.list', { box: 'inbox', after: `${BENCH_NOW - n * 100_000_000}:T`, limit: 200 }),
      n => bareList?.all({ account: BENCH_ACCOUNT, sortAt: BENCH_NOW - n * 100_000_000, id: 'T', limit: 200, until: BENCH_NOW }),
    )
    const search = await pair(
      n => answer(handlers, silentLog, 'documents.search', { text: WORDS[n % WORDS.length] }),
      n => {
        const words = (WORDS[n % WORDS.length] ?? '').split(' ')
        return [bareDocuments?.all(`${words.map(word => `"${word}"`).join(' AND ')} *`), bareAgencies?.all(words[0]), bareOfficers?.all(words[0])]
      },
    )
    const rest = { goal: 2, unit: 'ms', n: RUNS }
    return [makeFigure({ name: 'list 200 of 100,000, p95', ...list, ...rest }), makeFigure({ name: 'search of 100,000, p95', ...search, ...rest })]
  } finally {
    await core.close()
    profile.end()
  }
}

/**
 * Both turn about, so that a busy moment of the machine falls on both, and each as often first: who comes second finds the
 * pages read and deciphered.
 */
async function pair(ours: (n: number) => Promise<unknown>, bare: (n: number) => unknown): Promise<{ readonly ours: number, readonly baseline: number }> {
  const samples = { ours: [] as number[], bare: [] as number[] }
  const run = { ours: (n: number) => ours(n % 50), bare: async (n: number) => bare(n % 50) }
  for (let n = 0; n < RUNS; n++) {
    // The fifty questions come round with the order turned, so that each was first for each.
    const order = (n + Math.floor(n / 50)) % 2 === 0 ? ['ours', 'bare'] as const : ['bare', 'ours'] as const
    for (const which of order) samples[which].push(await timed(() => run[which](n)))
  }
  return { ours: percentile(samples.ours, 0.95), baseline: percentile(samples.bare, 0.95) }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
