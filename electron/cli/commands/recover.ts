import { createPrivateKey, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { ProblemError } from '../../../shared/problem.ts'
import { codeByRecoveryKey } from '../../store/key.ts'
import { profileFiles } from '../../store/profile.ts'
import type { Command, Invocation } from '../command.ts'
import { EXIT } from '../exit.ts'
import { fileProblem, readSecretOf } from '../secret-file.ts'

/** `recover`: the agency's private key makes a new recovery code for a profile whose PC has lost its own key; the officer types it in the window. */
export const recover: Command = {
  name: 'recover',
  synopsis: '--profile DIR --recovery-key FILE [--password-file F]',
  summary: { vi: 'cấp mã khôi phục mới cho hồ sơ mà máy đã mất khóa, bằng khóa khôi phục của cơ quan', en: 'makes a new recovery code for a profile whose machine lost its key, by the agency’s recovery key' },
  options: {
    profile: { value: 'DIR', help: { vi: 'thư mục hồ sơ dữ liệu', en: 'the profile’s folder' } },
    'recovery-key': { value: 'FILE', help: { vi: 'khóa riêng của chứng thư khôi phục (PEM)', en: 'private key of the recovery certificate (PEM)' } },
    'password-file': { value: 'F', help: { vi: 'tệp chứa mật khẩu của khóa riêng; "-" là đầu vào chuẩn', en: 'file with the password of the private key; "-" is standard input' } },
  },
  positionals: [0, 0],
  async run(invocation) {
    const { options, around, output } = invocation
    const files = profileFiles(resolve(around.cwd, options.required('profile')))
    const code = codeByRecoveryKey(files, await readPrivateKey(invocation))
    output.item({ profile: options.required('profile'), code }, output.say({ vi: `Mã khôi phục mới: ${code}`, en: `New recovery code: ${code}` }))
    return EXIT.done
  },
}

async function readPrivateKey(invocation: Invocation): Promise<KeyObject> {
  const { options, around, output } = invocation
  const given = options.required('recovery-key')
  const pem = read(resolve(around.cwd, given), given)
  const isLocked = pem.includes('ENCRYPTED')
  const passphrase = isLocked ? Buffer.from(await readSecretOf('password-file', output.say({ vi: 'Mật khẩu của khóa khôi phục: ', en: 'Password of the recovery key: ' }), invocation)) : undefined
  try {
    return createPrivateKey(passphrase === undefined ? pem : { key: pem, passphrase })
  } catch (cause) {
    throw new ProblemError('store.recovery-key-wrong', { file: given }, { cause })
  } finally {
    passphrase?.fill(0)
  }
}

function read(path: string, given: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    throw fileProblem(error, given)
  }
}
