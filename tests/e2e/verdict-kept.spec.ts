import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { askProvince, lineOf, setNetwork, type Line } from '../helpers/ask-province.ts'
import { expect, test } from './fixture.ts'
import { ready } from './steps.ts'

async function tellAuthority(line: Line, wish: object): Promise<void> {
  const answer = await fetch(new URL('/demo/authority', line.url), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(wish) })
  expect(answer.ok).toBe(true)
}

/** The serials of the leaders of Sở Tài chính. */
async function serialsOf(line: Line): Promise<readonly string[]> {
  const [officers] = await askProvince(line, [['Officer/get', { accountId: 'directory', ids: ['O-stc-thang', 'O-stc-hanh'] }]])
  return (officers?.['list'] as { certSerials: readonly string[] }[] | undefined)?.flatMap(({ certSerials }) => certSerials) ?? []
}

test('a certificate that was revoked while nobody could be asked: told when the network is back, opened from there, and kept as PDF and JSON', async ({ province, openDesk, home }) => {
  test.setTimeout(300_000)
  const line = lineOf(province)
  for (const service of ['ocsp', 'crl']) await tellAuthority(line, { service, fault: 'error' })
  const serials = await serialsOf(line)
  expect(serials.length).toBeGreaterThan(0)
  for (const revoke of serials) await tellAuthority(line, { revoke, reason: 1 })
  const { page, electron } = await openDesk()
  await ready(page)
  await page.getByRole('option').filter({ hasText: 'Sở Tài chính' }).first().click()
  const verdict = page.locator('[data-verdict]')
  await expect(verdict).toHaveAttribute('data-verdict', 'indeterminate', { timeout: 60_000 })
  // Somewhere else when it is told.
  await page.getByRole('option').filter({ hasText: 'Hải Minh' }).first().click()
  for (const service of ['ocsp', 'crl']) await tellAuthority(line, { service, fault: null })
  await setNetwork(line, true)
  await expect(page.getByText('Ngoại tuyến').first()).toBeVisible({ timeout: 60_000 })
  await setNetwork(line, false)
  const told = page.getByRole('region', { name: 'Thông báo' }).locator('div').filter({ hasText: /Đã kiểm tra lại .+: chữ ký không hợp lệ\./ }).last()
  await expect(told).toBeVisible({ timeout: 120_000 })
  await page.screenshot({ path: 'test-results/screenshots/verdict-told.png' })
  await told.getByRole('button', { name: 'Mở' }).click()
  await expect(verdict).toHaveAttribute('data-verdict', 'invalid', { timeout: 60_000 })
  await page.getByRole('tab', { name: /^Chữ ký/ }).click()
  await expect(page.getByText('Chứng thư số đã bị thu hồi.').first()).toBeVisible()

  for (const [choice, name] of [['Tệp PDF để lưu hồ sơ', 'ket-qua.pdf'], ['Tệp JSON cho phần mềm', 'ket-qua.json']] as const) {
    const path = join(home, name)
    await electron.evaluate(({ dialog }, filePath) => { dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath }) }, path)
    await page.getByRole('button', { name: 'Lưu kết quả kiểm tra' }).click()
    await page.getByRole('menuitem', { name: choice }).click()
    await expect(page.getByText('Đã lưu tệp.').first()).toBeVisible()
    await expect.poll(() => readOrNull(path)?.length ?? 0).toBeGreaterThan(0)
  }
  const json = JSON.parse(readFileSync(join(home, 'ket-qua.json'), 'utf8')) as Record<string, unknown>
  expect(json).toMatchObject({ verdict: 'invalid', reasons: expect.arrayContaining(['certificate.revoked']) as unknown, chain: { missing: null } })
  expect((json['evidence'] as { verdict: string }[]).map(one => one.verdict)).toEqual(expect.arrayContaining(['indeterminate', 'invalid']))
  const read = spawnSync('pdftotext', ['-layout', join(home, 'ket-qua.pdf'), '-'], { encoding: 'utf8' })
  test.skip(read.error !== undefined, 'pdftotext is not on this machine')
  const words = read.stdout.replace(/\s+/g, ' ')
  for (const wanted of ['KẾT QUẢ KIỂM TRA CHỮ KÝ SỐ', 'Kết luận: Chữ ký không hợp lệ', 'Sở Tài chính', 'TOTAL-FAILED / REVOKED', 'Chứng thư số đã bị thu hồi.', 'Bằng chứng đã lưu trên máy', 'Chuỗi bằng chứng của máy đến lúc này:']) expect(words).toContain(wanted)
  expect(words).toBe(words.normalize('NFC'))
})

function readOrNull(path: string): Buffer | null {
  try {
    return readFileSync(path)
  } catch {
    return null // not written yet
  }
}

test('a good paper is received in one press, and what was found before stays with its history', async ({ page }) => {
  test.setTimeout(180_000)
  await ready(page)
  await page.getByRole('option').filter({ hasText: 'Chờ tiếp nhận' }).filter({ hasText: 'Đông Thịnh' }).first().click()
  await expect(page.locator('[data-verdict]')).toHaveAttribute('data-verdict', 'valid', { timeout: 60_000 })
  await page.getByRole('toolbar').getByRole('button', { name: 'Tiếp nhận' }).click()
  await expect(page.getByText('Đã tiếp nhận.').first()).toBeVisible()
  await page.getByRole('tab', { name: /^Diễn biến/ }).click()
  await expect(page.getByText(/Kết quả kiểm tra chữ ký số lúc \d\d:\d\d \d\d\/\d\d\/\d{4}: chữ ký hợp lệ/).first()).toBeVisible({ timeout: 60_000 })
  await page.screenshot({ path: 'test-results/screenshots/verdict-received.png' })
})
