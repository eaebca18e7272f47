import { askProvince, lineOf } from '../helpers/ask-province.ts'
import { makePdf } from '../helpers/make-pdf.ts'
import type { Page } from '@playwright/test'
import { expect, test } from './fixture.ts'
import { goTo, ready } from './steps.ts'

const SUBJECT = 'Báo cáo kết quả lập hồ sơ công việc năm 2026'

/** Lets files fall on the writing place, as from the file manager. */
async function dropFiles(page: Page, names: readonly string[]): Promise<void> {
  const bytes = [...makePdf({ contents: ['BT /F 20 Tf 72 700 Td (Du thao) Tj ET'] })]
  const transfer = await page.evaluateHandle(({ given, content }) => {
    const data = new DataTransfer()
    for (const name of given) data.items.add(new File([new Uint8Array([...content, ...new TextEncoder().encode(`%${name}`)])], name, { type: name.endsWith('.pdf') ? 'application/pdf' : '' }))
    return data
  }, { given: [...names], content: bytes })
  await page.getByRole('form').dispatchEvent('drop', { dataTransfer: transfer })
}

test('a reply is written, left, found again with its files, and submitted', async ({ page, province, photograph }) => {
  test.setTimeout(240_000)
  await ready(page)
  await page.getByRole('option', { name: /2491\/UBND-NC/ }).first().click()
  await page.getByRole('button', { name: 'Soạn trả lời' }).click()
  await expect(page.getByRole('heading', { name: 'Dự thảo trả lời 2491/UBND-NC' })).toBeVisible()
  await page.getByRole('button', { name: 'Trình lãnh đạo' }).click()
  await expect(page.getByLabel('Trích yếu')).toBeFocused()
  await page.getByLabel('Trích yếu').fill(SUBJECT)
  await dropFiles(page, ['Du-thao.pdf', 'Phu-luc-01.pdf', 'Bang-tong-hop.xlsx'])
  await expect(page.frameLocator('iframe').locator('canvas').first()).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText(/^Đã lưu .* trên máy này$/)).toBeVisible()
  await photograph('compose-reply')
  await page.keyboard.press('Escape')
  await goTo(page, /^Dự thảo/)
  await page.getByRole('option', { name: new RegExp(SUBJECT) }).click()
  await page.getByRole('button', { name: 'Sửa dự thảo' }).click()
  await expect(page.getByLabel('Tệp Du-thao.pdf là')).toHaveValue('main')
  await expect(page.getByText('2491/UBND-NC').first()).toBeVisible()
  await page.getByLabel('Tệp Phu-luc-01.pdf là').selectOption('main')
  await expect(page.getByLabel('Tệp Du-thao.pdf là')).toHaveValue('annex')
  await page.getByRole('button', { name: 'Bỏ Bang-tong-hop.xlsx' }).click()
  await page.getByRole('button', { name: 'Trình lãnh đạo' }).click()
  await expect(page.getByRole('form')).toBeHidden({ timeout: 20_000 })
  await expect.poll(async () => {
    const [, got] = await askProvince(lineOf(province), [['OfficialDocument/query', { filter: { text: SUBJECT } }], ['OfficialDocument/get', { '#ids': { resultOf: '0', name: 'OfficialDocument/query', path: '/ids' } }]])
    const docs = (got?.['list'] as { subject: string; state: string; relatedIds: string[]; attachments: { name: string; role: string }[] }[] | undefined) ?? []
    return docs.filter(({ subject }) => subject === SUBJECT).map(({ state, relatedIds, attachments }) => [state, relatedIds.length, attachments.map(({ name, role }) => `${role} ${name}`).toSorted()])
  }, { timeout: 60_000 }).toEqual([['submitted', 1, ['annex Du-thao.pdf', 'main Phu-luc-01.pdf']]])
})
