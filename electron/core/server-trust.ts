import { readFileSync } from 'node:fs'
import tls from 'node:tls'
import { ProblemError } from '../../shared/problem.ts'

/**
 * Makes this process trust the system's certificate authorities and the agency's own (`--ca`, policy) beside the bundled
 * ones, for every HTTPS request. Certificate errors stay final: nothing here can switch a check off (security.md).
 * Process-wide by nature of Node's fetch, so only a composition root calls it, before the first request.
 */
export function trustServerAuthorities(caFiles: readonly string[]): void {
  const own = caFiles.map(file => {
    try {
      return readFileSync(file, 'utf8')
    } catch (cause) {
      throw new ProblemError('file.unreadable', { file }, { cause })
    }
  })
  tls.setDefaultCACertificates([...tls.getCACertificates('bundled'), ...tls.getCACertificates('system'), ...own])
}
