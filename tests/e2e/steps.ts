import { expect, type Page } from '@playwright/test'

export const PIN = '123456'

/** The desk knows whose it is: the directory has come, so that it can tell leader and clerk. */
export async function ready(page: Page): Promise<void> {
  await page.getByText('118/CĐ-UBND').first().waitFor()
  await expect(page.getByText('Minh Anh').first()).toBeVisible({ timeout: 20_000 })
}

export async function goTo(page: Page, box: RegExp): Promise<void> {
  await page.getByRole('button', { name: box }).first().click()
}

/** Opens the first document that waits for a signature and its signing dialog. */
export async function openSigning(page: Page): Promise<void> {
  await goTo(page, /^Chờ ký/)
  await page.getByRole('option').first().click()
  await page.getByRole('button', { name: 'Ký và gửi', exact: true }).click()
}

export async function enterPin(page: Page, pin: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.locator('input[type=password]').fill(pin)
  await dialog.getByRole('button', { name: /^Ký/ }).last().click()
}
