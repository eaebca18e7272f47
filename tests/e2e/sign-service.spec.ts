import { SIGN_SERVICE_PORT } from '../../electron/sign-service/sign-service.ts'
import { documentAt, lineOf } from '../helpers/ask-province.ts'
import { makeCertificate } from '../helpers/certificates.ts'
import { startFakeSignService } from '../helpers/fake-sign-service.ts'
import { makeSignedPdf } from '../helpers/make-signed-pdf.ts'
import { signerOf } from '../helpers/make-trust.ts'
import { readPkcs12 } from '../helpers/read-pkcs12.ts'
import { expect, test } from './fixture.ts'
import { openSigning, ready } from './steps.ts'

test('on a PC that has VGCA Sign Service only it is chosen in the settings, signs in its own way, and the document is sent', async ({ openDesk, province }) => {
  test.setTimeout(180_000)
  const [file] = lineOf(province).tokens
  const { certificate, privateKey } = readPkcs12(file?.p12 ?? '', file?.pin ?? '')
  const signer = signerOf({ certificate: Buffer.from(certificate), privateKey, chain: [], commonName: '', serial: '', issuerAndSerial: Buffer.alloc(0) })
  const service = await startFakeSignService(await makeCertificate({ subject: 'CN=127.0.0.1', key: 'p-256' }), SIGN_SERVICE_PORT)
  service.set({ sign: document => makeSignedPdf(document, signer) })
  try {
    const { page } = await openDesk({ tokenFile: false, env: { SOFTHSM2_CONF: '/nowhere' } })
    await ready(page)
    await page.getByRole('button', { name: 'Cài đặt' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('tab', { name: 'Ký số' }).click()
    await dialog.getByRole('button', { name: 'Dùng VGCA Sign Service' }).click()
    await expect(dialog.getByRole('button', { name: 'Thôi dùng' })).toBeVisible({ timeout: 20_000 })
    await page.keyboard.press('Escape')
    await openSigning(page)
    await expect(dialog.getByText('VGCA Sign Service mở cửa sổ riêng', { exact: false })).toBeVisible({ timeout: 60_000 })
    await dialog.getByRole('button', { name: 'Ký và gửi' }).click()
    await expect(dialog).toBeHidden({ timeout: 60_000 })
    await expect.poll(async () => (await documentAt(lineOf(province), 'D-sign-3')).state, { timeout: 60_000 }).toBe('dispatched')
    expect(service.calls.map(({ path }) => path)).toContain('/SignApproved')
  } finally {
    await service.close()
  }
})
