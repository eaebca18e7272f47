import { existsSync, mkdirSync, statSync } from 'node:fs'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { ProblemError } from '../../shared/problem.ts'

export interface OutPlan {
  /** The file that this input's result goes to; never one that exists, unless forced. */
  pathFor(input: string): string
}

/**
 * `--out` (cli.md): a file for one input, its parents created; a folder for several inputs, or when it ends in `/` or
 * exists as one. Inside a folder the input's base name, on collision `name (2).pdf`.
 */
export function planOut(out: string, inputs: readonly string[], options: { readonly cwd: string; readonly force: boolean }): OutPlan {
  const target = resolve(options.cwd, out)
  const isFolder = inputs.length > 1 || /[/\\]$/.test(out) || statSync(target, { throwIfNoEntry: false })?.isDirectory() === true
  if (isFolder) {
    makeFolder(target)
    const taken = new Set<string>()
    return { pathFor: input => freeName(target, basename(input), taken, options.force) }
  }
  makeFolder(dirname(target))
  if (existsSync(target) && !options.force) throw new ProblemError('file.exists', { file: out })
  return { pathFor: () => target }
}

function freeName(folder: string, name: string, taken: Set<string>, force: boolean): string {
  const extension = extname(name)
  const stem = name.slice(0, name.length - extension.length)
  for (let count = 1; ; count += 1) {
    const path = join(folder, count === 1 ? name : `${stem} (${count})${extension}`)
    // Two inputs of one name in one run never share an output, forced or not.
    if (taken.has(path) || (!force && existsSync(path))) continue
    taken.add(path)
    return path
  }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true })
  } catch (error) {
    throw new ProblemError('file.unwritable', { file: path }, { cause: error })
  }
}
