import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createGrants } from '../../../electron/main/grants.ts'
import { readHttpsAddress, safeFileName } from '../../../electron/main/names-from-outside.ts'
import { profileFolder } from '../../../electron/main/places.ts'
import { resolveInside } from '../../../electron/main/resolve-inside.ts'
import { decideRestart } from '../../../electron/main/restart-policy.ts'
import { decideBounds, readWindowState, writeWindowState } from '../../../electron/main/window-bounds.ts'

test('a core is started again three times in a minute, then not', () => {
  const first = decideRestart([], 0)
  expect(first).toEqual({ kind: 'restart', recent: [0] })
  expect(decideRestart([0, 10_000], 20_000)).toEqual({ kind: 'restart', recent: [0, 10_000, 20_000] })
  expect(decideRestart([0, 10_000, 20_000], 30_000)).toEqual({ kind: 'give-up' })
  expect(decideRestart([0, 10_000, 20_000], 60_000)).toEqual({ kind: 'restart', recent: [10_000, 20_000, 60_000] })
})

test.each([
  ['/index.html', '/d/index.html'], ['/', '/d/index.html'], ['/assets/a.js', '/d/assets/a.js'], ['/a%20b.js', '/d/a b.js'],
  ['/../package.json', null], ['/%2e%2e/package.json', null], ['/..%2f..%2fetc/passwd', null], ['/a%00.js', null], ['/%zz', null],
])('app:// serves %s as %s', (pathname, file) => {
  expect(resolveInside('/d', pathname)).toBe(file)
})

test.each([
  ['../../etc/passwd', 'passwd'], ['C:\\Windows\\x.pdf', 'x.pdf'], ['Quyết định 12.pdf', 'Quyết định 12.pdf'], ['a\u202efdp.exe', 'a_fdp.exe'],
  ['con:|?.pdf', 'con___.pdf'], ['...', 'van-ban.pdf'], ['', 'van-ban.pdf'], ['.bashrc', 'bashrc'], ['x.pdf. ', 'x.pdf'],
])('the proposal for %j is %j', (name, proposed) => {
  expect(safeFileName(name)).toBe(proposed)
})

test.each([
  ['https://a.gov.vn/x', 'https://a.gov.vn/x'], ['http://a.gov.vn', null], ['file:///etc/passwd', null], ['javascript:alert(1)', null],
  ['https://gov.vn@evil.example/', null], ['ms-settings:', null], ['no address', null],
])('%s is opened as %s', (address, opened) => {
  expect(readHttpsAddress(address)).toBe(opened)
})

test('a window opens where it was, or centred where that place is gone', () => {
  const screens = [{ x: 0, y: 0, width: 1920, height: 1040 }]
  const saved = { x: 100, y: 50, width: 1200, height: 700, maximized: false }
  expect(decideBounds(saved, screens)).toEqual({ x: 100, y: 50, width: 1200, height: 700 })
  expect(decideBounds({ ...saved, x: 2000 }, screens)).toEqual({ x: 277, y: 136, width: 1366, height: 768 })
  expect(decideBounds({ ...saved, y: -200 }, screens)).toEqual({ x: 277, y: 136, width: 1366, height: 768 })
  expect(decideBounds({ ...saved, width: 10, height: 10 }, screens)).toEqual({ x: 100, y: 50, width: 900, height: 600 })
  expect(decideBounds(null, [{ x: 0, y: 0, width: 1280, height: 700 }])).toEqual({ x: 0, y: 0, width: 1280, height: 700 })
})

test('a window state that is none is no state', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'window-'))
  const path = join(folder, 'window.json')
  const state = { x: 1, y: 2, width: 3, height: 4, maximized: true }
  writeWindowState(path, state)
  expect(await readWindowState(path)).toEqual(state)
  for (const text of ['', '{', '{"x":"1"}', '[]']) {
    writeFileSync(path, text)
    expect(await readWindowState(path)).toBeNull()
  }
  rmSync(folder, { recursive: true })
  expect(await readWindowState(path)).toBeNull()
})

test('a grant tells the window a name and a size, and the core a path', async () => {
  const grants = createGrants()
  const grant = await grants.give(import.meta.filename, 'read')
  expect(grant).toEqual({ id: grant.id, name: 'rules.test.ts', size: grant.size })
  expect(JSON.stringify(grant)).not.toContain(import.meta.dirname)
  expect(grants.resolve(grant.id)).toEqual({ path: import.meta.filename, purpose: 'read' })
  expect(() => grants.resolve('made up')).toThrow('file.grant-unknown')
  expect(() => createGrants().resolve(grant.id)).toThrow('file.grant-unknown')
})

test('the oldest of a thousand grants is forgotten first', async () => {
  const grants = createGrants()
  const first = await grants.give('/a', 'write')
  for (let i = 0; i < 1000; i++) await grants.give('/b', 'write')
  expect(() => grants.resolve(first.id)).toThrow('file.grant-unknown')
})

test('a profile is local to the PC', () => {
  expect(profileFolder('linux', {}, '/home/a')).toBe('/home/a/.local/share/lien-thong/default')
  expect(profileFolder('linux', { XDG_DATA_HOME: '/d' }, '/home/a')).toBe('/d/lien-thong/default')
  expect(profileFolder('win32', { LOCALAPPDATA: '/L', APPDATA: '/R' }, '/home/a')).toContain('/L/LienThong')
})
