/** The checklist of security.md, read off the shell's own sources and the package's config: one test each. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { PDF_POLICY, WINDOW_POLICY } from '../../../electron/main/policies.ts'

const ROOT = join(import.meta.dirname, '../../..')
const SHELL = join(ROOT, 'electron/main')
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
const sources = readdirSync(SHELL).map(name => ({ name, text: readFileSync(join(SHELL, name), 'utf8') }))
const filesWith = (what: RegExp): string[] => sources.filter(({ text }) => what.test(text)).map(({ name }) => name)
const everything = [...sources.map(({ text }) => text), read('electron/preload.ts')].join('\n')

test('pages are sandboxed, isolated, without Node, with web security', () => {
  const { text } = sources.find(({ name }) => name === 'window.ts') ?? { text: '' }
  for (const setting of ['sandbox: true', 'contextIsolation: true', 'nodeIntegration: false', 'webSecurity: true', 'webviewTag: false']) expect(text).toContain(setting)
})

test('one file makes windows', () => {
  expect(filesWith(/new BrowserWindow\(|new WebContentsView\(|new BrowserView\(/)).toEqual(['window.ts'])
})

test('new windows, navigation and guest pages are denied for every page', () => {
  const { text } = sources.find(({ name }) => name === 'harden.ts') ?? { text: '' }
  expect(text).toContain("app.on('web-contents-created'")
  expect(text).toContain("setWindowOpenHandler(() => ({ action: 'deny' }))")
  for (const event of ['will-navigate', 'will-redirect', 'will-attach-webview']) expect(text).toContain(`contents.on('${event}', event => event.preventDefault())`)
  expect(read('electron/main/main.ts')).toContain('hardenEveryPage()')
})

test('permissions are denied, asked and unasked', () => {
  const { text } = sources.find(({ name }) => name === 'harden.ts') ?? { text: '' }
  expect(text).toContain('setPermissionRequestHandler((_contents, _permission, answer) => answer(false))')
  expect(text).toContain('setPermissionCheckHandler(() => false)')
  expect(text).toContain('setDevicePermissionHandler(() => false)')
  expect(read('electron/main/main.ts')).toContain('denyPermissions(session.defaultSession)')
})

test('the policies are sent as a header of every answer and allow what ui.md names', () => {
  expect(read('electron/main/static-files.ts')).toContain("'content-security-policy'")
  expect(WINDOW_POLICY).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; frame-src app:\/\/pdf; frame-ancestors 'none'/)
  expect(PDF_POLICY).toContain("script-src 'self' 'wasm-unsafe-eval'")
  for (const policy of [WINDOW_POLICY, PDF_POLICY]) {
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/)
    expect(policy).toContain("base-uri 'none'; form-action 'none'; object-src 'none'")
  }
})

test('what pages say is heard in one file, which checks frame and origin', () => {
  expect(filesWith(/ipcMain\.(on|once|handle|handleOnce)\(/)).toEqual(['page-requests.ts'])
  expect(read('electron/main/page-requests.ts')).toContain('senderFrame !== sender.mainFrame || senderFrame.origin !== WINDOW_ORIGIN')
})

test('shell.openExternal is called once, for https, after the question', () => {
  expect(filesWith(/shell\.openExternal\(/)).toEqual(['dialogs.ts'])
  expect(everything).not.toMatch(/openPath|showItemInFolder/)
  const { text } = sources.find(({ name }) => name === 'dialogs.ts') ?? { text: '' }
  expect(text.indexOf('readHttpsAddress(address)')).toBeLessThan(text.indexOf('showMessageBox'))
  expect(text.indexOf('showMessageBox')).toBeLessThan(text.indexOf('shell.openExternal(url)'))
})

test('the keychain is used only where it is one', () => {
  expect(filesWith(/encryptString|decryptString/)).toEqual(['keychain.ts'])
  expect(read('electron/main/keychain.ts')).toContain("!== 'basic_text'")
  expect(everything).not.toContain('setUsePlainTextEncryption')
})

test('every fuse is named in the package, with its safe value', () => {
  const fuses = Object.fromEntries([...read('build/electron-builder.yml').matchAll(/^ {2}(\w+): (true|false)$/gm)].map(match => [match[1], match[2]]))
  expect(fuses).toMatchObject({
    runAsNode: 'false', enableCookieEncryption: 'true', enableNodeOptionsEnvironmentVariable: 'false', enableNodeCliInspectArguments: 'false',
    enableEmbeddedAsarIntegrityValidation: 'true', onlyLoadAppFromAsar: 'true', loadBrowserProcessSpecificV8Snapshot: 'false', grantFileProtocolExtraPrivileges: 'false',
  })
  const known = [...readFileSync(join(ROOT, 'node_modules/@electron/fuses/dist/config.d.ts'), 'utf8').matchAll(/^ {4}(\w+) = \d/gm)].map(match => match[1] ?? '')
  const named = Object.keys(fuses).map(name => name.toLowerCase())
  expect(known.filter(name => !named.includes(name.toLowerCase()))).toEqual([])
})

test('no crash reports: they hold memory, and memory holds documents', () => {
  expect(everything).not.toContain('crashReporter')
})

test('the window sees no path: grants go out with id, name and size alone', () => {
  expect(read('shared/contract/shell.ts')).toContain('Grant = z.strictObject({ id: z.string().min(1).max(64), name: z.string(), size: z.number().nullable() })')
})

test('utility processes are made in the shell alone, by the files that keep them', () => {
  expect(filesWith(/utilityProcess\.fork\(/).toSorted()).toEqual(['command-line.ts', 'core-supervisor.ts', 'token-processes.ts'])
})

test('the PIN goes from port to port: the shell never listens on one', () => {
  for (const name of ['desk.ts', 'core-questions.ts', 'token-processes.ts']) expect(read(`electron/main/${name}`)).not.toMatch(/port[12]?\.on\(|\.start\(\)/)
})

test('arguments are decided before anything else is done', () => {
  const text = read('electron/main/main.ts')
  expect(text.indexOf('decideArguments(')).toBeLessThan(text.indexOf('requestSingleInstanceLock'))
  expect(text.indexOf('decideArguments(')).toBeLessThan(text.indexOf('whenReady'))
})
