import { memorySource } from '../../electron/pdf/source.ts'
import { readTrustFolder } from '../../electron/pki/trust-store.ts'
import { validatePdf } from '../../electron/validation/validate.ts'
import { askProvince, lineOf, setNetwork, type Line } from '../helpers/ask-province.ts'
import { expect, test } from './fixture.ts'
import { enterPin, goTo, openSigning, PIN, ready } from './steps.ts'

test('signed without network it waits for its timestamp, in words; when the network is back it rises to the archive level and goes out, without a hand', async ({ page, province, photograph }) => {
  test.setTimeout(240_000)
  await ready(page)
  await openSigning(page)
  await setNetwork(lineOf(province), true)
  await expect(page.getByText('Ngoại tuyến').first()).toBeVisible({ timeout: 60_000 })
  await enterPin(page, PIN)
  await expect(page.getByRole('dialog')).toBeHidden({ timeout: 40_000 })
  await goTo(page, /^Chờ gửi/)
  const waiting = page.getByRole('region', { name: 'Đã ký, chờ dấu thời gian' })
  await expect(waiting.getByRole('listitem')).toHaveCount(1)
  await photograph('outbox-waits-for-timestamp')
  await setNetwork(lineOf(province), false)
  await expect(waiting).toHaveCount(0, { timeout: 120_000 })
  await expect.poll(() => levelAt(lineOf(province), 'D-sign-3'), { timeout: 60_000 }).toBe('dispatched valid B-LTA')
})

/** A document's state on the province and what our own judge says of its main file there. */
async function levelAt(line: Line, id: string): Promise<string> {
  const [got] = await askProvince(line, [['OfficialDocument/get', { ids: [id] }]])
  const [doc] = (got?.['list'] ?? []) as readonly { readonly state: string; readonly attachments: readonly { readonly blobId: string; readonly role: string }[] }[]
  const headers = { authorization: `Basic ${Buffer.from(`${line.accounts[0]?.user}:${line.accounts[0]?.password}`).toString('base64')}` }
  const file = doc?.attachments.find(({ role }) => role === 'main')
  const response = await fetch(new URL(`/jmap/download/${String(got?.['accountId'])}/${file?.blobId ?? ''}/van-ban.pdf`, line.url), { headers })
  const report = await validatePdf({ source: memorySource(new Uint8Array(await response.arrayBuffer())), trust: (await readTrustFolder(line.trust)).anchors, at: Date.now() })
  return `${doc?.state ?? 'absent'} ${report.verdict} ${report.signatures[0]?.level ?? ''}`
}
