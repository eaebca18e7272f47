import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { askProvince, documentAt, lineOf, type Line } from '../helpers/ask-province.ts'
import { makePdf } from '../helpers/make-pdf.ts'
import { expect, test } from './fixture.ts'
import { enterPin, goTo, PIN } from './steps.ts'

/** A paper whose cross-reference was lost on its way, submitted to the leader by a colleague. */
async function submitDamaged(line: Line, subject: string): Promise<string> {
  const pages = ['/MediaBox [0 0 595 842]', '/MediaBox [0 0 595 842]']
  const body = Buffer.from(Buffer.from(makePdf({ pages })).toString('latin1').replace(/startxref\n\d+/, 'startxref\n7'), 'latin1')
  const [account] = line.accounts
  const authorization = `Basic ${Buffer.from(`${account?.user ?? ''}:${account?.password ?? ''}`).toString('base64')}`
  const { uploadUrl, primaryAccounts } = await (await fetch(line.session, { headers: { authorization } })).json() as { uploadUrl: string; primaryAccounts: Record<string, string> }
  const to = new URL(uploadUrl.replace('{accountId}', Object.values(primaryAccounts)[0] ?? ''), line.url)
  const { blobId } = await (await fetch(to, { method: 'POST', headers: { authorization, 'content-type': 'application/pdf' }, body })).json() as { blobId: string }
  const attachments = [{ blobId, name: 'cong-van.pdf', role: 'main', sha256: createHash('sha256').update(body).digest('hex') }]
  const [made] = await askProvince(line, [['OfficialDocument/set', { create: { d: { direction: 'draft', kind: 'Công văn', subject, attachments } } }]])
  const id = (made?.['created'] as { d: { id: string } } | undefined)?.d.id ?? ''
  const [moved] = await askProvince(line, [['Action/set', { create: { it: { verb: 'submit', documentId: id } } }]])
  expect(moved).toHaveProperty('created.it')
  return id
}

test('a damaged paper is mended into a copy that says what it is, and signed after it was looked at', async ({ openDesk, province }) => {
  test.setTimeout(180_000)
  const line = lineOf(province)
  const colleague: Line = { ...line, accounts: line.accounts.toSorted((a, b) => Number(b.user === 'thuhoa') - Number(a.user === 'thuhoa')) }
  const id = await submitDamaged(colleague, 'Công văn bị hỏng trên đường gửi')
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
