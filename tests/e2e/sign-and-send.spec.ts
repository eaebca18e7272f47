import { expect, test } from './fixture.ts'

test('a document is signed with the demo token and sent: the PIN goes over its own road', async ({ page, photograph }) => {
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
})
