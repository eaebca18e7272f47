import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { BlobRef } from '../../../shared/model/edoc.ts'
import { ProblemError, toProblem } from '../../../shared/problem.ts'
import type { BlobSource } from '../../store/blob-file.ts'
import { nameBeside, takeName } from '../../signing/take-name.ts'
import { seeDocument } from '../../store/sight.ts'
import { fetchBlob } from '../../sync/fetch-blob.ts'
import type { Command } from '../command.ts'
import { EXIT, worstOf, type ExitCode } from '../exit.ts'
import { PROFILE_OPTIONS, withDesk } from '../profile-tools.ts'
import { safeName } from '../safe-name.ts'
import { outProblem } from '../write-file.ts'

const PIECE = 256 * 1024

/** `export`: every attachment, checked by its hash, under a safe and unique name. */
export const exportFiles: Command = {
  name: 'export',
  synopsis: 'ID --profile DIR --out DIR [--force]',
  summary: { vi: 'lưu mọi tệp kèm của một văn bản ra thư mục', en: 'saves every attachment of a document into a folder' },
  options: { ...PROFILE_OPTIONS, out: { value: 'DIR', help: { vi: 'thư mục nhận tệp', en: 'the folder' } }, force: { help: { vi: 'ghi đè tệp đã có', en: 'overwrite what exists' } } },
  positionals: [1, 1],
  async run(invocation) {
    const { positionals: [id = ''], options, around, output } = invocation
    const folder = resolve(around.cwd, options.required('out'))
    return withDesk(invocation, async ({ desk, province }) => {
      const doc = seeDocument(desk.store.db, desk.account, id)?.doc
      if (doc === undefined) throw new ProblemError('document.not-found', { id })
      const there = namesIn(folder, options.required('out'))
      const taken = new Set(options.has('force') ? [] : there)
      const codes: ExitCode[] = []
      for (const ref of doc.attachments) {
        try {
          const path = join(folder, safeName(ref.name, taken))
          await writeChecked(await fetchBlob({ store: desk.store, province, account: desk.account, now: desk.now }, ref), ref, { path, existing: options.has('force') ? 'replace' : 'refuse' })
          output.item({ file: ref.name, out: path, bytes: ref.size, sha256: ref.sha256 }, path)
          codes.push(EXIT.done)
        } catch (error) {
          const problem = toProblem(error)
          output.problem({ code: problem.code, facts: { name: ref.name, ...problem.facts } }, { file: ref.name })
          codes.push(EXIT.refused)
        }
      }
      return worstOf(codes)
    })
  },
}

/** Makes the folder; the names in it are compared without regard to case, as some file systems do. */
function namesIn(folder: string, given: string): string[] {
  try {
    mkdirSync(folder, { recursive: true })
    return readdirSync(folder).map(name => name.toLowerCase())
  } catch (error) {
    throw outProblem(error, given)
  }
}

/** The file takes its name only when its hash was right; a wrong one leaves no bytes. */
async function writeChecked(source: BlobSource, ref: BlobRef, { path, existing }: { readonly path: string; readonly existing: 'replace' | 'refuse' }): Promise<void> {
  const part = nameBeside(path)
  const hash = createHash('sha256')
  try {
    const handle = await open(part, 'wx')
    try {
      for (let offset = 0; offset < source.size; offset += PIECE) {
        const bytes = await source.read(offset, PIECE)
        hash.update(bytes)
        await handle.writeFile(bytes)
      }
      await handle.sync()
    } finally {
      await handle.close()
    }
    if (hash.digest('hex') !== ref.sha256) throw new ProblemError('blob.hash-mismatch', { name: ref.name })
    await takeName(part, path, existing)
  } catch (error) {
    await rm(part, { force: true })
    throw error instanceof Error && 'syscall' in error ? outProblem(error, path) : error
  } finally {
    await source.close()
  }
}
