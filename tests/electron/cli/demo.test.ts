import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runCommand } from '../../helpers/run-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'cli-demo-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const judge = (command: string, ...args: string[]) => {
  const ran = spawnSync(command, args, { encoding: 'utf8' })
  return ran.error === undefined ? `${ran.stdout}${ran.stderr}` : null
}

// The first start on a machine makes 3,500 papers; later ones take them from the kept image.
test('the demo does the whole main job, and other programs accept what it leaves', { timeout: 120_000 }, async () => {
  const ran = await runCommand(folder, ['demo', '--out', 'out', '--json'])
  expect([ran.code, ran.lines.every(line => line['ok'] === true)]).toEqual([0, true])
  const steps = ran.lines.map(line => line['step']).filter(step => step !== 'inbox')
  expect(steps).toEqual(['connect', 'sync', 'open', 'draft', 'submit', 'network-cut', 'sign', 'wait', 'send', 'seal', 'receipt', 'verify'])
  const facts = Object.fromEntries(ran.lines.map(line => [line['step'], line['facts']])) as Record<string, Record<string, unknown>>
  expect([facts['network-cut']?.['offline'], facts['wait']?.['waiting'], facts['send']?.['accepted'], facts['verify']?.['verdict']]).toEqual([true, 2, 2, 'valid'])
  const left = readdirSync(join(folder, 'out'))
  const signed = join(folder, 'out', left.find(name => name.endsWith('.pdf')) ?? '')
  const verified = await runCommand(folder, ['verify', signed, '--trust', 'out', '--offline', '--json'])
  expect([left.toSorted().slice(1), verified.code, verified.lines[0]?.['verdict']]).toEqual([['issuing.crl', 'root.crl', 'root.pem'], 0, 'valid'])
  // Null: that judge is not on this machine.
  expect(judge('qpdf', '--check', signed) ?? 'No syntax or stream encoding errors').toContain('No syntax or stream encoding errors')
  expect(judge('pdfsig', '-nocert', signed) ?? 'Signature is Valid. Total document signed').toMatch(/Total document signed[\s\S]*Signature is Valid|Signature is Valid[\s\S]*Total document signed/)
  expect(judge('mutool', 'sign', '-v', signed) ?? 'unchanged since signing').toContain('unchanged since signing')
})
