import { describe, expect, test } from 'vitest'
import { nearest, parseLine, type OptionSpecs } from '../../../electron/cli/options.ts'
import { ProblemError } from '../../../shared/problem.ts'

const words = { vi: '', en: '' }
const specs: OptionSpecs = { out: { value: 'OUT', help: words }, module: { value: 'PATH', many: true, help: words }, force: { help: words } }

function problemOf(work: () => unknown): { code: string; facts: unknown } | null {
  try {
    work()
    return null
  } catch (error) {
    return error instanceof ProblemError ? { code: error.code, facts: error.facts } : null
  }
}

describe('parseLine', () => {
  test('options and files may stand in any order', () => {
    const { positionals, options } = parseLine(specs, ['a.pdf', '--out', 'x', '--module', 'm1', 'b.pdf', '--module=m2', '--force', '--', '--odd.pdf'])
    expect({ positionals, out: options.text('out'), modules: options.all('module'), force: options.has('force') })
      .toEqual({ positionals: ['a.pdf', 'b.pdf', '--odd.pdf'], out: 'x', modules: ['m1', 'm2'], force: true })
  })

  test('a single dash is a file: standard input', () => {
    expect(parseLine(specs, ['--out', '-', '-']).positionals).toEqual(['-'])
  })

  test('an unknown option is refused and the nearest named', () => {
    expect(problemOf(() => parseLine(specs, ['--modul', 'x']))).toEqual({ code: 'command.unknown-option', facts: { option: '--modul', nearest: '--module' } })
  })

  test('a property of every object is no option', () => {
    expect(problemOf(() => parseLine(specs, ['--toString']))?.code).toBe('command.unknown-option')
  })

  test('a value that is missing or given to a switch is refused', () => {
    expect([['--out'], ['--out', '--force'], ['--force=yes']].map(args => problemOf(() => parseLine(specs, args))?.code))
      .toEqual(['command.bad-argument', 'command.bad-argument', 'command.bad-argument'])
  })

  test('whole numbers are whole and not below their least', () => {
    const read = (value: string) => problemOf(() => parseLine(specs, [`--out=${value}`]).options.whole('out', 1))?.code ?? 'taken'
    expect(['1', '0', '-1', '1.5', 'x', '1e3'].map(read)).toEqual(['taken', ...Array<string>(5).fill('command.bad-argument')])
  })
})

test('nearest is by edit distance', () => {
  expect(nearest('verfy', ['sign', 'verify', 'token'])).toBe('verify')
})
