import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { lineOf } from '../helpers/ask-province.ts'
import { violations } from './axe.ts'
import { expect, test } from './fixture.ts'
import { goTo, settled } from './steps.ts'

async function photograph(page: Page, name: string): Promise<void> {
  mkdirSync('test-results/screenshots', { recursive: true })
  await settled(page)
  await page.screenshot({ path: `test-results/screenshots/${name}.png` })
  expect(await violations(page)).toEqual([])
}

test('the recovery code is offered at the first sign-in, opens the data when the machine has lost its key, and can be made anew', async ({ openDesk, province, home }) => {
  test.setTimeout(180_000)
  const { url, accounts: [account] } = lineOf(province)
  const first = await openDesk({ demo: false })
  await first.page.getByLabel('Địa chỉ máy chủ').fill(url)
  await first.page.getByLabel('Tên đăng nhập').fill(account?.user ?? '')
  await first.page.getByLabel('Mật khẩu').fill(account?.password ?? '')
  await first.page.getByRole('button', { name: 'Kết nối' }).click()
  const dialog = first.page.getByRole('dialog', { name: 'Mã khôi phục' })
  await dialog.getByRole('button', { name: 'Tạo mã khôi phục' }).click({ timeout: 60_000 })
  const code = (await dialog.getByRole('status', { name: 'Mã khôi phục' }).textContent()) ?? ''
  expect(code).toMatch(/^([0-9A-Z]{5}-){4}[0-9A-Z]{5}$/)
  await photograph(first.page, 'recovery-code')
  await dialog.getByRole('button', { name: 'Xong' }).click()
  await expect(first.page.getByText('118/CĐ-UBND').first()).toBeVisible({ timeout: 60_000 })
  await first.electron.close()

  rmSync(join(home, 'profile.key'))
  const second = await openDesk({ demo: false })
  const form = second.page.getByRole('form', { name: 'Nhập mã khôi phục' })
  await expect(form).toBeVisible({ timeout: 60_000 })
  await form.getByLabel('Mã khôi phục').fill('AAAAA-AAAAA-AAAAA-AAAAA-AAAAA')
  await form.getByRole('button', { name: 'Mở dữ liệu' }).click()
  await expect(form.getByText('Mã khôi phục chưa đúng.')).toBeVisible({ timeout: 60_000 })
  await photograph(second.page, 'recovery-wrong')
  await form.getByLabel('Mã khôi phục').fill(code.toLowerCase().replaceAll('-', ' '))
  await form.getByRole('button', { name: 'Mở dữ liệu' }).click()
  await expect(second.page.getByText('118/CĐ-UBND').first()).toBeVisible({ timeout: 60_000 })
  expect(existsSync(join(home, 'profile.key'))).toBe(true)
  await goTo(second.page, /^Cài đặt/)
  await expect(second.page.getByRole('button', { name: 'Tạo mã mới, bỏ mã cũ' })).toBeVisible()
  await second.page.getByRole('button', { name: 'Tạo mã mới, bỏ mã cũ' }).scrollIntoViewIfNeeded()
  await photograph(second.page, 'recovery-settings')
  await second.electron.close()

  const third = await openDesk({ demo: false })
  await expect(third.page.getByText('118/CĐ-UBND').first()).toBeVisible({ timeout: 60_000 })
})
