import type { Migration } from '../migrate.ts'
import { cacheObjects } from './cache-0001-objects.ts'
import { cacheEvidenceSeen } from './cache-0002-evidence-seen.ts'

/** Steps of `cache.db`, oldest first. */
export const CACHE_MIGRATIONS: readonly Migration[] = [{ version: 1, up: cacheObjects }, { version: 2, up: cacheEvidenceSeen }]
