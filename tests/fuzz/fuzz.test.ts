import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { fuzz } from './fuzz.ts'
import { pdfTargets } from './pdf-targets.ts'
import { pkiTargets } from './pki-targets.ts'
import type { Target } from './target.ts'

const FINDS = join(import.meta.dirname, 'finds')
const kept = existsSync(FINDS) ? readdirSync(FINDS).filter(name => name.endsWith('.bin')) : []
/** A minute of it is `FUZZ_SECONDS=60`; an hour is `npm run fuzz -- 3600`. */
const SECONDS = Number(process.env['FUZZ_SECONDS'] ?? 10)
const SEED = Number(process.env['FUZZ_SEED'] ?? 2026)

let targets: readonly Target[]
beforeAll(async () => { targets = [...await pdfTargets(), ...await pkiTargets()] })

describe('foreign bytes', () => {
  test(`damaged in every way for ${SECONDS} s are always answered, in time, and never kinder than they allow`, { timeout: (SECONDS + 30) * 1_000 }, async () => {
    const { finds, tallies } = await fuzz({ targets, seconds: SECONDS, seed: SEED, now: () => performance.now() })
    expect(finds.map(({ target, seed, message }) => `${target} ${seed}: ${message}`)).toEqual([])
    expect([...tallies.keys()].toSorted()).toEqual(targets.map(target => target.name).toSorted())
    for (const { cases } of tallies.values()) expect(cases).toBeGreaterThan(0)
  })

  test.skipIf(kept.length === 0)('that were found once are answered', async () => {
    for (const name of kept) {
      const target = targets.find(one => name.startsWith(`${one.name}-`))
      const bytes = readFileSync(join(FINDS, name))
      expect(target, name).toBeDefined()
      expect(typeof await target?.run(bytes, bytes), name).toBe('string')
    }
  })
})
