import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { zip, type ZipEntry } from './zip.ts'

/** Names of the log's files (`core.log`, `core.log.1`…): nothing else of the folder goes along. */
const LOG = /^[\w-]+\.log(\.\d)?$/

/**
 * What is sent to the IT department: the report and the logs, which hold codes, sizes, times and ids by the rule of
 * security.md. No database, no key, no document. `logs` null where there is no profile.
 */
export function makeBundle(report: object, logs: string | null, at: Date): Buffer {
  return zip([{ name: 'doctor.json', bytes: Buffer.from(`${JSON.stringify(report, null, 2)}\n`) }, ...(logs === null ? [] : readLogs(logs))], at)
}

function readLogs(folder: string): ZipEntry[] {
  try {
    return readdirSync(folder).filter(name => LOG.test(name)).toSorted().map(name => ({ name: `logs/${name}`, bytes: readFileSync(join(folder, name)) }))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [] // nothing was ever logged
    throw error
  }
}
