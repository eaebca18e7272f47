import { digital } from './digital.ts'
import { disaster } from './disaster.ts'
import { education } from './education.ts'
import { farming } from './farming.ts'
import type { Field } from './field.ts'
import { finance } from './finance.ts'
import { health } from './health.ts'
import { justice } from './justice.ts'
import { occasional } from './occasional.ts'
import { records } from './records.ts'
import { reform } from './reform.ts'
import { staff } from './staff.ts'
import { works } from './works.ts'

/** The fields with how often the Department of Home Affairs hears of them. */
export const FIELDS: readonly (readonly [field: Field, weight: number])[] = [
  [reform, 16], [records, 14], [staff, 18], [finance, 10], [digital, 9], [disaster, 6], [health, 5], [education, 6], [farming, 6], [works, 5], [justice, 7], [occasional, 4],
]
