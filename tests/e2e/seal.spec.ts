import { documentAt, lineOf } from '../helpers/ask-province.ts'
import { expect, test } from './fixture.ts'
import { enterPin, goTo, openSigning, PIN, ready, sealWhenNumbered } from './steps.ts'

const TO_SIGN = ['D-sign-1', 'D-sign-2', 'D-sign-3']

test('who has the agency\'s seal at hand signs, gets the number, and sends nothing before the seal is on it', async ({ openDesk, province }) => {
  test.setTimeout(240_000)
  const { page } = await openDesk({ sealAtHand: true })
  await ready(page)
  await goTo(page, /^Chờ ký/)
  await page.getByRole('option').first().click()
  await page.getByRole('button', { name: 'Ký và gửi', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('Có số rồi, anh/chị ký số cơ quan', { exact: false })).toBeVisible({ timeout: 60_000 })
  await dialog.locator('input[type=password]').fill(PIN)
  await dialog.getByRole('button', { name: 'Ký và lấy số', exact: true }).click()
  const call = page.getByRole('region', { name: 'Thông báo' })
  await expect(call.getByText(/Văn bản đã có số \d+\/BC-SNV/)).toBeVisible({ timeout: 90_000 })
  await page.screenshot({ path: 'test-results/screenshots/has-number.png' })
  await call.getByRole('button', { name: 'Ký số cơ quan', exact: true }).click()
  const { number } = await documentAt(lineOf(province), 'D-sign-3')
  await expect(dialog.getByRole('img', { name: `Sẽ in: ${number}`, exact: true })).toBeAttached({ timeout: 60_000 })
  await expect(dialog.getByRole('radio', { name: /Sở Nội vụ tỉnh Hà Châu/ })).toBeChecked()
  await page.screenshot({ path: 'test-results/screenshots/seal-own.png' })
  await enterPin(page, PIN)
  await expect.poll(async () => (await documentAt(lineOf(province), 'D-sign-3')).state, { timeout: 90_000 }).toBe('dispatched')
})

test('three documents with one PIN, and their seals with one more', async ({ openDesk, province }) => {
  test.setTimeout(240_000)
  const { page } = await openDesk({ sealAtHand: true })
  await ready(page)
  await goTo(page, /^Chờ ký/)
  await page.getByRole('button', { name: 'Chọn tất cả' }).click()
  await page.getByRole('button', { name: /Ký 3 văn bản/ }).click()
  await enterPin(page, PIN)
  await expect(page.getByRole('dialog')).toBeHidden({ timeout: 60_000 })
  await expect(page.getByText('3 văn bản đã có số', { exact: false })).toBeVisible({ timeout: 90_000 })
  await sealWhenNumbered(page)
  await expect.poll(async () => Promise.all(TO_SIGN.map(async id => (await documentAt(lineOf(province), id)).state)), { timeout: 90_000 }).toEqual(['dispatched', 'dispatched', 'dispatched'])
})

test('who has no seal at hand is told that the paper would go out without one, and may have it numbered and wait for it', async ({ page, province, photograph }) => {
  test.setTimeout(180_000)
  await ready(page)
  await openSigning(page)
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('không in số và không có dấu', { exact: false })).toBeVisible()
  await photograph('no-seal-at-hand')
  await dialog.getByText('Lấy số, chờ đóng dấu').click()
  await expect(dialog.getByText('Có số rồi, anh/chị ký số cơ quan', { exact: false })).toBeVisible()
  await enterPin(page, PIN)
  await expect(dialog).toBeHidden({ timeout: 60_000 })
  await expect(page.getByRole('region', { name: 'Thông báo' }).getByText(/Văn bản đã có số/)).toBeVisible({ timeout: 90_000 })
  const { state, verbs } = await documentAt(lineOf(province), 'D-sign-3')
  expect([state, verbs.includes('dispatch')]).toEqual(['numbered', false])
})
