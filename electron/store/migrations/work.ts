import type { Migration } from '../migrate.ts'
import { workOutbox } from './work-0001-outbox.ts'
import { workUpgrade } from './work-0002-upgrade.ts'
import { workEvidence } from './work-0003-evidence.ts'
import { workEvidenceHead } from './work-0004-evidence-head.ts'

/** Steps of `work.db`, oldest first. */
export const WORK_MIGRATIONS: readonly Migration[] = [{ version: 1, up: workOutbox }, { version: 2, up: workUpgrade }, { version: 3, up: workEvidence }, { version: 4, up: workEvidenceHead }]
