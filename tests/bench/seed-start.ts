import { spawn } from 'node:child_process'
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Figure, makeFigure } from './figure.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const IMAGES = join(ROOT, '.cache', 'province')

/** The demo province’s second start, from the image that its first one kept, against the first. */
export async function bench(): Promise<Figure[]> {
  // Only what the first start makes anew; the authority’s keys stay, since tokens that were given out sign by them.
  if (existsSync(IMAGES)) for (const name of readdirSync(IMAGES)) if (/^demo-.*\.db$/.test(name)) rmSync(join(IMAGES, name), { force: true })
  const first = await startMs()
  return [makeFigure({ name: 'demo province, second start : first', ours: await startMs(), baseline: first, goal: 0.3, unit: 'ms', n: 1 })]
}

/** Until the first line of output. */
function startMs(): Promise<number> {
  const from = performance.now()
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(ROOT, 'tests', 'province', 'serve.ts'), '--seed', 'demo'], { stdio: ['ignore', 'pipe', 'inherit'] })
  return new Promise((resolve, reject) => {
    const held = { ms: 0 }
    createInterface({ input: child.stdout }).once('line', () => {
      held.ms = performance.now() - from
      child.kill('SIGTERM')
    })
    child.once('error', reject)
    child.once('exit', code => {
      if (held.ms > 0) resolve(held.ms)
      else reject(new Error(`the province left with ${code}`))
    })
  })
}
