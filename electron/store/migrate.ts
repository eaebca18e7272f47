import { ProblemError } from '../../shared/problem.ts'
import { type Database, transact } from './database.ts'

/** A step that the schema takes once, forward only. A string is SQL; a function is for data. A step that has shipped is never edited. */
export interface Migration { readonly version: number, readonly up: string | ((db: Database) => void) }

/** How many steps are still to take. `store.from-the-future` when the file was written by a newer program than this one. */
export function pendingSteps(db: Database, migrations: readonly Migration[]): number {
  const current = Number(db.pragma('user_version', { simple: true }))
  if (current > migrations.length) throw new ProblemError('store.from-the-future', { current, known: migrations.length })
  return migrations.length - current
}

/** Takes the steps up to `upTo` in one transaction; a failing step leaves version and tables as they were. */
export function migrate(db: Database, migrations: readonly Migration[], upTo = migrations.length): void {
  migrations.forEach(({ version }, index) => {
    if (version !== index + 1) throw new Error(`migration ${version} is out of order`)
  })
  const from = migrations.length - pendingSteps(db, migrations)
  transact(db, () => {
    for (const { version, up } of migrations.slice(from, upTo)) {
      if (typeof up === 'string') db.exec(up)
      else up(db)
      db.pragma(`user_version = ${version}`)
    }
  })
}
