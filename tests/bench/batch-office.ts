import { createHash } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { OfficialDocument, Task } from '../../shared/model/edoc.ts'
import type { Core } from '../../electron/core/core.ts'
import { putBlob } from '../../electron/store/blobs.ts'
import type { Tokens } from '../../electron/token/supervisor.ts'
import { createJudge } from '../../electron/validation/judge.ts'
import { spawnNodeWorker } from '../../electron/validation/spawn-worker.ts'
import { openBenchCore, rememberOfficer } from './bench-core.ts'
import { bundledWorker, documentOf } from './bench-files.ts'
import { BENCH_NOW, benchProfile } from './bench-profile.ts'

/** Papers as Word makes them and as a scanner does; none so large that it is rare. */
const KILOBYTES = [60, 60, 120, 120, 250, 250, 500, 500, 1_000, 3_000]

export interface BatchOffice {
  readonly core: Core
  /** The papers as plain files. */
  readonly files: readonly string[]
  end(): Promise<void>
}

/** A desk with this many papers to sign, their bytes at hand as after a sync, and the same papers as files. */
export async function openBatchOffice(folder: string, count: number, tokens: Tokens): Promise<BatchOffice> {
  const papers = KILOBYTES.map(size => documentOf(size * 1024))
  const hashes = papers.map(bytes => createHash('sha256').update(bytes).digest('hex'))
  const attachment = (n: number) => ({ blobId: `B${n % papers.length}`, name: 'a.pdf', type: 'application/pdf', size: papers[n % papers.length]!.length, sha256: hashes[n % papers.length], role: 'main' })
  const profile = await benchProfile(count, {
    documents: Array.from({ length: count }, (_, n) => OfficialDocument.parse({ id: `D${n}`, direction: 'out', kind: 'Công văn', subject: `Văn bản ${n}`, issuerId: 'A1', issuerName: 'Sở số 1', state: 'submitted', rev: 1, attachments: [attachment(n)] })),
    tasks: Array.from({ length: count }, (_, n) => Task.parse({ id: `T${n}`, documentId: `D${n}`, officerId: 'O1', role: 'lead', assignedAt: new Date(BENCH_NOW).toISOString(), state: 'open', can: ['approve'], rev: 1 })),
  })
  rememberOfficer(profile.store)
  for (const bytes of papers) await putBlob(profile.store, 'cache', bytes, BENCH_NOW)
  profile.store.close()
  const judge = createJudge({ spawnWorker: spawnNodeWorker(await bundledWorker(folder)) })
  const held = { id: 0 }
  const core = await openBenchCore(profile, { tokens, judge, newId: () => `id-${held.id++}` })
  const files = papers.map((bytes, n) => join(folder, `${n}.pdf`))
  for (const [n, path] of files.entries()) writeFileSync(path, papers[n]!)
  return {
    core, files,
    end: async () => {
      await core.close()
      rmSync(profile.folder, { recursive: true, force: true })
    },
  }
}
