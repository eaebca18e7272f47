import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..')

/** For each room what it may import beside itself (architecture.md, "The arrows"). `all` stands for shared/. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  'shared/model': ['shared'],
  'shared/protocol': ['shared', 'shared/model'],
  'shared/contract': ['shared', 'shared/model'],
  'shared/text': ['shared', 'shared/model', 'shared/contract'],
  shared: [],
  renderer: ['shared', 'shared/model', 'shared/contract', 'shared/text'],
  'electron/pdf': [], 'electron/pki': [], 'electron/token': [], 'electron/province': [], 'electron/store': [], 'electron/sign-service': [],
  'electron/trust-services': ['electron/pki'],
  'electron/signing': ['electron/pdf', 'electron/pki'],
  'electron/validation': ['electron/pdf', 'electron/pki'],
  'electron/sync': ['electron/store', 'electron/province'],
  'electron/handlers': ['electron/sync', 'electron/signing', 'electron/validation', 'electron/store', 'electron/province', 'electron/token', 'electron/sign-service'],
  'electron/core': ['electron/handlers', 'electron/sign-service', 'electron/sync', 'electron/signing', 'electron/validation', 'electron/store', 'electron/province', 'electron/token', 'electron/pdf', 'electron/pki', 'electron/trust-services', 'electron/diagnostics', 'electron/policy'],
  'electron/diagnostics': ['electron/store', 'electron/token'],
  'electron/policy': [],
  'electron/main': ['shared/contract', 'shared/text', 'shared'],
  'electron/preload': ['shared/contract', 'shared'],
  build: ['shared'],
}
const EVERYTHING = ['electron/cli', 'tests']
const MAY_KNOW_ELECTRON = ['electron/main', 'electron/preload', 'tests']

interface Import { readonly file: string; readonly from: string; readonly to: string }

function sourceFiles(folder: string): string[] {
  return readdirSync(folder).flatMap(name => {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) return sourceFiles(path)
    return /\.(ts|tsx)$/.test(name) ? [path] : []
  })
}

/** The room a file is in: its first folder, or the first two under electron/ and shared/. */
function roomOf(path: string): string {
  const [top = '', second = '', third] = relative(ROOT, path).split(sep)
  if (top !== 'electron' && top !== 'shared') return top
  return third === undefined ? (top === 'shared' ? 'shared' : `electron/${second.replace(/\.ts$/, '')}`) : `${top}/${second}`
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(/(?:^|\n)\s*(?:import|export)\s[^'"\n;]*?from\s+['"]([^'"]+)['"]|(?:^|\n)import\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)].map(match => match[1] ?? match[2] ?? match[3] ?? '')
}

const FILES = ['shared', 'electron', 'renderer', 'build', 'tests'].flatMap(folder => sourceFiles(join(ROOT, folder)))
const IMPORTS: readonly Import[] = FILES.flatMap(file => importsOf(file).filter(name => name.startsWith('.')).map(name => ({ file: relative(ROOT, file), from: roomOf(file), to: roomOf(join(dirname(file), name)) })))

test('imports follow the arrows', () => {
  const against = IMPORTS.filter(({ from, to }) => from !== to && !EVERYTHING.includes(from) && !isAllowed(from, to))
  expect(against.map(({ file, to }) => `${file} → ${to}`)).toEqual([])
})

function isAllowed(from: string, to: string): boolean {
  const arrows = ARROWS[from]
  if (arrows === undefined) return false
  if (arrows.includes(to)) return true
  return from.startsWith('electron/') && from !== 'electron/main' && from !== 'electron/preload' && (to === 'shared' || to.startsWith('shared/'))
}

test('nothing but tests imports tests', () => {
  expect(IMPORTS.filter(({ from, to }) => to === 'tests' && from !== 'tests').map(({ file }) => file)).toEqual([])
})

test('only the shell knows Electron', () => {
  const knowing = FILES.filter(file => importsOf(file).some(name => /^electron(\/|$)/.test(name))).map(file => roomOf(file))
  expect([...new Set(knowing)].filter(room => !MAY_KNOW_ELECTRON.includes(room))).toEqual([])
})

test('the reference province imports only the wire, the model and its own folder', () => {
  const province = IMPORTS.filter(({ file }) => file.startsWith('tests/province/'))
  const against = province.filter(({ to }) => !['tests', 'shared', 'shared/protocol', 'shared/model'].includes(to))
  expect(against.map(({ file, to }) => `${file} → ${to}`)).toEqual([])
})

test('shared is pure: no Node, no Electron', () => {
  const impure = FILES.filter(file => roomOf(file).startsWith('shared')).filter(file => importsOf(file).some(name => name.startsWith('node:')))
  expect(impure.map(file => relative(ROOT, file))).toEqual([])
})

test('no circle between rooms', () => {
  const rooms = [...new Set(IMPORTS.map(({ from }) => from))]
  const next = new Map(rooms.map(room => [room, [...new Set(IMPORTS.filter(({ from, to }) => from === room && to !== room).map(({ to }) => to))]]))
  expect(rooms.filter(room => room !== 'tests' && reaches(next, room))).toEqual([])
})

function reaches(next: ReadonlyMap<string, readonly string[]>, room: string): boolean {
  const seen = new Set<string>()
  const open = [...(next.get(room) ?? [])]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === room) return true
    if (seen.has(at)) continue
    seen.add(at)
    open.push(...(next.get(at) ?? []))
  }
  return false
}

test('source files stay small: the median is at most 100 lines, none is above 400', () => {
  const product = FILES.filter(file => !roomOf(file).startsWith('tests'))
  const lines = product.map(file => ({ file: relative(ROOT, file), lines: readFileSync(file, 'utf8').split('\n').length - 1 })).toSorted((a, b) => a.lines - b.lines)
  expect(lines.filter(one => one.lines > 400)).toEqual([])
  expect(lines[Math.floor(lines.length / 2)]?.lines ?? 0).toBeLessThanOrEqual(100)
})

test('nothing names this machine, and secrets of style stay out', () => {
  const forbidden = /\/work\/|\bTODO\b(?!.*(when|once|until))|:\s*any\b|\bas any\b/
  const found = FILES.filter(file => !file.endsWith('layers.test.ts')).flatMap(file => readFileSync(file, 'utf8').split('\n').flatMap((line, at) => forbidden.test(line.replace(/\/\/.*|\*.*/, '')) ? [`${relative(ROOT, file)}:${at + 1}`] : []))
  expect(found).toEqual([])
})

test('no state of a module: no `let` at its top', () => {
  const product = FILES.filter(file => !roomOf(file).startsWith('tests'))
  expect(product.filter(file => /^(export )?let /m.test(readFileSync(file, 'utf8'))).map(file => relative(ROOT, file))).toEqual([])
})
