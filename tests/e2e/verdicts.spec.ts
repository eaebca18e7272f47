import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './fixture.ts'
import { lineOf, setNetwork, type Line } from '../helpers/ask-province.ts'
import { ready, search, settled } from './steps.ts'

const SCREENSHOTS = join(import.meta.dirname, '../../test-results/screenshots')

/** As it is and, for the pictures, in the dark too. */
async function photographBoth(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true })
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    await settled(page)
    await page.screenshot({ path: join(SCREENSHOTS, `${name}-${scheme}.png`) })
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

test('a paper that was changed after signing: told in one line, asked about before it is received, refused with the verdict as reason', async ({ page, province }) => {
  await ready(page)
  await page.getByRole('option').filter({ hasText: 'UBND xã Kỳ Sơn' }).filter({ hasText: 'nhà tạm' }).first().click()
  const line = page.locator('[data-verdict]')
  await expect(line).toHaveAttribute('data-verdict', 'invalid', { timeout: 60_000 })
  await expect(line).toContainText('Chữ ký không hợp lệ · nội dung đã bị thay đổi sau khi ký. Không nên tiếp nhận.')
  await photographBoth(page, 'verdict-invalid')
  await page.getByRole('tab', { name: /^Chữ ký/ }).click()
  await expect(page.getByText('Nội dung đã bị thay đổi sau khi ký.').first()).toBeVisible()
  await photographBoth(page, 'verdict-invalid-signatures')
  await page.getByRole('toolbar').getByRole('button', { name: 'Tiếp nhận' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('heading')).toHaveText('Chữ ký của văn bản này không hợp lệ')
  await expect(dialog.getByRole('alert')).toContainText('chữ ký không hợp lệ')
  await photographBoth(page, 'verdict-ask')
  await dialog.getByRole('button', { name: 'Từ chối tiếp nhận, nêu lý do này' }).click()
  await expect(dialog.getByRole('textbox')).toHaveValue(/^Kết quả kiểm tra chữ ký số lúc \d\d:\d\d \d\d\/\d\d\/\d{4}: chữ ký không hợp lệ\. .*Nội dung đã bị thay đổi sau khi ký\./s)
  await photographBoth(page, 'verdict-refuse')
  await dialog.getByRole('button', { name: 'Từ chối tiếp nhận' }).click()
  await expect(page.getByText('Đã từ chối tiếp nhận.')).toBeVisible()
  await page.getByRole('tab', { name: /^Diễn biến/ }).click()
  await expect(page.getByText(/Kết quả kiểm tra chữ ký số lúc/).first()).toBeVisible({ timeout: 60_000 })
  expect(province.process.exitCode).toBeNull()
})

test('what nobody can be asked about is open and says so; when the network is back it is asked about without a hand', async ({ province, openDesk }) => {
  test.setTimeout(240_000)
  const line = lineOf(province)
  for (const service of ['ocsp', 'crl']) await misbehave(line, service, 'error')
  const { page } = await openDesk()
  await ready(page)
  await page.getByRole('option').filter({ hasText: 'Sở Tài chính' }).first().click()
  const verdict = page.locator('[data-verdict]')
  await expect(verdict).toHaveAttribute('data-verdict', 'indeterminate', { timeout: 60_000 })
  await expect(verdict).toContainText('Chưa kiểm tra được thu hồi chứng thư số; sẽ kiểm tra lại khi có mạng.')
  await page.getByRole('tab', { name: /^Chữ ký/ }).click()
  await expect(page.getByText('Chưa kiểm tra được thu hồi. Sẽ kiểm tra lại khi có mạng.').first()).toBeVisible()
  await photographBoth(page, 'verdict-open-signatures')
  for (const service of ['ocsp', 'crl']) await misbehave(line, service, null)
  await setNetwork(line, true)
  await expect(page.getByText('Ngoại tuyến').first()).toBeVisible({ timeout: 60_000 })
  await setNetwork(line, false)
  await expect(verdict).toHaveAttribute('data-verdict', 'valid', { timeout: 90_000 })
  await expect(page.getByText(/Chưa bị thu hồi: (OCSP|CRL) lúc/).first()).toBeVisible()
  await photographBoth(page, 'verdict-valid-signatures')
})

test('what was done to a paper after it was signed is told in words, and seen beside what was signed', async ({ page }) => {
  await ready(page)
  await search(page, 'phê duyệt Danh mục hồ sơ xã Ngọc Lũ')
  await page.getByRole('dialog').getByRole('option').filter({ hasText: 'Ngọc Lũ' }).first().click()
  await expect(page.locator('[data-verdict]')).not.toHaveAttribute('data-verdict', 'waiting', { timeout: 60_000 })
  await page.getByRole('tab', { name: /^Chữ ký/ }).click()
  await page.getByRole('button', { name: 'So với bản đã ký' }).last().click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('region', { name: 'Tệp hiện nay' }).frameLocator('iframe').locator('canvas').first()).toBeVisible({ timeout: 60_000 })
  await expect(dialog.getByRole('region', { name: /đã ký$/ }).frameLocator('iframe').locator('canvas').first()).toBeVisible({ timeout: 60_000 })
  await photographBoth(page, 'verdict-compare')
  await dialog.getByRole('button', { name: 'Đóng' }).last().click()
  await page.getByRole('button', { name: 'Lưu kết quả kiểm tra' }).click()
  await expect(page.getByRole('menuitem', { name: 'Tệp PDF để lưu hồ sơ' })).toBeVisible()
  await photographBoth(page, 'verdict-changed-signatures')
})

async function misbehave(line: Line, service: string, fault: string | null): Promise<void> {
  const answer = await fetch(new URL('/demo/authority', line.url), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ service, fault }) })
  expect(answer.ok).toBe(true)
}
