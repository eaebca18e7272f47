import { expect, test } from 'vitest'
import { createPaperPasswords } from '../../../electron/handlers/paper-passwords.ts'
import { memorySource } from '../../../electron/pdf/source.ts'
import { makePdf } from '../../helpers/make-pdf.ts'

const paper = { documentId: 'D1', sha256: 'grown' }
function passwordsOf(documentId: string) {
  const passwords = createPaperPasswords()
  passwords.keep({ documentId, sha256: 'first' }, Buffer.from('mở'))
  return passwords
}

test.each([
  ['a file without encryption', makePdf()],
  ['a file that cannot be read', Buffer.from('không phải PDF')],
])('%s is opened by no password that is known', async (_, bytes) => {
  expect(await passwordsOf('D1').find(paper, memorySource(bytes))).toBeUndefined()
})

test('a fault that is not the file’s is not taken for a wrong password', async () => {
  const broken = { size: 10_000, read: () => Promise.reject(new TypeError('bug')) }
  await expect(passwordsOf('D1').find(paper, broken as unknown as ReturnType<typeof memorySource>)).rejects.toThrow('bug')
  expect(await passwordsOf('D2').find(paper, broken as unknown as ReturnType<typeof memorySource>)).toBeUndefined()
})
