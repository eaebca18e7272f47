import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { vietnamDay } from '../../shared/model/vietnam-time.ts'
import type { SeedData } from './seed-data.ts'
import { loadSeed } from './load-seed.ts'
import { openStore } from './store/open-store.ts'

export type SeedName = 'demo' | 'empty' | `load:${number}`
export interface SeedInputs { readonly make: MakeSeed, readonly cacheDir: string, readonly now: number, readonly random: (bytes: number) => Uint8Array }
export type MakeSeed = (name: SeedName) => Promise<SeedData>

export function parseSeedName(text: string): SeedName | null {
  if (text === 'demo' || text === 'empty') return text
  const match = /^load:(\d{1,7})$/.exec(text)
  return match === null ? null : `load:${Number(match[1])}`
}

/**
 * The bytes of a seeded database, made once and kept in an ignored folder: a day old at most, since the demo's dates are
 * reckoned from today, and only as long as what makes it has not changed.
 */
export async function seedImage(name: SeedName, { make, cacheDir, now, random }: SeedInputs): Promise<Buffer> {
  const prefix = `${name.replace(':', '-')}-`
  const file = join(cacheDir, `${prefix}${vietnamDay(now)}-${sourcesDigest()}.db`)
  if (existsSync(file)) return readFileSync(file)
  const store = openStore({ kind: 'memory' }, random)
  loadSeed(store, await make(name), now)
  const image = store.db.serialize()
  store.close()
  mkdirSync(cacheDir, { recursive: true })
  for (const old of readdirSync(cacheDir)) if (old.startsWith(prefix)) rmSync(join(cacheDir, old), { force: true })
  writeFileSync(`${file}.${process.pid}`, image)
  renameSync(`${file}.${process.pid}`, file)
  return image
}

function sourcesDigest(): string {
  const hash = createHash('sha256')
  const root = import.meta.dirname
  const names = readdirSync(root, { recursive: true }).map(String).filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts')).sort()
  for (const name of names) hash.update(name).update(readFileSync(join(root, name)))
  return hash.digest('hex').slice(0, 16)
}
