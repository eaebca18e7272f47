import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { planOut } from '../../../electron/cli/out-path.ts'
import { ProblemError } from '../../../shared/problem.ts'

let cwd = ''
beforeEach(() => { cwd = mkdtempSync(join(tmpdir(), 'out-')) })
afterEach(() => rmSync(cwd, { recursive: true }))

test('one input goes to the file named, whose parents are made', () => {
  expect(planOut('a/b/c.pdf', ['in.pdf'], { cwd, force: false }).pathFor('in.pdf')).toBe(join(cwd, 'a/b/c.pdf'))
  expect(existsSync(join(cwd, 'a/b'))).toBe(true)
})

test('a folder by its slash, by existing, or by several inputs', () => {
  mkdirSync(join(cwd, 'there'))
  expect([planOut('new/', ['x/in.pdf'], { cwd, force: false }).pathFor('x/in.pdf'), planOut('there', ['in.pdf'], { cwd, force: false }).pathFor('in.pdf'), planOut('many', ['a.pdf', 'b.pdf'], { cwd, force: false }).pathFor('b.pdf')])
    .toEqual([join(cwd, 'new/in.pdf'), join(cwd, 'there/in.pdf'), join(cwd, 'many/b.pdf')])
})

test('inputs of one name never share an output, and an existing file is kept', () => {
  mkdirSync(join(cwd, 'out'))
  writeFileSync(join(cwd, 'out/a.pdf'), 'kept')
  const plan = planOut('out', ['x/a.pdf', 'y/a.pdf'], { cwd, force: false })
  expect([plan.pathFor('x/a.pdf'), plan.pathFor('y/a.pdf')]).toEqual([join(cwd, 'out/a (2).pdf'), join(cwd, 'out/a (3).pdf')])
  const forced = planOut('out', ['x/a.pdf', 'y/a.pdf'], { cwd, force: true })
  expect([forced.pathFor('x/a.pdf'), forced.pathFor('y/a.pdf')]).toEqual([join(cwd, 'out/a.pdf'), join(cwd, 'out/a (2).pdf')])
})

test('an existing output file is refused without --force', () => {
  writeFileSync(join(cwd, 'there.pdf'), 'kept')
  expect(() => planOut('there.pdf', ['in.pdf'], { cwd, force: false })).toThrow(ProblemError)
  expect(planOut('there.pdf', ['in.pdf'], { cwd, force: true }).pathFor('in.pdf')).toBe(join(cwd, 'there.pdf'))
})
