import { accessSync, constants, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { ProblemError } from '../../shared/problem.ts'
import type { LocalFile } from '../handlers/given-files.ts'
import type { Surroundings } from './command.ts'
import { fileProblem } from './secret-file.ts'

/** Files to attach, each looked at before anything is written; a problem names the argument as it was given. */
export function attachments(files: readonly string[], { cwd }: Pick<Surroundings, 'cwd'>): readonly LocalFile[] {
  return files.map(file => {
    const path = resolve(cwd, file)
    try {
      accessSync(path, constants.R_OK)
      if (!statSync(path).isFile()) throw new ProblemError('file.unreadable', { file })
    } catch (error) {
      throw error instanceof ProblemError ? error : fileProblem(error, file)
    }
    return { source: 'path', path }
  })
}
