import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { KeyObject } from 'node:crypto'

/** What goes onto the token; a CA's certificate comes without its key. */
export interface TokenObject { readonly certificate: Uint8Array; readonly privateKey?: KeyObject }

/** A SoftHSM2 of its own. `env` is for every process that loads `module`. */
export interface SoftHsm {
  readonly module: string
  readonly env: { readonly SOFTHSM2_CONF: string }
  readonly label: string
  readonly pin: string
  /** The PIN in a file, as `--pin-file` wants it. */
  readonly pinFile: string
  readonly dir: string
  remove(): void
}

const MODULES = ['/usr/lib/softhsm/libsofthsm2.so', '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so', '/usr/lib64/softhsm/libsofthsm2.so', '/opt/homebrew/lib/softhsm/libsofthsm2.so']

/** The module's path where SoftHSM2 and its tools are installed; else null, and a test skips. */
export function softHsmModule(): string | null {
  const isInstalled = (command: string) => spawnSync(command, ['--help'], { stdio: 'ignore' }).error === undefined
  return isInstalled('softhsm2-util') && isInstalled('pkcs11-tool') ? MODULES.find(path => existsSync(path)) ?? null : null
}

export function makeSoftHsm(objects: readonly TokenObject[], { label = 'Thử nghiệm', pin = '12345678' } = {}): SoftHsm {
  const module = softHsmModule()
  if (module === null) throw new Error('SoftHSM2 is not installed')
  const dir = mkdtempSync(join(tmpdir(), 'softhsm-'))
  const config = join(dir, 'softhsm2.conf')
  mkdirSync(join(dir, 'tokens'))
  writeFileSync(config, `directories.tokendir = ${join(dir, 'tokens')}\nobjectstore.backend = file\nlog.level = ERROR\n`)
  const env = { SOFTHSM2_CONF: config }
  const pinFile = join(dir, 'pin.txt')
  writeFileSync(pinFile, `${pin}\n`, { mode: 0o600 })
  const hsm = { module, env, label, pin, pinFile, dir, remove: () => rmSync(dir, { recursive: true, force: true }) }
  addToken(hsm, label, objects)
  return hsm
}

/** One more token in a slot of its own, with the same PIN. */
export function addToken({ module, env, pin, dir }: SoftHsm, label: string, objects: readonly TokenObject[]): void {
  const run = (command: string, args: readonly string[]) => execFileSync(command, args, { env: { ...process.env, ...env }, stdio: 'pipe' })
  run('softhsm2-util', ['--init-token', '--free', '--label', label, '--pin', pin, '--so-pin', '87654321'])
  for (const [index, { certificate, privateKey }] of objects.entries()) {
    const id = (index + 1).toString(16).padStart(2, '0')
    const keyFile = join(dir, 'key.pem')
    const certificateFile = join(dir, 'certificate.der')
    writeFileSync(certificateFile, certificate)
    run('pkcs11-tool', ['--module', module, '--token-label', label, '--login', '--pin', pin, '--write-object', certificateFile, '--type', 'cert', '--id', id])
    if (privateKey === undefined) continue
    writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
    run('softhsm2-util', ['--import', keyFile, '--token', label, '--label', id, '--id', id, '--pin', pin])
    rmSync(keyFile)
  }
}
