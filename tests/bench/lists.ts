import { LIST_SQL } from '../../electron/store/list-sql.ts'
import { listBox } from '../../electron/store/lists.ts'
import { searchDocuments } from '../../electron/store/search.ts'
import { BENCH_NOW, benchProfile } from './bench-profile.ts'
import { type Figure, makeFigure, percentile } from './figure.ts'

const RUNS = 300
/** What the same search costs as the shortest statement that answers it. */
const BARE_SEARCH = `select d.id, d.number, d.notation, d.subject, d.issuer_name, d.received_at, d.urgency, d.state from document_text f cross join document d on d.row = f.rowid
  where document_text match ? and d.account = 'a' order by f.rowid desc limit 50`

/** A window of 200 of 100,000 and a search through the store, p95, against the bare statements in the same run. */
export async function bench(): Promise<Figure[]> {
  const { store, end } = benchProfile(100_000)
  try {
    const bareList = store.db.prepare(LIST_SQL.inbox)
    const bareSearch = store.db.prepare(BARE_SEARCH)
    const list = pair(
      n => listBox(store.db, 'a', { box: 'inbox', after: `${BENCH_NOW - n * 100_000_000}:T`, limit: 200, now: BENCH_NOW }),
      n => bareList.all({ account: 'a', sortAt: BENCH_NOW - n * 100_000_000, id: 'T', limit: 200, until: BENCH_NOW }),
    )
    const words = ['bao cao', 'can bo', 'giao duc', 'dat dai', 'y te']
    const search = pair(n => searchDocuments(store.db, 'a', words[n % words.length] ?? '', 50),
      n => bareSearch.all((words[n % words.length] ?? '').split(' ').map(word => `"${word}"`).join(' AND ').replace(/"$/, '" *')))
    return [makeFigure('list 200 of 100,000, p95', list.ours, list.bare, 2, 'ms', RUNS), makeFigure('search of 100,000, p95', search.ours, search.bare, 2, 'ms', RUNS)]
  } finally {
    end()
  }
}

/** Both turn about, so that a busy moment of the machine falls on both. */
function pair(ours: (n: number) => unknown, bare: (n: number) => unknown): { readonly ours: number, readonly bare: number } {
  const samples = { ours: [] as number[], bare: [] as number[] }
  for (let n = 0; n < RUNS; n++) {
    samples.ours.push(timed(() => ours(n % 50)))
    samples.bare.push(timed(() => bare(n % 50)))
  }
  return { ours: percentile(samples.ours, 0.95), bare: percentile(samples.bare, 0.95) }
}

function timed(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}
