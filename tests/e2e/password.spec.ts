import { mkdirSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { documentAt, lineOf } from '../helpers/ask-province.ts'
import { killCore } from '../helpers/core-process.ts'
import { makePdf } from '../helpers/make-pdf.ts'
import { hasTool, QPDF_HANDLERS, rewriteWithQpdf } from '../helpers/qpdf.ts'
import { colleagueOf, submitPaper } from '../helpers/submit-paper.ts'
import { violations } from './axe.ts'
import { expect, test } from './fixture.ts'
import { enterPin, goTo, PIN, settled } from './steps.ts'

const PASSWORD = 'Mật khẩu 2026'
const locked = (text: string, handler: keyof typeof QPDF_HANDLERS) => rewriteWithQpdf(makePdf({ contents: [`BT /F 20 Tf 72 700 Td (${text}) Tj ET`] }), ['--encrypt', PASSWORD, 'owner', ...QPDF_HANDLERS[handler]])

async function photograph(page: Page, name: string): Promise<void> {
  mkdirSync('test-results/screenshots', { recursive: true })
  await settled(page)
  await page.screenshot({ path: `test-results/screenshots/${name}.png` })
  expect(await violations(page)).toEqual([])
}

test.skip(!hasTool('qpdf'), 'qpdf makes the encrypted papers')

test('papers with a password: asked for once on the page, wrong and again, then read, checked, signed in a batch and read with their signature', async ({ openDesk, province }) => {
  test.setTimeout(240_000)
  const line = lineOf(province)
  const colleague = colleagueOf(province)
  const first = await submitPaper(colleague, { subject: 'Công văn mật khẩu một', pdf: locked('mot', 'AES-256 R6') })
  const second = await submitPaper(colleague, { subject: 'Công văn mật khẩu hai', pdf: locked('hai', 'AES-128') })
  const { page } = await openDesk()
  await goTo(page, /^Chờ ký/)
  const row = (subject: string) => page.getByRole('option').filter({ hasText: subject }).first()
  await row('mật khẩu một').click({ timeout: 60_000 })
  const form = page.getByRole('form', { name: 'Tệp này có mật khẩu' })
  await expect(form).toBeVisible({ timeout: 60_000 })
  await expect(page.locator('[data-verdict=locked]')).toBeVisible({ timeout: 60_000 })
  await form.getByLabel('Mật khẩu mở tệp').fill('mat khau 2026')
  await form.getByRole('button', { name: 'Mở tệp' }).click()
  await expect(form.getByText('Mật khẩu không mở được tệp PDF này.')).toBeVisible({ timeout: 60_000 })
  await expect(form.getByLabel('Mật khẩu mở tệp')).toBeFocused()
  await photograph(page, 'password-wrong')
  await page.keyboard.type(PASSWORD)
  await page.keyboard.press('Enter')
  await expect(page.frameLocator('iframe').locator('canvas').first()).toBeVisible({ timeout: 60_000 })
  await expect(page.locator('[data-verdict=unsigned]')).toBeVisible({ timeout: 60_000 })
  await photograph(page, 'password-opened')

  // The second of the batch is still closed: it says so, and is opened in the dialog.
  await row('mật khẩu một').click({ modifiers: ['Control'] })
  await row('mật khẩu hai').click({ modifiers: ['Control'] })
  await page.getByRole('button', { name: 'Ký 2 văn bản' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('Tệp PDF cần mật khẩu để mở.')).toBeVisible({ timeout: 60_000 })
  await dialog.locator('ol').getByRole('button').filter({ hasText: 'cần mật khẩu' }).click()
  await expect(dialog.getByText('Tệp này có mật khẩu. Nhập mật khẩu ở bên phải để xem và ký.')).toBeVisible({ timeout: 60_000 })
  await photograph(page, 'password-batch')
  await dialog.getByLabel('Mật khẩu mở tệp').fill(PASSWORD)
  await dialog.getByRole('button', { name: 'Mở tệp' }).click()
  await expect(dialog.getByText('Tệp PDF cần mật khẩu để mở.')).toBeHidden({ timeout: 60_000 })
  await expect(dialog.frameLocator('iframe').locator('canvas').first()).toBeVisible({ timeout: 60_000 })
  await photograph(page, 'password-batch-opened')
  await enterPin(page, PIN)
  for (const id of [first, second]) await expect.poll(async () => (await documentAt(line, id)).verbs, { timeout: 90_000 }).toContain('approve')

  // What was signed here opens without being asked again, in the page and in the signatures tab.
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused()
  await page.keyboard.type('mat khau mot')
  await page.getByRole('option').filter({ hasText: 'mật khẩu một' }).first().click()
  await page.getByRole('tab', { name: /^Chữ ký/ }).click()
  await expect(page.getByText('Không thay đổi sau khi ký').first()).toBeVisible({ timeout: 60_000 })
  await photograph(page, 'password-signatures')
})

test('the core is killed under an open signing dialog: it asks anew by itself what the core has forgotten, keeps what was chosen, and the paper is signed once', async ({ openDesk, province }) => {
  test.setTimeout(180_000)
  const line = lineOf(province)
  const id = await submitPaper(colleagueOf(province), { subject: 'Công văn mật khẩu ba', pdf: locked('ba', 'AES-256 R6') })
  const { page, electron } = await openDesk()
  await goTo(page, /^Chờ ký/)
  await page.getByRole('option').filter({ hasText: 'mật khẩu ba' }).first().click({ timeout: 60_000 })
  await page.getByRole('button', { name: /^Ký/ }).first().click()
  const dialog = page.getByRole('dialog')
  const password = dialog.getByLabel('Mật khẩu mở tệp')
  await password.fill(PASSWORD)
  await dialog.getByRole('button', { name: 'Mở tệp' }).click()
  const placed = dialog.getByRole('application')
  await placed.focus({ timeout: 60_000 })
  await page.keyboard.press('Shift+ArrowLeft')
  const where = await placed.getAttribute('aria-label') ?? ''

  await killCore(electron)
  await expect(password).toBeVisible({ timeout: 60_000 })
  await photograph(page, 'sign-core-restarted')
  await password.fill(PASSWORD)
  await dialog.getByRole('button', { name: 'Mở tệp' }).click()
  await expect(placed).toHaveAttribute('aria-label', where, { timeout: 60_000 })
  await dialog.locator('input[type=password]').fill(PIN)
  await dialog.getByRole('button', { name: /^Ký/ }).last().click()
  await expect(dialog).toBeHidden({ timeout: 60_000 })
  await expect.poll(async () => (await documentAt(line, id)).verbs.filter(verb => verb === 'approve'), { timeout: 90_000 }).toEqual(['approve'])
})
