import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { documentAt, lineOf } from '../helpers/ask-province.ts'
import { readPkcs12 } from '../helpers/read-pkcs12.ts'
import { runCommand } from '../helpers/run-command.ts'
import { makeSoftHsm, softHsmModule, type SoftHsm } from '../helpers/softhsm.ts'
import { expect, test as base } from './fixture.ts'
import { enterPin, openSigning, ready } from './steps.ts'

const test = base.extend<{ readonly token: SoftHsm }>({
  // The demo officer's own key on a PKCS#11 token: what the province trusts, behind a driver.
  token: async ({ province }, use) => {
    test.skip(softHsmModule() === null, 'SoftHSM2 and OpenSC are not installed')
    const [file] = lineOf(province).tokens
    const token = makeSoftHsm([readPkcs12(file?.p12 ?? '', file?.pin ?? '')], { label: 'Minh Anh', pin: '24681357' })
    await use(token)
    token.remove()
  },
})

test('a document is signed by a SoftHSM2 token whose driver was found by itself, sent, and pdfsig accepts it', async ({ openDesk, province, token, home }) => {
  test.setTimeout(240_000)
  const { page } = await openDesk({ tokenFile: false, env: token.env })
  await ready(page)
  await openSigning(page)
  await expect(page.getByRole('dialog').getByText('Minh Anh').first()).toBeVisible({ timeout: 20_000 })
  await enterPin(page, token.pin)
  await expect(page.getByRole('dialog')).toBeHidden({ timeout: 40_000 })
  await expect.poll(async () => (await documentAt(lineOf(province), 'D-sign-3')).state, { timeout: 80_000 }).toBe('dispatched')
  const out = join(home, 'out')
  const exported = await runCommand(home, ['export', 'D-sign-3', '--profile', join(home, 'profile'), '--key-file', join(home, 'profile.key'), '--out', out, '--json'])
  expect(exported.code).toBe(0)
  // The annex is not signed, and pdfsig leaves with 2 for it.
  const main = readdirSync(out).find(name => name.endsWith('.pdf') && !name.startsWith('Phụ lục')) ?? ''
  const signed = execFileSync('pdfsig', ['-nocert', join(out, main)], { encoding: 'utf8' })
  expect(signed).toContain('Signature is Valid.')
  expect(signed).toContain('Total document signed')
})

test('a SoftHSM2 token’s wrong PIN is told by its own words, and nothing is sent', async ({ openDesk, province, token }) => {
  const { page } = await openDesk({ tokenFile: false, env: token.env })
  await ready(page)
  await openSigning(page)
  await enterPin(page, '00000000')
  await expect(page.getByText(/Mã PIN chưa đúng/).first()).toBeVisible({ timeout: 20_000 })
  expect((await documentAt(lineOf(province), 'D-sign-3')).state).toBe('submitted')
})
