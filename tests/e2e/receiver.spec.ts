import { documentAt, lineOf } from '../helpers/ask-province.ts'
import { expect, test } from './fixture.ts'
import { enterPin, goTo, openSigning, PIN, ready } from './steps.ts'

test('what was sent arrives at the receiving agency, is received there, and the sender sees it', async ({ desk, page, province }) => {
  test.setTimeout(300_000)
  await ready(page)
  const [receiver] = await Promise.all([desk.electron.waitForEvent('window'), page.getByRole('button', { name: 'Mở phía nơi nhận' }).click()])
  await receiver.setViewportSize({ width: 1366, height: 768 })
  await expect(receiver.getByRole('option').first()).toBeVisible({ timeout: 60_000 })
  await openSigning(page)
  await enterPin(page, PIN)
  const subject = receiver.getByRole('option').filter({ hasText: 'Chờ tiếp nhận' }).filter({ hasText: 'Báo cáo công tác văn thư' }).first()
  await expect(subject).toBeVisible({ timeout: 60_000 })
  await subject.click()
  await expect(receiver.getByText('Chữ ký hợp lệ').first()).toBeVisible({ timeout: 30_000 })
  await receiver.screenshot({ path: 'test-results/screenshots/receiver.png' })
  await receiver.getByRole('button', { name: 'Tiếp nhận' }).first().click()
  await expect.poll(async () => (await documentAt(lineOf(province), 'D-sign-3')).statuses.map(status => status.code), { timeout: 60_000 }).toContain('03')
  await goTo(page, /^Văn bản đi/)
  await page.getByRole('option').filter({ hasText: 'Báo cáo công tác văn thư' }).first().click()
  await page.getByRole('tab', { name: /Diễn biến/ }).click()
  await expect(page.getByText(/Đã tiếp nhận/).first()).toBeVisible({ timeout: 30_000 })
  await page.screenshot({ path: 'test-results/screenshots/history.png' })
})
