import { askProvince, documentAt, lineOf, setNetwork } from '../helpers/ask-province.ts'
import { expect, test } from './fixture.ts'
import { enterPin, goTo, openSigning, PIN, ready } from './steps.ts'

const TO_SIGN = ['D-sign-1', 'D-sign-2', 'D-sign-3']

test('one document after the other is read in the same frame', async ({ page }) => {
  await ready(page)
  for (const place of [1, 2, 3]) {
    await page.getByRole('option').nth(place).click()
    await expect(page.frameLocator('iframe').locator('canvas').first()).toBeVisible({ timeout: 20_000 })
  }
})

test('signed and sent with the network cut, delivered once when it returns', async ({ page, province, photograph }) => {
  test.setTimeout(240_000)
  await ready(page)
  await openSigning(page)
  await setNetwork(lineOf(province), true)
  await enterPin(page, PIN)
  await expect(page.getByRole('dialog')).toBeHidden({ timeout: 40_000 })
  await goTo(page, /^Chờ gửi/)
  await expect(page.getByText(/^Ký và gửi/).first()).toBeVisible()
  await expect(page.getByText('Ngoại tuyến').first()).toBeVisible({ timeout: 30_000 })
  await photograph('outbox-offline')
  await setNetwork(lineOf(province), false)
  await expect(page.getByText(/^Đã gửi/).first()).toBeVisible({ timeout: 80_000 })
  const doc = await documentAt(lineOf(province), 'D-sign-3')
  expect([doc.state, doc.verbs.filter(verb => verb === 'dispatch').length]).toEqual(['dispatched', 1])
})

test('an act is taken back before it is sent, and the province never hears of it', async ({ page, province }) => {
  await ready(page)
  await openSigning(page)
  await enterPin(page, PIN)
  await page.getByRole('button', { name: /^Hoàn tác/ }).click()
  await expect(page.getByText('Đã hoàn tác.')).toBeVisible()
  await expect(page.getByRole('option')).toHaveCount(3)
  expect((await documentAt(lineOf(province), 'D-sign-3')).state).toBe('submitted')
})

test('a wrong PIN says so, nothing is lost, and the right one signs', async ({ page, photograph }) => {
  await ready(page)
  await openSigning(page)
  await enterPin(page, '654321')
  await expect(page.getByText(/chưa đúng/).first()).toBeVisible({ timeout: 20_000 })
  await photograph('wrong-pin')
  await enterPin(page, PIN)
  await expect(page.getByRole('dialog')).toBeHidden({ timeout: 40_000 })
})

test('three documents with one PIN', async ({ page, province, photograph }) => {
  test.setTimeout(240_000)
  await ready(page)
  await goTo(page, /^Chờ ký/)
  await page.getByRole('button', { name: 'Chọn tất cả' }).click()
  await page.getByRole('button', { name: /Ký 3 văn bản/ }).click()
  await photograph('batch')
  await enterPin(page, PIN)
  await expect(page.getByRole('dialog')).toBeHidden({ timeout: 60_000 })
  await expect.poll(async () => Promise.all(TO_SIGN.map(async id => (await documentAt(lineOf(province), id)).state)), { timeout: 90_000 }).toEqual(['dispatched', 'dispatched', 'dispatched'])
})

test('everything killed between signing and sending: in effect once after the restart', async ({ openDesk, province }) => {
  test.setTimeout(240_000)
  const first = await openDesk()
  await ready(first.page)
  await openSigning(first.page)
  // Nothing can go out before the kill, however long the machine takes over it.
  await setNetwork(lineOf(province), true)
  await enterPin(first.page, PIN)
  await expect(first.page.getByRole('dialog')).toBeHidden({ timeout: 40_000 })
  first.kill()
  await setNetwork(lineOf(province), false)
  expect((await documentAt(lineOf(province), 'D-sign-3')).state).toBe('submitted')
  const second = await openDesk()
  await second.page.getByText('118/CĐ-UBND').first().waitFor()
  await expect.poll(async () => (await documentAt(lineOf(province), 'D-sign-3')).state, { timeout: 80_000 }).toBe('dispatched')
  const { verbs } = await documentAt(lineOf(province), 'D-sign-3')
  expect(['approve', 'number', 'dispatch'].map(verb => verbs.filter(each => each === verb).length)).toEqual([1, 1, 1])
})

test('an act that the province refuses stays in the outbox with its reason, and what depends on it waits', async ({ page, province, photograph }) => {
  await ready(page)
  await openSigning(page)
  await enterPin(page, PIN)
  await expect(page.getByRole('button', { name: /^Hoàn tác/ })).toBeVisible({ timeout: 20_000 })
  // Somebody returns the paper while our signature waits for its ten seconds.
  await askProvince(lineOf(province), [['Action/set', { create: { a: { verb: 'return', documentId: 'D-sign-3', text: 'Xem lại số liệu', clientRef: '01890000-0000-7000-8000-000000000001' } } }]])
  await goTo(page, /^Chờ gửi/)
  await expect(page.getByText('Cần anh/chị xử lý').first()).toBeVisible({ timeout: 80_000 })
  await page.getByRole('option').first().click()
  await photograph('refused')
  const doc = await documentAt(lineOf(province), 'D-sign-3')
  expect([doc.state, doc.verbs.includes('dispatch')]).toEqual(['drafting', false])
})
