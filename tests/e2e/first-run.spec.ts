import { lineOf } from '../helpers/ask-province.ts'
import { expect, test } from './fixture.ts'

test('first run: a wrong address and a wrong password say what to do, then the desk opens', async ({ openDesk, province }) => {
  const { page } = await openDesk({ demo: false })
  const { url, accounts: [account] } = lineOf(province)
  await page.getByLabel('Địa chỉ máy chủ').fill('http://127.0.0.1:9')
  await page.getByLabel('Tên đăng nhập').fill(account?.user ?? '')
  await page.getByLabel('Mật khẩu').fill('sai')
  const connect = page.getByRole('button', { name: 'Kết nối' })
  await connect.click()
  await expect(page.getByText('Không có máy chủ nào trả lời tại 127.0.0.1:9.')).toBeVisible({ timeout: 20_000 })
  await page.getByLabel('Địa chỉ máy chủ').fill(url)
  await connect.click()
  await expect(page.getByText(/mật khẩu chưa đúng/)).toBeVisible({ timeout: 20_000 })
  await page.screenshot({ path: 'test-results/screenshots/first-run.png' })
  await page.getByLabel('Mật khẩu').fill(account?.password ?? '')
  await connect.click()
  await expect(page.getByText('118/CĐ-UBND').first()).toBeVisible({ timeout: 30_000 })
})
