import { findEntries } from '../core/entries.ts'
import { createJudge, type Judge } from '../validation/judge.ts'
import { spawnNodeWorker } from '../validation/spawn-worker.ts'

export function makeJudge(): Judge {
  return createJudge({ spawnWorker: spawnNodeWorker(findEntries().worker) })
}
