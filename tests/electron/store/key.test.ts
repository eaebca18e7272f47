import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { codeByRecoveryKey, createKey, keepRecoveryCertificate, readKey, recoverKey, renewRecoveryCode } from '../../../electron/store/key.ts'
import { makeProfileFolders, profileFiles } from '../../../electron/store/profile.ts'
import { makeCertificate } from '../../helpers/certificates.ts'
import { makeFolder } from '../../helpers/make-store.ts'

function profile() {
  const files = profileFiles(join(makeFolder(), 'p'))
  makeProfileFolders(files)
  return files
}
const keychain = { wrap: (key: Uint8Array) => Promise.resolve(key.map(byte => byte ^ 0x5a)), unwrap: (key: Uint8Array) => Promise.resolve(key.map(byte => byte ^ 0x5a)) }

test('a key file is text, its owner’s alone, and opens the profile again', async () => {
  const [files, keyFile] = [profile(), join(makeFolder(), 'deep', 'key')]
  const { key } = await createKey(files, { keyFile })
  expect(statSync(keyFile).mode & 0o777).toBe(0o600)
  expect(readFileSync(keyFile, 'utf8')).toMatch(/^[\w-]{43}\n$/)
  expect(readFileSync(files.key, 'utf8')).not.toContain(Buffer.from(key.bytes).toString('base64url'))
  expect((await readKey(files, { keyFile })).bytes).toEqual(key.bytes)
})

test('another profile’s key is told by the check value', async () => {
  const [one, two, folder] = [profile(), profile(), makeFolder()]
  await createKey(one, { keyFile: join(folder, '1') })
  await createKey(two, { keyFile: join(folder, '2') })
  await expect(readKey(one, { keyFile: join(folder, '2') })).rejects.toMatchObject({ code: 'store.wrong-key' })
})

test('without keychain and key file there is no key', async () => {
  const files = profile()
  await expect(createKey(files, {})).rejects.toMatchObject({ code: 'store.no-key' })
  await createKey(files, { keychain })
  await expect(readKey(files, {})).rejects.toMatchObject({ code: 'store.no-key' })
  await expect(readKey(files, { keyFile: join(files.folder, 'absent') })).rejects.toMatchObject({ code: 'store.no-key' })
})

test('the recovery code opens the profile when the keychain has lost its key, however it is typed; a new one ends the old', async () => {
  const files = profile()
  const { key } = await createKey(files, { keychain })
  const lost = { ...keychain, unwrap: () => Promise.reject(new Error('DPAPI')) }
  await expect(readKey(files, { keychain: lost })).rejects.toMatchObject({ code: 'store.no-key', facts: { keychain: 'refused' } })
  const [old, code] = [renewRecoveryCode(files, key), renewRecoveryCode(files, key)]
  await expect(readKey(files, { keychain: lost })).rejects.toMatchObject({ code: 'store.no-key', facts: { keychain: 'refused', recovery: true } })
  expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}$/)
  for (const wrong of [old, 'AAAAA-AAAAA-AAAAA-AAAAA-AAAAA', '']) await expect(recoverKey(files, wrong, { keychain })).rejects.toMatchObject({ code: 'store.recovery-code-wrong' })
  expect((await recoverKey(files, code.toLowerCase().replaceAll('-', ' '), { keychain })).bytes).toEqual(key.bytes)
  expect((await readKey(files, { keychain })).bytes).toEqual(key.bytes)
  expect(() => renewRecoveryCode(files, { ...key, bytes: new Uint8Array(32) })).toThrow(expect.objectContaining({ code: 'store.wrong-key' }))
})

test('recovery writes a key file where there is none, and never over another key', async () => {
  const [files, folder] = [profile(), makeFolder()]
  const { key } = await createKey(files, { keychain })
  const code = renewRecoveryCode(files, key)
  await createKey(profile(), { keyFile: join(folder, 'other') })
  const other = readFileSync(join(folder, 'other'), 'utf8')
  await expect(recoverKey(files, code, { keyFile: join(folder, 'other') })).rejects.toMatchObject({ code: 'file.exists' })
  expect(readFileSync(join(folder, 'other'), 'utf8')).toBe(other)
  await recoverKey(files, code, { keyFile: join(folder, 'new') })
  expect((await readKey(files, { keyFile: join(folder, 'new') })).bytes).toEqual(key.bytes)
})

test('the agency’s certificate: its private key alone makes a new code, which opens the profile; another certificate takes the place of the first', async () => {
  const files = profile()
  const { key } = await createKey(files, { keychain })
  const [first, second, elliptic] = [await makeCertificate({ subject: 'CN=Khôi phục' }), await makeCertificate({ subject: 'CN=Khôi phục 2' }), await makeCertificate({ subject: 'CN=EC', key: 'p-256' })]
  expect(() => codeByRecoveryKey(files, first.privateKey)).toThrow(expect.objectContaining({ code: 'store.recovery-key-wrong' }))
  expect([keepRecoveryCertificate(files, key, elliptic.certificate), keepRecoveryCertificate(files, key, new Uint8Array(9)), keepRecoveryCertificate(files, key, first.certificate)]).toEqual([false, false, true])
  const written = readFileSync(files.key, 'utf8')
  keepRecoveryCertificate(files, key, first.certificate)
  expect(readFileSync(files.key, 'utf8')).toBe(written)
  await expect(readKey(files, {})).rejects.toMatchObject({ code: 'store.no-key', facts: { recovery: true } })
  const code = codeByRecoveryKey(files, first.privateKey)
  expect((await recoverKey(files, code, { keychain })).bytes).toEqual(key.bytes)
  keepRecoveryCertificate(files, key, second.certificate)
  expect(() => codeByRecoveryKey(files, first.privateKey)).toThrow(expect.objectContaining({ code: 'store.recovery-key-wrong' }))
  expect((await recoverKey(files, codeByRecoveryKey(files, second.privateKey), { keychain })).bytes).toEqual(key.bytes)
})
