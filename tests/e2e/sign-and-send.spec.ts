import { documentAt, lineOf } from '../helpers/ask-province.ts'
import { expect, test } from './fixture.ts'
import { enterPin, PIN } from './steps.ts'

test('a document is signed with the demo token, numbered by the province, sealed with the agency\'s token and sent: the PIN goes over its own road', async ({ page, province, photograph }) => {
  test.setTimeout(240_000)
  await page.getByText('118/CĐ-UBND').first().waitFor()
  await page.getByRole('button', { name: /^Chờ ký/ }).click()
  await page.getByRole('option').first().click()
  await page.getByRole('button', { name: 'Ký', exact: true }).or(page.getByRole('button', { name: 'Ký và gửi' })).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.locator('input[type=password]').fill('123456')
  await photograph('sign')
  await dialog.getByRole('button', { name: /^Ký/ }).click()
  await expect(page.getByText('Đã ký duyệt.')).toBeVisible({ timeout: 20_000 })
  await expect(page.frameLocator('iframe').locator('canvas').first()).toBeVisible({ timeout: 15_000 })
  await photograph('signed')
  const call = page.getByRole('region', { name: 'Thông báo' })
  await expect(call.getByText(/Văn bản đã có số \d+\/BC-SNV/)).toBeVisible({ timeout: 90_000 })
  await photograph('has-number')
  await call.getByRole('button', { name: 'Ký số cơ quan', exact: true }).click()
  const { number } = await documentAt(lineOf(province), 'D-sign-3')
  await expect(dialog.getByRole('img', { name: `Sẽ in: ${number}`, exact: true })).toBeAttached({ timeout: 60_000 })
  await expect(dialog.getByRole('radio', { name: /Sở Nội vụ tỉnh Hà Châu/ })).toBeChecked()
  await photograph('seal-own')
  await enterPin(page, PIN)
  await expect.poll(async () => (await documentAt(lineOf(province), 'D-sign-3')).state, { timeout: 90_000 }).toBe('dispatched')
})
