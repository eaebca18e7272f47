import { expect, test } from 'vitest'
import { safeName } from '../../../electron/cli/safe-name.ts'

test('a name from the server never leaves its folder', () => {
  const names = ['../../etc/passwd', 'C:\\Windows\\x.dll', '/abs.pdf', '..', '.', '', '.bashrc', 'a\u0000b.pdf', 'CON.pdf', 'x.pdf. ', 'a:b.pdf']
  const safe = names.map(name => safeName(name, new Set()))
  expect(safe).toEqual(['passwd', 'x.dll', 'abs.pdf', 'tep', 'tep', 'tep', 'bashrc', 'a_b.pdf', '_CON.pdf', 'x.pdf', 'a_b.pdf'])
})

test('names are unique without regard to case, and Vietnamese marks stay', () => {
  const taken = new Set<string>()
  expect(['Phụ lục.pdf', 'PHỤ LỤC.PDF', 'Phụ lục.pdf'].map(name => safeName(name, taken))).toEqual(['Phụ lục.pdf', 'PHỤ LỤC (2).PDF', 'Phụ lục (3).pdf'])
})

test('a name of any length fits into a file system', () => {
  const name = safeName(`${'Ễ'.repeat(300)}.pdf`, new Set())
  expect(Buffer.byteLength(name)).toBeLessThan(255)
  expect(name.endsWith('.pdf')).toBe(true)
})
