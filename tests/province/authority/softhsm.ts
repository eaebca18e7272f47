import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Identity } from './certificate.ts'

const MODULES = ['/usr/lib/softhsm/libsofthsm2.so', '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so', '/usr/lib64/softhsm/libsofthsm2.so', '/opt/homebrew/lib/softhsm/libsofthsm2.so']

/** A SoftHSM2 of its own: `environment` must be given to every process that loads `module`. */
export interface SoftToken { readonly module: string; readonly label: string; readonly pin: string; readonly environment: { readonly SOFTHSM2_CONF: string } }

/** Where SoftHSM2's module is; null where it or its tools are not installed, and a test then skips. */
export function findSoftHsm(): string | null {
  // Only "no such program" counts: pkcs11-tool leaves with 1 when it is asked for nothing.
  const isHere = (command: string) => spawnSync(command, [], { stdio: 'ignore' }).error === undefined
  return isHere('softhsm2-util') && isHere('pkcs11-tool') ? MODULES.find(path => existsSync(path)) ?? null : null
}

/** Makes a token in `dir` holding key and certificate of each identity. Needs softhsm2-util and pkcs11-tool (opensc). */
export function makeSoftToken(options: { dir: string; module: string; label: string; pin: string; identities: readonly Identity[] }): SoftToken {
  const { dir, module, label, pin } = options
  mkdirSync(join(dir, 'tokens'), { recursive: true, mode: 0o700 })
  const config = join(dir, 'softhsm2.conf')
  writeFileSync(config, `directories.tokendir = ${join(dir, 'tokens')}\nobjectstore.backend = file\nlog.level = ERROR\nslots.removable = false\n`)
  const environment = { SOFTHSM2_CONF: config }
  const run = (command: string, args: readonly string[]) => execFileSync(command, args, { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] })
  run('softhsm2-util', ['--init-token', '--free', '--label', label, '--pin', pin, '--so-pin', '12345678'])
  const scratch = mkdtempSync(join(tmpdir(), 'softhsm-import-'))
  try {
    options.identities.forEach((identity, index) => {
      const id = (index + 1).toString(16).padStart(2, '0')
      writeFileSync(join(scratch, 'key.pem'), identity.privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
      writeFileSync(join(scratch, 'certificate.der'), identity.certificate)
      run('softhsm2-util', ['--import', join(scratch, 'key.pem'), '--token', label, '--label', identity.commonName, '--id', id, '--pin', pin])
      run('pkcs11-tool', ['--module', module, '--token-label', label, '--login', '--pin', pin, '--write-object', join(scratch, 'certificate.der'), '--type', 'cert', '--id', id, '--label', identity.commonName])
    })
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
  return { module, label, pin, environment }
}
