import { expect, test } from './fixture.ts'
import { ready } from './steps.ts'

test('printing lays out every page of the document at its size, and nothing else', async ({ page }) => {
  await ready(page)
  await page.getByRole('option', { name: /2491\/UBND-NC/ }).first().click()
  await expect(page.frameLocator('iframe').locator('canvas').first()).toBeVisible({ timeout: 20_000 })
  const pages = await page.frameLocator('iframe').locator('.page').count()
  // The sheets are let go as soon as the system's dialog has them: a copy of them is what is looked at.
  await page.evaluate(() => {
    URL.revokeObjectURL = () => undefined
    new MutationObserver(() => {
      const sheets = document.querySelector('[data-print]:not(#kept)')
      if (sheets && !document.getElementById('kept')) document.body.append(Object.assign(sheets.cloneNode(true) as HTMLElement, { id: 'kept' }))
    }).observe(document.body, { childList: true })
  })
  await page.getByRole('button', { name: 'In (P)' }).click()
  await expect(page.locator('#kept img')).toHaveCount(pages, { timeout: 20_000 })
  // The original goes once the dialog has been answered: as long as it is here, every sheet is here twice.
  await expect(page.locator('[data-print]:not(#kept)')).toHaveCount(0, { timeout: 20_000 })
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('#root')).toBeHidden()
  await expect(page.locator('#kept img').first()).toHaveAttribute('style', /width: 59\d(\.\d+)?pt; height: 84\d(\.\d+)?pt/)
  const cdp = await page.context().newCDPSession(page)
  const { data } = await cdp.send('Page.printToPDF', { preferCSSPageSize: true })
  expect(Buffer.from(data, 'base64').toString('latin1').match(/\/Type \/Page\b/g)?.length).toBe(pages)
})
