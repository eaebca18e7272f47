import { expect, type Page } from '@playwright/test'

export const PIN = '123456'

/** The desk knows whose it is: the directory has come, so that it can tell leader and clerk. */
export async function ready(page: Page): Promise<void> {
  await page.getByText('118/CĐ-UBND').first().waitFor()
  await expect(page.getByText('Minh Anh').first()).toBeVisible({ timeout: 60_000 })
}

export async function goTo(page: Page, box: RegExp): Promise<void> {
  await page.getByRole('button', { name: box }).first().click()
}

/** Opens the first document that waits for a signature and its signing dialog; its paper is here, so that the network may go. */
export async function openSigning(page: Page): Promise<void> {
  await goTo(page, /^Chờ ký/)
  await page.getByRole('option').first().click()
  await page.getByRole('button', { name: 'Ký và gửi', exact: true }).click()
  await expect(page.getByRole('dialog').frameLocator('iframe').locator('canvas').first()).toBeVisible({ timeout: 60_000 })
}

/** The number has come: the call at the foot of the desk leads to the agency's seal, and with it the papers go out. */
export async function sealWhenNumbered(page: Page, pin = PIN): Promise<void> {
  await page.getByRole('region', { name: 'Thông báo' }).getByRole('button', { name: 'Ký số cơ quan', exact: true }).click({ timeout: 90_000 })
  const dialog = page.getByRole('dialog', { name: 'Ký số cơ quan và phát hành' })
  await expect(dialog.frameLocator('iframe').locator('canvas').first()).toBeVisible({ timeout: 60_000 })
  await enterPin(page, pin)
  await expect(dialog).toBeHidden({ timeout: 60_000 })
}

/** Ctrl+K and words: typed only once the palette listens. */
export async function search(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused()
  await page.keyboard.type(words)
}

/** Until nothing on the page moves any more; what turns for ever does not count. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready
    const moving = document.getAnimations().filter(each => each.effect?.getComputedTiming().iterations !== Infinity)
    await Promise.allSettled(moving.map(each => each.finished))
    await new Promise(done => { requestAnimationFrame(() => requestAnimationFrame(done)) })
  })
}

export async function enterPin(page: Page, pin: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.locator('input[type=password]').fill(pin)
  await dialog.getByRole('button', { name: /^Ký/ }).last().click()
}
