import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lineOf } from '../helpers/ask-province.ts'
import { killCore } from '../helpers/core-process.ts'
import { startProxy } from '../helpers/tampering-proxy.ts'
import { problemText } from '../../shared/text/problem.ts'
import type { ProblemCode } from '../../shared/problem.ts'
import { expect, test } from './fixture.ts'
import { goTo, ready } from './steps.ts'

/** The catalogue's words: never a code. */
const words = (code: ProblemCode) => problemText({ code, facts: {} }, 'vi').title

test('the core is killed while somebody writes: the window says so, goes on by itself, and not a word is lost; one that keeps dying is told', async ({ desk, photograph }) => {
  test.setTimeout(240_000)
  const { page } = desk
  await ready(page)
  await page.getByRole('option', { name: /2491\/UBND-NC/ }).first().click()
  await expect(page.frameLocator('iframe').locator('canvas').first()).toBeVisible({ timeout: 20_000 })
  await page.getByRole('button', { name: 'Soạn trả lời' }).click()
  const subject = page.getByLabel('Trích yếu')
  await subject.fill('Báo cáo viết trước khi')
  await killCore(desk.electron)
  await subject.pressSequentially(' và sau khi mất điện')
  await expect(page.getByText(words('core.restarted')).first()).toBeVisible({ timeout: 20_000 })
  await photograph('core-restarted')
  await expect(page.getByText(/^Đã lưu .* trên máy này$/)).toBeVisible({ timeout: 30_000 })
  await page.keyboard.press('Escape')
  await goTo(page, /^Dự thảo/)
  await page.getByRole('option', { name: /Báo cáo viết trước khi và sau khi mất điện/ }).click()
  await page.getByRole('button', { name: 'Sửa dự thảo' }).click()
  await expect(subject).toHaveValue('Báo cáo viết trước khi và sau khi mất điện')
  await page.keyboard.press('Escape')
  await goTo(page, /^Văn bản đến/)
  // The fourth time within a minute is one too many.
  await expect(async () => {
    await killCore(desk.electron)
    await expect(page.getByText(/^Phần xử lý không khởi động được/)).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 60_000 })
  await photograph('core-keeps-failing')
})

test('a password that was changed, another site in between, a key that is missing: each in words, each with its way on', async ({ openDesk, province, home }) => {
  test.setTimeout(240_000)
  const proxy = await startProxy(lineOf(province).url)
  const [account] = lineOf(province).accounts
  const first = await openDesk({ demo: false })
  const { page } = first
  const connect = page.getByRole('button', { name: 'Kết nối' })
  await page.getByLabel('Địa chỉ máy chủ').fill(proxy.url)
  await page.getByLabel('Tên đăng nhập').fill(account?.user ?? '')
  await page.getByLabel('Mật khẩu').fill(account?.password ?? '')
  proxy.setWeather('other-site')
  await connect.click()
  await expect(page.getByRole('alert').getByText(words('province.not-jmap'))).toBeVisible({ timeout: 20_000 })
  proxy.setWeather('fair')
  await connect.click()
  await page.getByRole('dialog', { name: 'Mã khôi phục' }).getByRole('button', { name: 'Xong' }).click({ timeout: 60_000 })
  await ready(page)

  proxy.setWeather('refuses')
  const band = page.getByRole('status').filter({ hasText: words('province.wrong-password') })
  await expect(band).toBeVisible({ timeout: 60_000 })
  await band.getByRole('button', { name: 'Đăng nhập lại' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Mật khẩu').fill('mật khẩu cũ')
  await dialog.getByRole('button', { name: 'Đăng nhập lại' }).click()
  await expect(dialog.getByRole('alert').getByText(words('province.wrong-password'))).toBeVisible()
  await page.screenshot({ path: 'test-results/screenshots/password-refused.png' })
  proxy.setWeather('fair')
  await dialog.getByLabel('Mật khẩu').fill(account?.password ?? '')
  await dialog.getByRole('button', { name: 'Đăng nhập lại' }).click()
  await expect(dialog.getByLabel('Mật khẩu')).toBeHidden({ timeout: 20_000 })
  await expect(band).toBeHidden()

  first.kill()
  const keyFile = join(home, 'profile.key')
  const key = readFileSync(keyFile)
  writeFileSync(keyFile, `${Buffer.alloc(32, 1).toString('base64url')}\n`)
  const second = await openDesk({ demo: false })
  await expect(second.page.getByRole('alert').getByText(words('store.wrong-key'))).toBeVisible({ timeout: 20_000 })
  await second.page.screenshot({ path: 'test-results/screenshots/wrong-key.png' })
  writeFileSync(keyFile, key)
  await second.page.getByRole('button', { name: 'Thử lại' }).click()
  await expect(second.page.getByText('118/CĐ-UBND').first()).toBeVisible({ timeout: 20_000 })
  await proxy.stop()
})
