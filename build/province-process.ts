import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'

export interface RunningProvince {
  /** Its first line of output as it came: JSON (cli.md, `province`). */
  readonly line: string
  readonly process: ChildProcess
}
export interface ProvinceInputs { readonly root: string; readonly dataDir: string; readonly seed: string; readonly port?: number; readonly pipeErrors?: boolean }

// cli.md gives 30 s to a first start; a busy machine takes longer to make three thousand papers.
const FIRST_LINE_MS = 120_000

/** Starts the reference province as a process of the development tree; it is spoken to over the wire like any server. */
export function startProvince({ root, dataDir, seed, port = 0 }: ProvinceInputs): Promise<RunningProvince> {
  mkdirSync(dirname(dataDir), { recursive: true })
  const child = spawn(process.execPath, [join(root, 'tests/province/serve.ts'), '--seed', seed, '--data', dataDir, '--port', String(port)], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill()
      reject(new Error('the province did not start in time'))
    }, FIRST_LINE_MS)
    createInterface({ input: child.stdout }).once('line', line => {
      clearTimeout(late)
      resolve({ line, process: child })
    })
    child.once('exit', code => {
      clearTimeout(late)
      reject(new Error(`the province left with ${code}`))
    })
  })
}

/** The line holds the passwords of the demo's accounts: readable by its owner alone. */
export function writeDemoFile(path: string, line: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, line, { mode: 0o600 })
}
