import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { documentAt, lineOf } from '../helpers/ask-province.ts'
import { hasCompiler, makeFaultyModule, type FaultyModule } from '../helpers/faulty-module.ts'
import { readPkcs12 } from '../helpers/read-pkcs12.ts'
import { followersInMemory, mayScanMemory } from '../helpers/scan-memory.ts'
import { makeSoftHsm, softHsmModule, type SoftHsm } from '../helpers/softhsm.ts'
import { violations } from './axe.ts'
import { expect, test as base } from './fixture.ts'
import { enterPin, openSigning, ready } from './steps.ts'

/** Stands nowhere by chance, so that it can be looked for in the memory of the app's processes. */
const PIN = 'Mã-7Qx9vK2m'

interface Card { readonly hsm: SoftHsm; readonly driver: FaultyModule; readonly env: Readonly<Record<string, string>> }

const test = base.extend<{ readonly card: Card }>({
  // The demo officer's key on a card whose driver p11-kit names, and which does what the test says.
  card: async ({ province, home }, use) => {
    test.skip(softHsmModule() === null || !hasCompiler(), 'SoftHSM2, OpenSC and a C compiler are not all installed')
    const [file] = lineOf(province).tokens
    const hsm = makeSoftHsm([readPkcs12(file?.p12 ?? '', file?.pin ?? '')], { label: 'Minh Anh', pin: PIN })
    const driver = makeFaultyModule(hsm)
    const folder = join(home, '.config/pkcs11/modules')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'card.module'), `module: ${driver.module}\n`)
    const { SOFTHSM2_CONF: _ofTheProxyAlone, ...env } = driver.env
    await use({ hsm, driver, env: { ...env, HOME: home } })
    hsm.remove()
  },
})

const photograph = (page: Page, name: string) => page.screenshot({ path: join(import.meta.dirname, `../../test-results/screenshots/${name}.png`) })
const dialogOf = (page: Page) => page.getByRole('dialog')

test('a card with a PIN pad is plugged in while the desk is open: seen by itself, and the dialog says where to type', async ({ openDesk, province, card }) => {
  test.setTimeout(180_000)
  card.driver.set({ gone: true, pinPad: true })
  const { page } = await openDesk({ tokenFile: false, env: card.env })
  await ready(page)
  await expect(page.getByRole('button', { name: /Thiết bị ký số.*Chưa cắm/s })).toBeVisible({ timeout: 60_000 })
  card.driver.set({ pinPad: true, delay: { C_Login: 8000 } })
  await expect(page.getByRole('button', { name: /Thiết bị ký số.*Đã sẵn sàng/s })).toBeVisible({ timeout: 60_000 })
  await openSigning(page)
  await dialogOf(page).getByRole('button', { name: 'Ký và gửi' }).click()
  await expect(dialogOf(page).getByText('Nhập mã PIN trên bàn phím của đầu đọc thẻ (Minh Anh)', { exact: false })).toBeVisible({ timeout: 20_000 })
  await photograph(page, 'card-pad')
  expect(await violations(page)).toEqual([])
  await expect(dialogOf(page)).toBeHidden({ timeout: 60_000 })
  await expect.poll(async () => (await documentAt(lineOf(province), 'D-sign-3')).state, { timeout: 60_000 }).toBe('dispatched')
})

test('a key that asks at each signature says so and takes the PIN again; afterwards the PIN is in no process that signed, nor in any file', async ({ openDesk, card, home }) => {
  test.setTimeout(180_000)
  card.driver.set({ always: true })
  const { page, electron } = await openDesk({ tokenFile: false, env: card.env })
  await ready(page)
  await openSigning(page)
  await enterPin(page, PIN)
  await expect(dialogOf(page).getByText(/Khóa này hỏi mã PIN cho từng chữ ký/)).toBeVisible({ timeout: 60_000 })
  await photograph(page, 'card-asks-again')
  await dialogOf(page).locator('input[type=password]').fill(PIN)
  await dialogOf(page).getByRole('button', { name: 'Tiếp tục ký' }).click()
  await expect(dialogOf(page)).toBeHidden({ timeout: 60_000 })
  const found = nodeProcessesOf(electron.process().pid ?? 0).filter(({ command }) => /dist\/(core|token)\.js|utility/.test(command) && !/--type=/.test(command))
  expect(found.length).toBeGreaterThanOrEqual(2)
  if (mayScanMemory(found[0]?.pid ?? 0)) for (const { pid, command } of found) expect({ command, secrets: followersInMemory(pid, PIN.slice(3)) }).toEqual({ command, secrets: [] })
  expect(filesWith(join(home, 'profile'), PIN)).toEqual([])
})

test('the PIN is changed in the settings: the old one opens nothing any more', async ({ openDesk, card }) => {
  test.setTimeout(180_000)
  const { page } = await openDesk({ tokenFile: false, env: card.env })
  await ready(page)
  await page.getByRole('button', { name: 'Cài đặt' }).first().click()
  await dialogOf(page).getByRole('tab', { name: 'Ký số' }).click()
  await dialogOf(page).getByRole('button', { name: 'Đổi mã PIN…' }).click({ timeout: 60_000 })
  await dialogOf(page).getByLabel('Mã PIN hiện tại').fill(PIN)
  await dialogOf(page).getByLabel('Mã PIN mới', { exact: true }).fill('97531864')
  await dialogOf(page).getByLabel('Nhập lại mã PIN mới').fill('97531865')
  await expect(dialogOf(page).getByText('Hai lần nhập mã PIN mới chưa giống nhau.')).toBeVisible()
  await photograph(page, 'card-change-pin')
  expect(await violations(page)).toEqual([])
  await dialogOf(page).getByLabel('Nhập lại mã PIN mới').fill('97531864')
  await dialogOf(page).getByRole('button', { name: 'Đổi mã PIN', exact: true }).click()
  await expect(dialogOf(page).getByText('Đã đổi mã PIN. Từ nay dùng mã PIN mới.')).toBeVisible({ timeout: 60_000 })
  await page.keyboard.press('Escape')
  await openSigning(page)
  await enterPin(page, PIN)
  await expect(dialogOf(page).getByText(/Mã PIN chưa đúng/).first()).toBeVisible({ timeout: 60_000 })
  await enterPin(page, '97531864')
  await expect(dialogOf(page)).toBeHidden({ timeout: 60_000 })
})

test('each wrong PIN is told with how near the lock is; a locked card is not asked, and the paper stays', async ({ openDesk, province, card }) => {
  test.setTimeout(180_000)
  const { page } = await openDesk({ tokenFile: false, env: card.env })
  await ready(page)
  await openSigning(page)
  const dialog = dialogOf(page)
  await enterPin(page, '00000000')
  await expect(dialog.getByText('Đã có lần nhập sai. Nhập sai nhiều lần, thiết bị sẽ bị khóa.')).toBeVisible({ timeout: 60_000 })
  await enterPin(page, '11111111')
  await expect(dialog.getByText('Chỉ còn 1 lần thử. Nhập sai nữa, thiết bị sẽ bị khóa.').first()).toBeVisible({ timeout: 60_000 })
  await photograph(page, 'card-final-try')
  expect(await violations(page)).toEqual([])
  await enterPin(page, '22222222')
  await expect(dialog.getByText('Thiết bị đã bị khóa mã PIN.').first()).toBeVisible({ timeout: 60_000 })
  await expect(dialog.locator('input[type=password]')).toHaveCount(0)
  expect((await documentAt(lineOf(province), 'D-sign-3')).state).toBe('submitted')
})

interface Running { readonly pid: number; readonly command: string }

function nodeProcessesOf(root: number): Running[] {
  const parents = new Map(readdirSync('/proc').filter(name => /^\d+$/.test(name)).flatMap(name => {
    try {
      return [[Number(name), Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1])] as const]
    } catch {
      return [] // it has ended since it was listed
    }
  }))
  const isUnder = (pid: number): boolean => pid === root || (parents.has(pid) && parents.get(pid) !== 0 && isUnder(parents.get(pid)!))
  return [...parents.keys()].filter(isUnder).map(pid => ({ pid, command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') }))
}

function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter(each => each.isFile()).map(each => join(each.parentPath, each.name)).filter(path => readFileSync(path).includes(text))
}
