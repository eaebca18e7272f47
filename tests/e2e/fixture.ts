import type { ChildProcess } from 'node:child_process'
import { test as base, type ElectronApplication, type Page } from '@playwright/test'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startProvince, writeDemoFile, type RunningProvince } from '../../build/province-process.ts'
import { lineOf } from '../helpers/ask-province.ts'
import { killTree } from '../helpers/kill-tree.ts'
import { launchElectron } from '../helpers/launch-electron.ts'

const ROOT = join(import.meta.dirname, '../..')
const SCREENSHOTS = join(ROOT, 'test-results/screenshots')

export interface Desk {
  readonly electron: ElectronApplication
  readonly page: Page
  /** Ends the app with all its processes as a power cut would: nothing is asked, nothing is closed. */
  kill(): void
}
export interface OpenDesk {
  /** False: the app knows of no demo, as against a real server. */
  readonly demo?: boolean
  /** False: the demo brings no PKCS#12 token, so only a driver of this machine can sign. */
  readonly tokenFile?: boolean
  /** True: the token with the agency's seal is plugged in beside the officer's. */
  readonly sealAtHand?: boolean
  readonly env?: Readonly<Record<string, string>>
  /** Further switches of the app. */
  readonly switches?: readonly string[]
  /** Whose desk it is, by the province's user name; by default the demo's officer. */
  readonly as?: string
}
interface Fixtures {
  readonly home: string
  readonly province: RunningProvince
  /** Starts the app on this test's province and profile; a second start finds what the first left. */
  readonly openDesk: (options?: OpenDesk) => Promise<Desk>
  readonly desk: Desk
  readonly page: Page
  /** 1366×768, the office PC, into test-results/screenshots. */
  readonly photograph: (name: string) => Promise<void>
}

/** A fresh province, profile, key and app for every test. */
export const test = base.extend<Fixtures>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the pattern
  home: async ({}, use) => {
    const home = mkdtempSync(join(tmpdir(), 'lien-thong-e2e-'))
    await use(home)
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  },
  province: [async ({ home }, use) => {
    // The seed is cached by the province itself: the first start makes three thousand papers, the others copy them.
    const province = await startProvince({ root: ROOT, dataDir: join(home, 'province'), seed: 'demo' })
    await use(province)
    await ended(province)
  }, { timeout: 180_000 }],
  openDesk: async ({ home, province }, use) => {
    const open: { readonly electron: ElectronApplication; readonly child: ChildProcess }[] = []
    const demoFile = join(home, 'demo.json')
    await use(async ({ demo = true, tokenFile = true, sealAtHand = false, env = {}, switches = [], as } = {}) => {
      const line = lineOf(province)
      const accounts = line.accounts.toSorted((a, b) => Number(b.user === as) - Number(a.user === as))
      writeDemoFile(demoFile, JSON.stringify({ ...line, accounts, sealAtHand, ...(tokenFile ? {} : { tokens: [] }) }))
      const electron = await launchElectron({
        args: [`--user-data-dir=${join(home, 'electron')}`, `--profile=${join(home, 'profile')}`, `--key-file=${join(home, 'profile.key')}`, ...switches],
        env: { ...(demo ? { LIEN_THONG_DEMO: demoFile } : {}), ...env },
      })
      const page = await electron.firstWindow()
      await page.setViewportSize({ width: 1366, height: 768 })
      // Asked for now: Playwright forgets the process of an app that has gone.
      const child = electron.process()
      open.push({ electron, child })
      return { electron, page, kill: () => { killTree(child.pid ?? 0) } }
    })
    for (const { electron, child } of open) if (child.exitCode === null && child.signalCode === null) await electron.close()
  },
  desk: async ({ openDesk }, use) => { await use(await openDesk()) },
  page: async ({ desk }, use) => { await use(desk.page) },
  photograph: async ({ page }, use) => {
    mkdirSync(SCREENSHOTS, { recursive: true })
    await use(async name => { await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) }) })
  },
})
export { expect } from '@playwright/test'

async function ended({ process: child }: RunningProvince): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise(resolve => { child.once('exit', resolve) })
  child.kill()
  await gone
}
