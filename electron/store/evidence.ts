/** Bằng chứng kiểm tra, nối chuỗi: append-only rows of `work.db`, each with the hash of the one before it. */
import { createHash } from 'node:crypto'
import { SignatureReport } from '../../shared/model/signature-report.ts'
import { ProblemError } from '../../shared/problem.ts'
import { putBlob, readBlob } from './blobs.ts'
import { useBlobs } from './blob-keeping.ts'
import { type Database, LIMIT, pluck, sql, transact } from './database.ts'
import { endOfChain, keepHead, keepSeen, missingRows, noteMissing, type MissingRows } from './evidence-head.ts'
import type { Store } from './open.ts'

/** `about` says what it may be looked for by: a list's authority, an answer's certificate. */
export interface EvidenceItem { readonly kind: 'certificate' | 'crl' | 'ocsp'; readonly about: string; readonly der: Uint8Array }

export interface Finding {
  /** Of the judged file. */
  readonly sha256: string
  readonly at: number
  /** Whose clock `at` is; only the server's proves that the bytes were there then. */
  readonly clock: 'server' | 'pc'
  readonly report: SignatureReport
  /** Under what it was judged, as JSON: SHA-256 of the anchors, what was required. */
  readonly policy: string
  readonly items: readonly EvidenceItem[]
}

interface Row { seq: number; sha256: string; at: number; clock: string; verdict: string; report: string; policy: string; items: string; previous: string; hash: string }

const USER = 'evidence'
/** A file is judged anew now and then; its first rows and its last are what later judgements rest on. So many of each. */
const MOST_ROWS = 25
/**
 * What is read at once for one judgement. A paper may bring lists of megabytes of its own, others at each judgement, and
 * would have gigabytes to its name. The largest list that is fetched (64 MB) fits with answers beside it; 100,000 entries are 4 MB.
 */
const LARGEST_EVIDENCE = 80 * 1024 * 1024
const MOST_ITEMS = 1_000
const MOST_ABOUT = 4

export type KeptItem = Pick<EvidenceItem, 'kind' | 'about'> & { readonly sha256: string }

/** What a finding rests on, kept beside the chain until `addFinding` names it. */
export function keepItems(store: Store, items: readonly EvidenceItem[], now: number): Promise<KeptItem[]> {
  return Promise.all(items.map(async ({ kind, about, der }) => ({ kind, about, sha256: await keep(store, der, now) })))
}

/**
 * Adds a finding at the end of the chain, in a transaction of the caller's if there is one; `settleEvidence` is called soon
 * after it. Nothing is added where the last one about this file says the same on the same grounds.
 */
export function addFinding(db: Database, { items: kept, report, ...finding }: Omit<Finding, 'items'> & { readonly items: readonly KeptItem[] }, now: number): void {
  transact(db, () => {
    const names = [...new Set(kept.map(one => one.sha256))].toSorted()
    const row = { ...finding, verdict: report.verdict, report: JSON.stringify(report), items: JSON.stringify(names) }
    const [last] = rowsAbout(db, finding.sha256).toReversed()
    if (last !== undefined && isSame(last, row)) return
    useBlobs(db, USER, names)
    for (const { sha256, kind, about } of kept) sql(db, 'insert or ignore into evidence_item (sha256, kind, about, kept_at) values (?,?,?,?)').run(sha256, kind, about, now)
    const end = endOfChain(db)
    noteMissing(db, end, now)
    const linked = { ...row, seq: end.rows + 1, previous: end.hash }
    const hash = hashOf(linked)
    sql(db, 'insert into evidence (seq, sha256, at, clock, verdict, report, policy, items, previous, hash) values (?,?,?,?,?,?,?,?,?,?)')
      .run(linked.seq, linked.sha256, linked.at, linked.clock, linked.verdict, linked.report, linked.policy, linked.items, linked.previous, hash)
    keepHead(db, { rows: linked.seq, hash })
  })
}

/** Brings the whole chain onto the disk; only then what was seen of it may be kept elsewhere. */
export function settleEvidence(db: Database): void {
  transact(db, () => { keepHead(db, endOfChain(db)) })
  keepSeen(db)
}

/** An authority's certificate comes with every document. What the disk has spoilt since is written anew. */
async function keep(store: Store, der: Uint8Array, now: number): Promise<string> {
  const sha256 = sha256Of(der)
  const isKept = pluck(store.db, 'select 1 from evidence_item where sha256 = ?', sha256) !== undefined && await readWhole(store, sha256) !== null
  return isKept ? sha256 : (await putBlob(store, 'work', der, now)).sha256
}

function isSame(last: Row, row: Omit<Row, 'seq' | 'previous' | 'hash' | 'at'>): boolean {
  return last.report === row.report && last.policy === row.policy && last.items === row.items && (last.clock === row.clock || last.clock === 'server')
}

/** Each field is a JSON string of its own, so that no two rows write the same octets. */
function hashOf({ seq, sha256, at, clock, verdict, report, policy, items, previous }: Omit<Row, 'hash'>): string {
  return createHash('sha256').update(JSON.stringify([previous, seq, sha256, at, clock, verdict, report, policy, items])).digest('hex')
}

/** The first rows about a file and the last, oldest first. */
function rowsAbout(db: Database, sha256: string): readonly Row[] {
  const ordered = (order: 'asc' | 'desc') => sql<Row>(db, `select * from evidence indexed by evidence_by_file where sha256 = :sha256 order by seq ${order} ${LIMIT}`).all({ sha256, limit: MOST_ROWS })
  const first = ordered('asc')
  return [...first, ...ordered('desc').toReversed().filter(({ seq }) => seq > (first.at(-1)?.seq ?? 0))]
}

/** Since when this file is known to exist, by the server's clock; null where no verdict with that clock was kept. */
export function knownSince(db: Database, sha256: string): number | null {
  return pluck<number | null>(db, `select min(at) from evidence indexed by evidence_by_file where sha256 = ? and clock = 'server'`, sha256) ?? null
}

/** What earlier findings about this file rested on; of very much the newest. */
export async function evidenceAbout(store: Store, sha256: string, largest = LARGEST_EVIDENCE): Promise<readonly EvidenceItem[]> {
  const names = new Set(rowsAbout(store.db, sha256).toReversed().flatMap(row => JSON.parse(row.items) as string[]))
  return readItems(store, [...names], largest)
}

/** The newest that was kept for other files about the same authorities and certificates. */
export async function evidenceOn(store: Store, abouts: readonly string[]): Promise<readonly EvidenceItem[]> {
  const names = abouts.flatMap(about => sql<{ sha256: string }>(store.db, `select sha256 from evidence_item indexed by evidence_item_by_about where about = :about order by kept_at desc ${LIMIT}`).all({ about, limit: MOST_ABOUT }))
  return readItems(store, [...new Set(names.map(({ sha256 }) => sha256))])
}

/** One spoilt list must not keep every document of its authority from being judged: it is left out here, and `checkEvidence` tells of it. */
async function readItems(store: Store, names: readonly string[], largest = LARGEST_EVIDENCE): Promise<readonly EvidenceItem[]> {
  const items: EvidenceItem[] = []
  let room = largest
  for (const sha256 of names.slice(0, MOST_ITEMS)) {
    const item = sql<{ kind: EvidenceItem['kind']; about: string; size: number }>(store.db, 'select i.kind, i.about, b.size from evidence_item i join work_blob b on b.sha256 = i.sha256 where i.sha256 = ?').get(sha256)
    // What does not fit is left out, not what comes after it: a list of fifty megabytes does not hide an answer of two kilobytes.
    const der = item === undefined || item.size > room ? null : await readWhole(store, sha256)
    if (item === undefined || der === null) continue
    room -= der.length
    items.push({ kind: item.kind, about: item.about, der })
  }
  return items
}

/** Null where it is gone or another one. */
async function readWhole(store: Store, sha256: string): Promise<Uint8Array | null> {
  try {
    const bytes = await readBlob(store, sha256)
    return sha256Of(bytes) === sha256 ? bytes : null
  } catch (error) {
    if (error instanceof ProblemError && error.code.startsWith('blob.')) return null
    throw error
  }
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** What was found about a file, oldest first: for the report that is handed on. */
export function findingsAbout(db: Database, sha256: string): readonly (Pick<Row, 'seq' | 'at' | 'hash'> & { readonly clock: 'server' | 'pc'; readonly report: SignatureReport; readonly policy: string; readonly items: readonly string[] })[] {
  return rowsAbout(db, sha256).map(({ seq, at, hash, clock, report, policy, items }) => ({
    seq, at, hash, clock: clock === 'server' ? 'server' : 'pc', policy, report: SignatureReport.parse(JSON.parse(report)), items: JSON.parse(items) as string[],
  }))
}

/** `rows` of the chain from its start on that hold; `brokenAt` is the first that does not, null when all do; `missing`: cut off its end. */
export interface ChainCheck { readonly rows: number; readonly brokenAt: number | null; readonly missing: MissingRows | null }

/** Reads the whole chain with everything it rests on. */
export async function checkEvidence(store: Store): Promise<ChainCheck> {
  const { db } = store
  const held = { previous: '', rows: 0 }
  const whole = new Map<string, boolean>()
  for (let from = 0; ;) {
    const rows = sql<Row>(db, `select * from evidence where seq > :from order by seq ${LIMIT}`).all({ from, limit: 200 })
    for (const row of rows) {
      const isWhole = row.seq === held.rows + 1 && row.previous === held.previous && row.hash === hashOf(row) && await areWhole(store, JSON.parse(row.items) as string[], whole)
      if (!isWhole) return { rows: held.rows, brokenAt: row.seq, missing: missingRows(db) }
      Object.assign(held, { previous: row.hash, rows: row.seq })
    }
    const last = rows.at(-1)
    if (last === undefined) return { rows: held.rows, brokenAt: null, missing: missingRows(db) }
    from = last.seq
  }
}

async function areWhole(store: Store, names: readonly string[], known: Map<string, boolean>): Promise<boolean> {
  for (const name of names) {
    const before = known.get(name)
    const isWhole = before ?? await readWhole(store, name) !== null
    known.set(name, isWhole)
    if (!isWhole) return false
  }
  return true
}
