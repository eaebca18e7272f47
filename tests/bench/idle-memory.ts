import { fork } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { answer } from '../../electron/core/serve.ts'
import { silentLog } from '../../electron/core/log.ts'
import { benchProfile } from './bench-profile.ts'
import { openBenchCore, rememberOfficer } from './bench-core.ts'
import { type Figure, makeFigure } from './figure.ts'

const IDLE_MS = 3_000

/** Resident memory of a core that has shown its inbox and searched, then idled: with 100,000 documents against 3,000. */
export async function bench(): Promise<Figure[]> {
  return [makeFigure({ name: 'idle core, 100,000 documents : 3,000', ours: await idleWith(100_000), baseline: await idleWith(3_000), goal: 1.2, unit: 'MB', n: 1 })]
}

/** A core of its own process, so that what made the profile is not counted. */
async function idleWith(count: number): Promise<number> {
  const profile = await benchProfile(count)
  rememberOfficer(profile.store)
  profile.store.close()
  try {
    return await new Promise((resolve, reject) => {
      const child = fork(fileURLToPath(import.meta.url), [profile.folder, profile.keyFile], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
      child.once('message', rss => { resolve(Number(rss)) })
      child.once('error', reject)
      child.once('exit', code => { reject(new Error(`the core ended with ${code}`)) })
    })
  } finally {
    profile.end()
  }
}

const [, entry, folder, keyFile] = process.argv
if (entry === fileURLToPath(import.meta.url) && folder !== undefined && keyFile !== undefined && process.send !== undefined) {
  const core = await openBenchCore({ folder, keyFile })
  const handlers = core.handlers({ kind: 'dialog', ask: () => {} })
  for (const [name, input] of [['documents.counts', {}], ['documents.list', { box: 'inbox' }], ['documents.search', { text: 'bao cao' }]] as const) {
    const reply = await answer(handlers, silentLog, name, input)
    if (!reply.ok) throw new Error(reply.problem.code)
  }
  await delay(IDLE_MS)
  process.send(process.memoryUsage().rss / 1e6, () => process.exit(0))
}
