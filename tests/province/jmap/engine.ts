import type { QueryCache } from './evaluate-query.ts'
import type { Limits } from './limits.ts'
import type { Inputs, TypeTable } from './type-table.ts'

/** All that answering a request takes, but for who asks. */
export interface Engine { readonly inputs: Inputs, readonly types: TypeTable, readonly limits: Limits, readonly cache: QueryCache }
