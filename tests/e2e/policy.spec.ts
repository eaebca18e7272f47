import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { lineOf } from '../helpers/ask-province.ts'
import { violations } from './axe.ts'
import { expect, test } from './fixture.ts'
import { goTo, ready, settled } from './steps.ts'

async function photograph(page: Page, name: string): Promise<void> {
  mkdirSync('test-results/screenshots', { recursive: true })
  await settled(page)
  await page.screenshot({ path: `test-results/screenshots/${name}.png` })
  expect(await violations(page)).toEqual([])
}

async function openSigningSettings(page: Page): Promise<void> {
  await goTo(page, /^Cài đặt/)
  await page.getByRole('tab', { name: 'Ký số' }).click()
}

test('a policy file: what it decides is shown as locked, its one mistake is told with key and line; without it the officer sets servers and quotas', async ({ openDesk, home }) => {
  test.setTimeout(180_000)
  const policy = join(home, 'policy.json')
  writeFileSync(policy, `{
  "version": 1,
  "timestamps": {
    "servers": [ { "url": "http://tsa.ca.gov.vn", "quota": { "requests": 500, "perHours": 24 } } ],
    "sendbefore": true,
    "sendBefore": false
  },
  "signService": false
}`, { mode: 0o644 })
  const first = await openDesk({ switches: [`--policy=${policy}`] })
  await ready(first.page)
  await expect(first.page.getByText(/Tệp chính sách của quản trị có chỗ sai ở dòng 5 \(khóa timestamps\.sendbefore\)/)).toBeVisible({ timeout: 60_000 })
  await photograph(first.page, 'policy-mistake')
  await openSigningSettings(first.page)
  const dialog = first.page.getByRole('dialog')
  await expect(dialog.getByText('500 yêu cầu mỗi ngày')).toBeVisible()
  await expect(dialog.getByText('Do quản trị đặt')).toHaveCount(3)
  await expect(dialog.getByLabel(/^Máy chủ cấp dấu thời gian/)).not.toBeEditable()
  await expect(dialog.getByRole('radio', { name: 'Chờ rồi gửi' })).toBeChecked()
  await expect(dialog.getByRole('button', { name: 'Dùng VGCA Sign Service' })).toHaveCount(0)
  await dialog.getByText('Vẫn gửi').click()
  await expect(dialog.getByRole('radio', { name: 'Chờ rồi gửi' })).toBeChecked()
  await dialog.getByText('Khi chưa có dấu thời gian').scrollIntoViewIfNeeded()
  await photograph(first.page, 'policy-locked')
  await first.electron.close()

  const second = await openDesk()
  await ready(second.page)
  await openSigningSettings(second.page)
  const own = second.page.getByRole('dialog')
  await expect(own.getByText('Do quản trị đặt')).toHaveCount(0)
  await own.getByLabel(/^Máy chủ cấp dấu thời gian/).fill('http://tsa.ca.gov.vn\nhttps://tsa.tinh.example/tsr')
  await own.getByLabel('Hạn mức của tsa.ca.gov.vn').fill('không')
  await expect(own.getByText('Hạn mức là một số từ 1 trở lên')).toBeVisible()
  await own.getByLabel('Hạn mức của tsa.ca.gov.vn').fill('1.200')
  await own.getByText('Địa chỉ thay thế').scrollIntoViewIfNeeded()
  await photograph(second.page, 'tsa-quota')
  await own.getByRole('button', { name: 'Lưu', exact: true }).click()
  await expect(own.getByRole('button', { name: 'Lưu', exact: true })).toHaveCount(0)
  await second.page.keyboard.press('Escape')
  await openSigningSettings(second.page)
  await expect(own.getByLabel('Hạn mức của tsa.ca.gov.vn')).toHaveValue('1200')
})

test('a policy names the server: the officer types name and password alone', async ({ openDesk, province, home }) => {
  test.setTimeout(120_000)
  const { url, accounts: [account] } = lineOf(province)
  const policy = join(home, 'policy.json')
  writeFileSync(policy, JSON.stringify({ version: 1, server: { url } }), { mode: 0o644 })
  const { page } = await openDesk({ demo: false, switches: [`--policy=${policy}`] })
  const server = page.getByLabel(/^Địa chỉ máy chủ/)
  await expect(server).toHaveValue(url)
  await expect(server).not.toBeEditable()
  await photograph(page, 'policy-server')
  await page.getByLabel('Tên đăng nhập').fill(account?.user ?? '')
  await page.getByLabel('Mật khẩu').fill(account?.password ?? '')
  await page.getByRole('button', { name: 'Kết nối' }).click()
  await expect(page.getByRole('dialog', { name: 'Mã khôi phục' })).toBeVisible({ timeout: 60_000 })
})
