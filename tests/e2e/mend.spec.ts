import { mkdirSync } from 'node:fs'
import { documentAt, lineOf } from '../helpers/ask-province.ts'
import { makePdf } from '../helpers/make-pdf.ts'
import { colleagueOf, submitPaper } from '../helpers/submit-paper.ts'
import { expect, test } from './fixture.ts'
import { enterPin, goTo, PIN } from './steps.ts'

/** A paper whose cross-reference was lost on its way. */
function damagedPdf(): Uint8Array {
  const pages = ['/MediaBox [0 0 595 842]', '/MediaBox [0 0 595 842]']
  return Buffer.from(Buffer.from(makePdf({ pages })).toString('latin1').replace(/startxref\n\d+/, 'startxref\n7'), 'latin1')
}

test('a damaged paper is mended into a copy that says what it is, and signed after it was looked at', async ({ openDesk, province }) => {
  test.setTimeout(180_000)
  const line = lineOf(province)
  const id = await submitPaper(colleagueOf(province), { subject: 'Công văn bị hỏng trên đường gửi', pdf: damagedPdf() })
  const { page } = await openDesk()
  await goTo(page, /^Chờ ký/)
  await page.getByRole('option').filter({ hasText: 'bị hỏng trên đường gửi' }).first().click({ timeout: 60_000 })
  await page.getByRole('button', { name: /^Ký/ }).first().click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('alert').filter({ hasText: 'Tệp PDF bị hỏng cấu trúc' })).toBeVisible({ timeout: 60_000 })
  await dialog.getByRole('button', { name: 'Sửa vào một bản sao' }).click()
  await expect(dialog.getByRole('status').filter({ hasText: 'bản sửa của một tệp hỏng' })).toBeVisible({ timeout: 60_000 })
  await expect(dialog.getByText(/Trang \d \/ 2/)).toBeVisible({ timeout: 60_000 })
  mkdirSync('test-results/screenshots', { recursive: true })
  await page.screenshot({ path: 'test-results/screenshots/mended-copy.png' })
  await enterPin(page, PIN)
  await expect.poll(async () => (await documentAt(line, id)).verbs, { timeout: 60_000 }).toContain('approve')
})
