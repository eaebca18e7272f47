import type { Facts } from '../../shared/problem.ts'
import { type Database, sql, transact } from './database.ts'

/** Nhật ký: what this PC did in the officer's name. Codes, ids, sizes and times only; never a subject or a text. */
export function addAudit(db: Database, at: number, event: string, facts: Facts): void {
  transact(db, () => sql(db, 'insert into audit (at, event, facts) values (?,?,?)').run(at, event, JSON.stringify(facts)))
}
