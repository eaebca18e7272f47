import type { Migration } from '../migrate.ts'
import { cacheObjects } from './cache-0001-objects.ts'

/** Steps of `cache.db`, oldest first. */
export const CACHE_MIGRATIONS: readonly Migration[] = [{ version: 1, up: cacheObjects }]
