import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { OfficialDocument, Task } from '../../shared/model/edoc.ts'
import { putDocuments } from '../../electron/store/documents.ts'
import { openStore, type Store } from '../../electron/store/open.ts'
import { profileFiles } from '../../electron/store/profile.ts'
import { putTasks } from '../../electron/store/tasks.ts'

export const BENCH_NOW = Date.UTC(2026, 10, 24)
const WORDS = 'báo cáo kết quả thực hiện nhiệm vụ phát triển kinh tế xã hội quý bổ nhiệm cán bộ kế hoạch tuyển dụng viên chức giáo dục y tế đất đai xây dựng nông thôn mới'.split(' ')

export function benchDocuments(count: number): OfficialDocument[] {
  return Array.from({ length: count }, (_, n) => OfficialDocument.parse({
    id: `D${n}`, direction: 'in', kind: 'Công văn', number: String(n % 4000), notation: 'UBND-VP', subject: `Về việc ${WORDS.map((_, at) => WORDS[(n * 7 + at * 13) % WORDS.length]).slice(0, 14).join(' ')} ${n}`,
    issuerId: `A${n % 68}`, issuerName: `Sở số ${n % 68}`, receivedAt: new Date(BENCH_NOW - n * 600_000).toISOString(), state: 'received', rev: 1,
    attachments: [{ blobId: `B${n}`, name: 'a.pdf', type: 'application/pdf', size: 100_000, sha256: n.toString(16).padStart(64, '0'), role: 'main' }],
  }))
}

export function benchTasks(count: number): Task[] {
  return Array.from({ length: count }, (_, n) => Task.parse({
    id: `T${n}`, documentId: `D${n}`, officerId: 'O1', role: n % 3 === 0 ? 'lead' : 'know', assignedAt: new Date(BENCH_NOW - n * 600_000).toISOString(), state: n % 2 === 0 ? 'open' : 'done',
    can: n % 50 === 0 ? ['approve'] : ['complete'], rev: 1, keywords: n % 4 === 0 ? {} : { $seen: true },
  }))
}

/** An open profile of this many documents in a folder of its own; `end` takes both away. */
export function benchProfile(count: number): { readonly store: Store, end(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'lt-bench-'))
  const store = openStore({ files: profileFiles(folder), key: { id: 'bench', bytes: randomBytes(32) }, now: () => BENCH_NOW })
  const [documents, tasks] = [benchDocuments(count), benchTasks(count)]
  for (let at = 0; at < count; at += 500) {
    putDocuments(store.db, 'a', documents.slice(at, at + 500))
    putTasks(store.db, 'a', tasks.slice(at, at + 500))
  }
  return { store, end: () => { store.close(); rmSync(folder, { recursive: true, force: true }) } }
}
