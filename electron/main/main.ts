/** The shell: it opens windows, starts the other processes and brokers their ports. It knows no document. */
import { app, BrowserWindow, Menu, nativeTheme, powerMonitor, session } from 'electron'
import { join } from 'node:path'
import type { CoreOptions } from '../../shared/contract/core-process.ts'
import { shellText } from '../../shared/text/shell.ts'
import { decideArguments, type StartArguments } from './arguments.ts'
import { runCommand } from './command-line.ts'
import { createDesks, type DeskName, type Desks } from './desks.ts'
import { denyPermissions, hardenEveryPage } from './harden.ts'
import { isKeychainThere } from './keychain.ts'
import { buildMenu } from './menu.ts'
import { listenToPages } from './page-requests.ts'
import { policyFile, policyTrustFolder, profileFolder } from './places.ts'
import { answerShell, type ShellState } from './shell-requests.ts'
import { registerAppScheme, serveStaticFiles } from './static-files.ts'
import { recolourTitleBar } from './window.ts'

const DIST = import.meta.dirname
const files = { core: join(DIST, 'core.js'), token: join(DIST, 'token.js'), cli: join(DIST, 'cli.js'), preload: join(DIST, 'preload.cjs') }

// In the development tree the first word after Electron's own is the app's folder.
const decision = decideArguments(process.argv.slice(app.isPackaged ? 1 : 2), Object.keys(process.env), app.isPackaged)
if (decision.kind === 'refused') {
  console.error(`Liên Thông: ${decision.what}: refused`)
  app.exit(2)
} else if (decision.start.cli !== null) void runCommand(files.cli, decision.start.cli)
else startWindows(decision.start)

function startWindows(start: StartArguments): void {
  if (!app.requestSingleInstanceLock()) return app.quit()
  registerAppScheme()
  hardenEveryPage()
  // What brings a demo exists in the development tree alone.
  const demoFile = app.isPackaged ? undefined : process.env['LIEN_THONG_DEMO']
  const state: ShellState = { language: start.language ?? 'vi' }
  const desks = createDesks({
    files, now: Date.now,
    titleOf: which => which === 'officer' ? 'Liên Thông' : shellText(state.language).receiverTitle,
    optionsOf: which => coreOptions({ start, demoFile, which, language: state.language }),
  })
  function rebuildMenu(): void {
    Menu.setApplicationMenu(buildMenu(shellText(state.language), item => {
      const focused = BrowserWindow.getFocusedWindow()
      const desk = focused === null ? desks.all()[0] : desks.of(focused)
      desk?.tellPage('shell.menu-chosen', { item })
    }))
  }
  listenToPages({
    onHello: window => desks.of(window)?.pageLoaded(),
    onRequest: async (window, name, input) => {
      const desk = desks.of(window)
      if (desk === undefined) return { ok: false, problem: { code: 'request.malformed', facts: {} } }
      return answerShell(name, input, {
        window, grants: desk.grants, desk: desk.options.demoDesk ?? 'officer', demo: demoFile !== undefined, state, rebuildMenu, openReceiver: () => desks.show('receiver'),
      })
    },
  })
  app.on('second-instance', () => void desks.show('officer'))
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', event => {
    // Cores close their databases first; then the process may go.
    event.preventDefault()
    void desks.stop().finally(() => app.exit(0))
  })
  void app.whenReady().then(() => ready(desks, rebuildMenu))
}

async function ready(desks: Desks, rebuildMenu: () => void): Promise<void> {
  denyPermissions(session.defaultSession)
  serveStaticFiles(session.defaultSession, DIST)
  const woke = (): void => { for (const desk of desks.all()) desk.woke() }
  powerMonitor.on('resume', woke)
  powerMonitor.on('unlock-screen', woke)
  nativeTheme.on('updated', () => { for (const { window } of desks.all()) recolourTitleBar(window) })
  rebuildMenu()
  await desks.open('officer')
}

interface OptionsInputs { readonly start: StartArguments; readonly demoFile: string | undefined; readonly which: DeskName; readonly language: 'vi' | 'en' }

function coreOptions({ start, demoFile, which, language }: OptionsInputs): CoreOptions {
  const profileDir = start.profileDir ?? profileFolder(process.platform, process.env, app.getPath('home'))
  return {
    // The receiving agency of the demo is another person: nothing is shared, not even the folder.
    profileDir: which === 'officer' ? profileDir : `${profileDir}-receiver`,
    keychain: isKeychainThere(), language, demoDesk: which,
    trustDirs: start.trustDirs.length > 0 ? [...start.trustDirs] : [policyTrustFolder(process.platform, process.env)],
    policyFile: start.policyFile ?? policyFile(process.platform, process.env),
    ...(start.keyFile === null ? {} : { keyFile: start.keyFile }),
    ...(demoFile === undefined ? {} : { demoFile }),
    ...(start.serverCa === null ? {} : { serverCa: start.serverCa }),
  }
}
