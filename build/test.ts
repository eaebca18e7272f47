/** `npm test`: what the tests need from Debian, types, lint, unit tests, the build, the journeys; one summary at the end. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { installPackages, mayInstall, missingPackages } from './debian.ts'

const root = join(import.meta.dirname, '..')
const results = join(root, 'test-results')
const PACKAGES = ['softhsm2', 'opensc', 'poppler-utils', 'mupdf-tools', 'qpdf', 'openssl', 'chromium', 'fonts-noto-core', 'fonts-croscore', 'xvfb', 'gcc', 'libc6-dev']
interface Count { readonly passed: number; readonly failed: number }

prepare()
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })
const unitFile = join(results, 'unit.json')
const journeyFile = join(results, 'e2e.json')
// All are run, so that one look shows all that is broken.
const steps: readonly (readonly [string, readonly string[]])[] = [
  ['types', ['npx', 'tsc', '-b']],
  ['lint', ['npx', 'oxlint', '-c', 'build/oxlint.json', '--type-aware']],
  ['unit tests', ['npx', 'vitest', 'run', '--config', 'build/vitest.config.ts', '--reporter=default', '--reporter=json', `--outputFile.json=${unitFile}`]],
  ['build', ['node', 'build/build.mjs']],
  ['journeys', ['node', 'build/e2e.ts']],
]
const broken = steps.filter(([name, [command = '', ...args]]) => !run(name, command, args)).map(([name]) => name)
const counts = [readUnit(unitFile), readJourneys(journeyFile)]
const passed = counts.reduce((sum, count) => sum + count.passed, 0)
const failed = counts.reduce((sum, count) => sum + count.failed, 0)
// Types, lint and build have no tests to count: each that fails is one failure.
const untested = broken.filter(name => name === 'types' || name === 'lint' || name === 'build' || failed === 0).length
if (broken.length > 0) console.log(`failed: ${broken.join(', ')}`)
process.exitCode = broken.length === 0 ? 0 : 1
console.log(`${passed} passed, ${failed + untested} failed`)

function run(name: string, command: string, args: readonly string[]): boolean {
  console.log(`\n== ${name}`)
  return spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' }).status === 0
}

function prepare(): void {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg-query')) return console.log('test: tests that need SoftHSM2 or outside judges are skipped where these are missing')
  const missing = missingPackages(PACKAGES)
  if (missing.length === 0) return
  if (!mayInstall()) return console.log(`test: missing, and their tests will be skipped: ${missing.join(' ')}`)
  console.log(`test: installing ${missing.join(' ')}`)
  if (!installPackages(missing)) console.log('test: not all could be installed; their tests will be skipped')
}

function readJson(path: string): unknown {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null
}

function readUnit(path: string): Count {
  const report = readJson(path) as { numPassedTests?: number; numFailedTests?: number; numFailedTestSuites?: number } | null
  const failedTests = report?.numFailedTests ?? 0
  // A file that cannot be loaded has no failed tests, only a failed suite.
  return { passed: report?.numPassedTests ?? 0, failed: failedTests === 0 ? report?.numFailedTestSuites ?? 0 : failedTests }
}

function readJourneys(path: string): Count {
  const report = readJson(path) as { stats?: { expected: number; unexpected: number; flaky: number } } | null
  return { passed: (report?.stats?.expected ?? 0) + (report?.stats?.flaky ?? 0), failed: report?.stats?.unexpected ?? 0 }
}
