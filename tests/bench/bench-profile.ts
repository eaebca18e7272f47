import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Agency, Officer, OfficialDocument, Task } from '../../shared/model/edoc.ts'
import { putAgencies, putOfficers } from '../../electron/store/directory.ts'
import { putDocuments } from '../../electron/store/documents.ts'
import { createKey } from '../../electron/store/key.ts'
import { openStore, type Store } from '../../electron/store/open.ts'
import { makeProfileFolders, profileFiles } from '../../electron/store/profile.ts'
import { putTasks } from '../../electron/store/tasks.ts'

export const BENCH_NOW = Date.UTC(2026, 10, 24)
export const BENCH_ACCOUNT = 'a'
const FAMILIES = ['Nguyễn Thị', 'Trần Văn', 'Lê Minh', 'Phạm Thu', 'Hoàng Đức']
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

/** The directory of a province: every agency, three thousand officers. */
export function benchDirectory(): { readonly agencies: readonly Agency[], readonly officers: readonly Officer[] } {
  return {
    agencies: Array.from({ length: 68 }, (_, n) => Agency.parse({ id: `A${n}`, code: `K00.${n}`, name: `Sở số ${n}`, shortName: `S${n}`, level: 'province' })),
    officers: Array.from({ length: 3_000 }, (_, n) => Officer.parse({ id: `O${n}`, agencyId: `A${n % 68}`, name: `${FAMILIES[n % FAMILIES.length]} ${WORDS[n % WORDS.length]} ${n}`, title: 'Chuyên viên', email: `o${n}@tinh.example` })),
  }
}

export interface BenchProfile { readonly folder: string, readonly keyFile: string, readonly store: Store, end(): void }

export interface BenchContent { readonly documents: readonly OfficialDocument[], readonly tasks: readonly Task[] }

/** An open profile of this many documents in a folder of its own; `end` takes both away. */
export async function benchProfile(count: number, content: BenchContent = { documents: benchDocuments(count), tasks: benchTasks(count) }): Promise<BenchProfile> {
  const folder = mkdtempSync(join(tmpdir(), 'lt-bench-'))
  const files = profileFiles(join(folder, 'profile'))
  const keyFile = join(folder, 'key')
  makeProfileFolders(files)
  const { key } = await createKey(files, { keyFile })
  const store = openStore({ files, key, now: () => BENCH_NOW })
  const { documents, tasks } = content
  const directory = benchDirectory()
  for (let at = 0; at < count; at += 500) {
    putDocuments(store.db, BENCH_ACCOUNT, documents.slice(at, at + 500))
    putTasks(store.db, BENCH_ACCOUNT, tasks.slice(at, at + 500))
  }
  if (count > 0) {
    putAgencies(store.db, BENCH_ACCOUNT, directory.agencies)
    putOfficers(store.db, BENCH_ACCOUNT, directory.officers)
  }
  return { folder: files.folder, keyFile, store, end: () => { store.close(); rmSync(folder, { recursive: true, force: true }) } }
}
