import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'

const Package = z.looseObject({ name: z.string(), version: z.string() })

/** The version in the package.json above this file: beside `dist/` in a package, at the root in the development tree. */
export function appVersion(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const path = join(folder, 'package.json')
    if (existsSync(path)) return Package.parse(JSON.parse(readFileSync(path, 'utf8'))).version
    if (dirname(folder) === folder) return '?'
  }
}
