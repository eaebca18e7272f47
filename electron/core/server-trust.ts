import { readFileSync } from 'node:fs'
import tls from 'node:tls'
import { z } from 'zod'
import { ProblemError } from '../../shared/problem.ts'
import { parseCertificateFile } from '../pki/trust-store.ts'
import type { Database } from '../store/database.ts'
import { getSetting, setSetting } from '../store/settings.ts'

const NAME = 'province.authorities'
const Pems = z.array(z.string())

/**
 * Makes this process trust the system's certificate authorities and the agency's own (`--ca`, policy) beside the bundled
 * ones, for every HTTPS request. Certificate errors stay final: nothing here can switch a check off (security.md).
 * Process-wide by nature of Node's fetch, so only a composition root calls it, before the first request.
 */
export function trustServerAuthorities(own: readonly string[]): void {
  tls.setDefaultCACertificates([...tls.getCACertificates('bundled'), ...tls.getCACertificates('system'), ...own])
}

/** The certificates of a file (PEM or DER) as PEM. `file.unreadable`; `certificate.malformed` where it holds none. */
export function readAuthorities(path: string, given = path): readonly string[] {
  const found = parseCertificateFile(readBytes(path, given))
  if (found.length === 0) throw new ProblemError('certificate.malformed', { file: given })
  return found.map(({ der }) => `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64').replace(/.{64}/g, '$&\n').trimEnd()}\n-----END CERTIFICATE-----\n`)
}

/** What `connect --ca` gave belongs to the profile, whoever opens it: the certificates themselves, since the file may go. */
export function keepAuthorities(db: Database, pems: readonly string[]): void {
  setSetting(db, NAME, pems)
}

export function keptAuthorities(db: Database): readonly string[] {
  return getSetting(db, NAME, Pems) ?? []
}

function readBytes(path: string, given: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (cause) {
    throw new ProblemError('file.unreadable', { file: given }, { cause })
  }
}
