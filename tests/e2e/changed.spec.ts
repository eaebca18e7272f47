import { mkdirSync } from 'node:fs'
import { documentAt, lineOf } from '../helpers/ask-province.ts'
import { makePdf } from '../helpers/make-pdf.ts'
import { colleagueOf, sendBack, submitAgain, submitPaper } from '../helpers/submit-paper.ts'
import { expect, test } from './fixture.ts'
import { enterPin, goTo, PIN, settled } from './steps.ts'

const paper = (text: string) => makePdf({ contents: [`BT /F 20 Tf 72 700 Td (${text}) Tj ET`] })

test('a paper that is another one by the time the PIN is typed is not signed: the dialog says so and shows the new version, which is then signed', async ({ openDesk, province }) => {
  test.setTimeout(180_000)
  const lines = { leader: lineOf(province), author: colleagueOf(province) }
  const id = await submitPaper(lines.author, { subject: 'Công văn thay bản', pdf: paper('ban mot') })
  const { page } = await openDesk()
  await goTo(page, /^Chờ ký/)
  await page.getByRole('option').filter({ hasText: 'thay bản' }).first().click({ timeout: 60_000 })
  await page.getByRole('button', { name: /^Ký/ }).first().click()
  const dialog = page.getByRole('dialog')
  const shows = (text: string) => expect(dialog.frameLocator('iframe').getByText(text).first()).toBeAttached({ timeout: 60_000 })
  await shows('ban mot')
  // The list behind the dialog tells when the desk has heard of it.
  const behind = page.locator('[role=option]').filter({ hasText: 'thay bản' })
  await sendBack(lines.leader, id)
  await expect(behind).toHaveCount(0, { timeout: 90_000 })
  await submitAgain(lines.author, id, paper('ban hai'))
  await expect(behind).toHaveCount(1, { timeout: 90_000 })
  await enterPin(page, PIN)
  await expect(dialog.getByText('Văn bản đã thay đổi sau khi mở hộp ký.').first()).toBeVisible({ timeout: 60_000 })
  await shows('ban hai')
  await settled(page)
  mkdirSync('test-results/screenshots', { recursive: true })
  await page.screenshot({ path: 'test-results/screenshots/sign-changed.png' })
  expect((await documentAt(lines.leader, id)).verbs).toEqual(['submit', 'return', 'submit'])
  await enterPin(page, PIN)
  await expect(dialog).toBeHidden({ timeout: 60_000 })
  await expect.poll(async () => (await documentAt(lines.leader, id)).verbs, { timeout: 90_000 }).toContain('approve')
})
