import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

// Others may hold the lock: a fresh machine updates itself in its first minutes.
const LOCK = ['-o', 'DPkg::Lock::Timeout=300']

/** Whether this process may install Debian's packages. */
export function mayInstall(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
}

/** Which of these packages are not installed. */
export function missingPackages(names: readonly string[]): string[] {
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...names], { encoding: 'utf8' })
  const installed = new Set((stdout ?? '').split('\n').filter(line => line.endsWith(' installed')).map(line => line.split(' ')[0]))
  return names.filter(name => !installed.has(name))
}

/** Installs them; false where that failed. */
export function installPackages(names: readonly string[]): boolean {
  const apt = (...args: string[]): boolean => spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0
  // On a fresh machine nothing is found before the first update.
  return apt('update', '-qq', ...LOCK) && apt('install', '-y', '-qq', '--no-install-recommends', ...LOCK, ...names)
}
