import { expect, test } from './fixture.ts'
import { search } from './steps.ts'

test('the first minute: a signed-in officer with new mail and documents waiting for a signature', async ({ page, photograph }) => {
  await expect(page.getByRole('button', { name: /Cắt mạng/ })).toBeVisible()
  await expect(page.getByText('118/CĐ-UBND').first()).toBeVisible()
  await photograph('desk')
})

test('a document is opened and its paper is drawn in the frame of its own origin', async ({ page, photograph }) => {
  await page.getByText('Công điện về chủ động ứng phó mưa lớn').first().click()
  const frame = page.frameLocator('iframe')
  await expect(frame.locator('canvas').first()).toBeVisible({ timeout: 20_000 })
  await photograph('reading')
})

test('search finds without diacritics', async ({ page, photograph }) => {
  await page.getByText('118/CĐ-UBND').first().waitFor()
  await search(page, 'ung pho mua lon')
  await expect(page.getByText('Công điện về chủ động ứng phó mưa lớn').last()).toBeVisible()
  await photograph('search')
})
