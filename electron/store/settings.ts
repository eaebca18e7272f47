import type { z } from 'zod'
import { type Database, pluck, sql, transact } from './database.ts'

/** Settings of the profile, each one value of JSON under a name; undefined when it was never set or no longer fits its schema. */
export function getSetting<T extends z.ZodType>(db: Database, name: string, schema: T): z.output<T> | undefined {
  const text = pluck<string>(db, 'select value from setting where name = ?', name)
  if (text === undefined) return undefined
  const parsed = schema.safeParse(JSON.parse(text))
  return parsed.success ? parsed.data : undefined
}

export function setSetting(db: Database, name: string, value: unknown): void {
  transact(db, () => sql(db, 'insert or replace into setting (name, value) values (?,?)').run(name, JSON.stringify(value)))
}

/** Passwords and refresh tokens. Never in a log, a Problem or a setting. */
export function getSecret(db: Database, name: string): string | null {
  return pluck<string>(db, 'select value from secret where name = ?', name) ?? null
}

export function setSecret(db: Database, name: string, value: string | null): void {
  transact(db, () => {
    if (value === null) sql(db, 'delete from secret where name = ?').run(name)
    else sql(db, 'insert or replace into secret (name, value) values (?,?)').run(name, value)
  })
}
