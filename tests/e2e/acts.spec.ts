import { createHash, sign as signWithKey } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { memorySource } from '../../electron/pdf/source.ts'
import { signForIssue } from '../../electron/signing/sign-for-issue.ts'
import { readPkcs12 } from '../../electron/token/pkcs12/read.ts'
import { validatePdf } from '../../electron/validation/validate.ts'
import { askProvince, documentAt, lineOf, type Line } from '../helpers/ask-province.ts'
import { makeSealPng, makeSignaturePng } from '../helpers/make-png.ts'
import { expect, test } from './fixture.ts'
import { enterPin, PIN, ready, search } from './steps.ts'

interface File { readonly blobId: string; readonly name: string; readonly role: string }

async function mainFileOf(line: Line, id: string): Promise<File> {
  const [got] = await askProvince(line, [['OfficialDocument/get', { ids: [id] }]])
  const [doc] = (got?.['list'] ?? []) as { attachments: File[] }[]
  const main = doc?.attachments.find(({ role }) => role === 'main')
  if (main === undefined) throw new Error(`${id} has no main file`)
  return main
}

interface Wire { readonly authorization: string; readonly accountId: string; readonly downloadUrl: string; readonly uploadUrl: string }

async function openWire(line: Line): Promise<Wire> {
  const [account] = line.accounts
  const authorization = `Basic ${Buffer.from(`${account?.user ?? ''}:${account?.password ?? ''}`).toString('base64')}`
  const session = await (await fetch(line.session, { headers: { authorization } })).json() as { downloadUrl: string; uploadUrl: string; primaryAccounts: Record<string, string> }
  return { ...session, authorization, accountId: Object.values(session.primaryAccounts)[0] ?? '' }
}

async function download(line: Line, { blobId, name }: File): Promise<Uint8Array> {
  const { authorization, accountId, downloadUrl } = await openWire(line)
  const url = downloadUrl.replace('{accountId}', accountId).replace('{blobId}', blobId).replace('{name}', encodeURIComponent(name)).replace('{type}', 'application%2Fpdf')
  return new Uint8Array(await (await fetch(new URL(url, line.url), { headers: { authorization } })).arrayBuffer())
}

/** The leader approves elsewhere, with our own engine: the clerk finds the paper approved. */
async function approveElsewhere(line: Line, id: string): Promise<void> {
  const main = await mainFileOf(line, id)
  const original = await download(line, main)
  const [account] = line.accounts
  const token = line.tokens.find(({ officerId }) => officerId === account?.officerId)
  const { keys: [key], certificates: [certificate, ...chain] } = readPkcs12(readFileSync(token?.p12 ?? ''), Buffer.from(PIN))
  if (key === undefined || certificate === undefined) throw new Error('the token is empty')
  const signer = { certificate, chain, sign: (attributes: Uint8Array) => Promise.resolve(new Uint8Array(signWithKey('sha256', attributes, key))) }
  const { tail } = await signForIssue({ source: memorySource(original), signer, atMs: Date.now(), act: 'approve', image: makeSignaturePng() })
  const body = Buffer.concat([original, tail])
  const { authorization, accountId, uploadUrl } = await openWire(line)
  const upload = await fetch(new URL(uploadUrl.replace('{accountId}', accountId), line.url), { method: 'POST', headers: { authorization, 'content-type': 'application/pdf' }, body })
  const { blobId } = await upload.json() as { blobId: string }
  const [made] = await askProvince(line, [['Action/set', { create: { it: { verb: 'approve', documentId: id, attachments: [{ blobId, name: main.name, role: 'main', sha256: createHash('sha256').update(body).digest('hex') }] } } }]])
  expect(made).toHaveProperty('created.it')
}

/** Number and notation of a paper that the officer may assign. */
async function assignable(line: Line): Promise<string> {
  const [found] = await askProvince(line, [['Task/query', { filter: { state: 'open' }, limit: 200 }]])
  const [tasks] = await askProvince(line, [['Task/get', { ids: found?.['ids'] as string[] }]])
  const ids = ((tasks?.['list'] ?? []) as { documentId: string; can: string[] }[]).filter(({ can }) => can.includes('assign')).map(({ documentId }) => documentId)
  const [got] = await askProvince(line, [['OfficialDocument/get', { ids: ids.slice(0, 1) }]])
  const [doc] = (got?.['list'] ?? []) as { number: string; notation: string }[]
  return `${doc?.number ?? ''}/${doc?.notation ?? ''}`
}

async function photograph(page: Page, name: string): Promise<void> {
  mkdirSync('test-results/screenshots', { recursive: true })
  await page.screenshot({ path: `test-results/screenshots/${name}.png` })
}

test('the clerk has an approved paper numbered, sees exactly what will be printed, seals and sends it', async ({ openDesk, province }) => {
  test.setTimeout(240_000)
  const line = lineOf(province)
  await approveElsewhere(line, 'D-sign-1')
  const { page } = await openDesk({ as: 'thuhoa' })
  const row = page.getByRole('option').filter({ hasText: 'lập hồ sơ công việc điện tử' }).first()
  await row.click({ timeout: 60_000 })

  await page.getByRole('button', { name: 'Cấp số', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Cấp số' }).click()
  const seal = page.getByRole('button', { name: 'Ký số cơ quan và phát hành' })
  await expect(seal).toBeVisible({ timeout: 60_000 })

  await page.keyboard.press('Control+,')
  await page.getByRole('tab', { name: 'Ký số' }).click()
  const section = page.locator('section').filter({ hasText: 'Hình con dấu cơ quan' }).last()
  const choose = (png: Uint8Array): Promise<void> => section.locator('input[type=file]').setInputFiles({ name: 'dau.png', mimeType: 'image/png', buffer: Buffer.from(png) })
  await choose(makeSealPng(120))
  await expect(section.getByText(/chỉ 85 dpi khi in: dấu sẽ mờ/)).toBeVisible()
  await choose(makeSealPng(600))
  await expect(section.getByText(/423 dpi khi in: đủ nét/)).toBeVisible()
  await photograph(page, 'settings-seal')
  await page.keyboard.press('Escape')

  await seal.click()
  const dialog = page.getByRole('dialog')
  const { number } = await documentAt(line, 'D-sign-1')
  await expect(dialog.getByRole('img', { name: `Sẽ in: ${number}`, exact: true })).toBeAttached({ timeout: 60_000 })
  await expect(dialog.getByRole('img', { name: 'Dấu cơ quan' })).toBeVisible({ timeout: 60_000 })
  await expect(dialog.getByText('Chữ ký của Nguyễn Minh Anh hợp lệ')).toBeVisible()
  await expect(dialog.frameLocator('iframe').locator('canvas').first()).toBeVisible({ timeout: 60_000 })
  await photograph(page, 'seal-and-send')
  await enterPin(page, PIN)
  await expect.poll(async () => (await documentAt(line, 'D-sign-1')).state, { timeout: 90_000 }).toBe('dispatched')
  const sealed = await download(line, await mainFileOf(line, 'D-sign-1'))
  const { signatures } = await validatePdf({ source: memorySource(sealed), trust: [], at: Date.now() })
  expect(signatures.filter(({ kind }) => kind === 'signature').map(({ field, intact, cryptographyValid, signer }) => [field, intact && cryptographyValid, signer?.name]))
    .toEqual([['LeaderSignature', true, 'Nguyễn Minh Anh'], ['IssueSeal', true, 'Sở Nội vụ tỉnh Hà Châu']])
})

test('a leader writes on an incoming paper: the words appear on the page as they are typed, are moved, and signed', async ({ openDesk, province }) => {
  test.setTimeout(180_000)
  const { page } = await openDesk()
  await ready(page)
  await search(page, await assignable(lineOf(province)))
  await page.getByRole('dialog').getByRole('option').first().click()
  await page.getByRole('button', { name: /^Thêm/ }).first().click()
  await page.getByRole('menuitem', { name: /Bút phê trên văn bản/ }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.frameLocator('iframe').locator('canvas').first()).toBeVisible({ timeout: 60_000 })
  // What is typed first is the words: typed into the PIN they would cost a try.
  await expect(dialog.getByLabel('Nội dung bút phê')).toBeFocused()
  await dialog.getByLabel('Nội dung bút phê').fill('Giao Phòng Cải cách hành chính tham mưu; báo cáo trước 16 giờ hôm nay.')
  const stamp = dialog.getByRole('application')
  await expect(stamp).toHaveAccessibleName(/Giao Phòng Cải cách hành chính/, { timeout: 30_000 })
  await stamp.focus()
  await page.keyboard.press('Shift+ArrowDown')
  await photograph(page, 'comment')
  await dialog.getByLabel('Nội dung bút phê').fill('Giao 👍')
  await expect(dialog.getByText(/không in được/).first()).toBeVisible({ timeout: 30_000 })
  await dialog.getByLabel('Nội dung bút phê').fill('Giao Phòng Cải cách hành chính tham mưu.')
  await expect(stamp).toHaveAccessibleName(/tham mưu\. /, { timeout: 30_000 })
  await enterPin(page, PIN)
  await expect(dialog).toBeHidden({ timeout: 60_000 })
  const line = lineOf(province)
  await expect.poll(async () => {
    const [found] = await askProvince(line, [['Action/query', { filter: {}, sort: [{ property: 'at', isAscending: false }], limit: 5 }]])
    const [moves] = await askProvince(line, [['Action/get', { ids: found?.['ids'] as string[] }]])
    return ((moves?.['list'] ?? []) as { verb: string; text: string | null; attachments: File[] }[]).find(({ verb }) => verb === 'comment')?.attachments.map(({ name }) => name)
  }, { timeout: 60_000 }).toEqual([expect.stringContaining('(bút phê).pdf')])
})

test('the receiving clerk accepts a paper, sees its incoming stamp on the page, moves it and signs it', async ({ openDesk }) => {
  test.setTimeout(180_000)
  const { page } = await openDesk({ as: 'lan.tranhung' })
  await page.getByRole('option', { name: /^Chưa đọc/ }).first().click({ timeout: 60_000 })
  // One click accepts what was judged; before that the desk would ask.
  await expect(page.getByText('Chữ ký hợp lệ').first()).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Tiếp nhận' }).first().click()
  await expect(page.getByText(/số đến \d+/)).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: /^Thêm/ }).first().click()
  await page.getByRole('menuitem', { name: /Đóng dấu ĐẾN/ }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.frameLocator('iframe').locator('canvas').first()).toBeVisible({ timeout: 60_000 })
  const stamp = dialog.getByRole('application')
  await expect(stamp).toHaveAccessibleName(/Dấu đến trên trang 1.* ĐẾN Số: \d+ Ngày: \d\d\/\d\d\/\d{4}/, { timeout: 30_000 })
  await photograph(page, 'incoming')
  await dialog.locator('input[type=password]').fill(PIN)
  await dialog.getByRole('button', { name: 'Đóng dấu và ký' }).click()
  await expect(dialog).toBeHidden({ timeout: 60_000 })
})
