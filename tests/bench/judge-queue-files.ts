import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { OfficialDocument, Task } from '../../shared/model/edoc.ts'
import type { AuthorityServer } from '../helpers/authority-server.ts'
import { makePaper } from '../helpers/make-paper.ts'
import { makeRaisedPdf } from '../helpers/make-raised-pdf.ts'
import { makeSignedPdf } from '../helpers/make-signed-pdf.ts'
import { NOW } from '../helpers/make-store.ts'
import { signerOf } from '../helpers/make-trust.ts'
import { documentOf } from './bench-files.ts'
import { type BenchContent, benchDocuments, benchTasks } from './bench-profile.ts'

export const DOCUMENTS = 100_000
/** Fewer for a trend (BENCH_QUEUED); the goal is for ten thousand. */
export const QUEUED = Number(process.env['BENCH_QUEUED'] ?? 10_000)
/** Of the mail: papers as Word makes them, then with scans; one in a hundred is large. */
const KILOBYTES = [0, 0, 0, 60, 60, 120, 120, 250, 250, 500]
const LARGE_KILOBYTES = 3_000

/** Every third of each size unsigned, signed, and signed with all evidence. */
export async function makeFiles(folder: string, server: AuthorityServer): Promise<readonly Uint8Array[]> {
  const made: Uint8Array[] = []
  for (const [at, kilobytes] of [...KILOBYTES, LARGE_KILOBYTES].entries()) {
    const plain = kilobytes === 0 ? makePaper() : documentOf(kilobytes * 1024)
    if (at % 3 === 0) made.push(await makeRaisedPdf(plain, { server, level: 'B-LT', at: NOW }))
    else made.push(at % 3 === 1 ? await makeSignedPdf(plain, signerOf(server.officer), { atMs: NOW }) : plain)
  }
  mkdirSync(join(folder, 'files'))
  mkdirSync(join(folder, 'trust'))
  for (const [at, bytes] of made.entries()) writeFileSync(join(folder, 'files', `${String(at).padStart(2, '0')}.pdf`), bytes)
  writeFileSync(join(folder, 'trust', 'root.cer'), server.anchor)
  return made
}

export function readFiles(folder: string): readonly Uint8Array[] {
  return readdirSync(join(folder, 'files')).toSorted().map(name => readFileSync(join(folder, 'files', name)))
}

/** Which of the files the n-th paper is. */
export function fileOf(n: number): number {
  return n % 100 === 99 ? KILOBYTES.length : n % KILOBYTES.length
}

/** What makes the n-th paper another file and no other document: blanks, as mail gateways add them. */
export function blanksOf(n: number): string {
  return n.toString(2).padStart(14, '0').replaceAll('0', '\n').replaceAll('1', ' ')
}

/** The newest ten thousand are unread and not here yet; everything below has been read. */
export function queueOf(files: readonly Uint8Array[]): BenchContent {
  const hashes = files.map(bytes => createHash('sha256').update(bytes))
  return {
    documents: benchDocuments(DOCUMENTS).map((doc, n) => {
      if (n >= QUEUED) return doc
      const at = fileOf(n)
      const sha256 = hashes[at]?.copy().update(blanksOf(n)).digest('hex')
      return OfficialDocument.parse({ ...doc, attachments: [{ ...doc.attachments[0], size: (files[at]?.length ?? 0) + blanksOf(n).length, sha256 }] })
    }),
    tasks: benchTasks(DOCUMENTS).map((task, n) => Task.parse({ ...task, can: ['complete'], keywords: n < QUEUED ? {} : { $seen: true } })),
  }
}
