import type { Page } from '@playwright/test'
import { expect, test } from './fixture.ts'
import { goTo, openSigning, ready, search, settled } from './steps.ts'

/** Nothing of the window stands outside of it, and no pane scrolls sideways. */
async function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => [...document.querySelectorAll<HTMLElement>('body *')].filter(element => {
    const { overflowX } = getComputedStyle(element)
    return (overflowX === 'auto' || overflowX === 'scroll') && element.scrollWidth > element.clientWidth + 1
  }).map(element => `${element.tagName}.${element.className}`))
}

const SIZES = { 1920: 1080, 1366: 768, 1100: 700 } as const

test('every main place fits the window at the widths of an office, in forced colours too', async ({ page, photograph }) => {
  test.setTimeout(480_000)
  await ready(page)
  const found: Record<string, string[]> = {}
  const look = async (name: string): Promise<void> => {
    await settled(page)
    await photograph(name)
    found[name] = await overflowing(page)
  }
  for (const [width, height, colours] of [...Object.entries(SIZES).map(([w, h]) => [Number(w), h, 'none'] as const), [1366, 768, 'active'] as const]) {
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ forcedColors: colours })
    const at = colours === 'active' ? 'forced' : String(width)
    await goTo(page, /^Văn bản đến/)
    await page.getByRole('option', { name: /2491\/UBND-NC/ }).first().click()
    await expect(page.frameLocator('iframe').locator('canvas').first()).toBeVisible({ timeout: 20_000 })
    await look(`look-inbox-${at}`)
    await search(page, 'ky so')
    await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible()
    await look(`look-search-${at}`)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Soạn trả lời' }).click()
    await look(`look-compose-${at}`)
    await page.keyboard.press('Escape')
    await goTo(page, /^Cài đặt/)
    await page.getByRole('tab', { name: 'Ký số' }).click()
    await look(`look-settings-${at}`)
    await page.keyboard.press('Escape')
    await openSigning(page)
    await look(`look-sign-${at}`)
    await page.keyboard.press('Escape')
  }
  expect(Object.entries(found).filter(([, list]) => list.length > 0)).toEqual([])
})
