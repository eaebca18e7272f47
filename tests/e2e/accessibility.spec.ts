import { violations } from './axe.ts'
import { expect, test } from './fixture.ts'
import { goTo, openSigning, ready, search } from './steps.ts'

test('axe finds nothing in the main states, light and dark', async ({ page, photograph }) => {
  test.setTimeout(300_000)
  await ready(page)
  const found: Record<string, string[]> = {}
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme })
    await page.getByRole('option').nth(1).click()
    await expect(page.frameLocator('iframe').locator('canvas').first()).toBeVisible({ timeout: 20_000 })
    await photograph(`inbox-${theme}`)
    found[`inbox-${theme}`] = await violations(page)
    await page.getByRole('tab', { name: /Chữ ký/ }).click()
    await photograph(`signatures-${theme}`)
    found[`signatures-${theme}`] = await violations(page)
    await page.getByRole('tab', { name: 'Văn bản' }).click()
    await search(page, 'ky so')
    await expect(page.getByRole('option', { name: /2491/ }).last()).toBeVisible()
    await photograph(`search-${theme}`)
    found[`search-${theme}`] = await violations(page)
    await page.keyboard.press('Escape')
    await goTo(page, /^Chờ gửi/)
    await photograph(`outbox-${theme}`)
    found[`outbox-${theme}`] = await violations(page)
    await goTo(page, /Soạn văn bản/)
    await photograph(`compose-${theme}`)
    found[`compose-${theme}`] = await violations(page)
    await page.getByRole('button', { name: 'Trình lãnh đạo' }).click()
    await page.getByRole('combobox', { name: 'Thêm cơ quan nhận' }).fill('ky son')
    await page.getByRole('listbox').getByRole('option', { name: /Kỳ Sơn/ }).first().click()
    found[`compose-gaps-${theme}`] = await violations(page)
    await page.getByRole('button', { name: /^Bỏ / }).click()
    await page.keyboard.press('Escape')
    await goTo(page, /Cài đặt/)
    await photograph(`settings-${theme}`)
    found[`settings-${theme}`] = await violations(page)
    for (const name of ['Ký số', 'Chẩn đoán']) {
      await page.getByRole('tab', { name, exact: true }).click()
      found[`settings-${name}-${theme}`] = await violations(page)
    }
    await page.keyboard.press('Escape')
    await openSigning(page)
    await photograph(`sign-${theme}`)
    found[`sign-${theme}`] = await violations(page)
    await page.keyboard.press('Escape')
    await goTo(page, /^Văn bản đến/)
  }
  expect(Object.entries(found).filter(([, list]) => list.length > 0)).toEqual([])
})
