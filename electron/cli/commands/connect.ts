import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { ProblemError } from '../../../shared/problem.ts'
import { tryLogin } from '../../core/login.ts'
import { keepAuthorities, keptAuthorities, readAuthorities, trustServerAuthorities } from '../../core/server-trust.ts'
import { profileFiles } from '../../store/profile.ts'
import type { Command } from '../command.ts'
import { EXIT } from '../exit.ts'
import { environmentFetch } from '../network.ts'
import { PROFILE_OPTIONS, profilePlace, withCore } from '../profile-tools.ts'
import { readSecretOf } from '../secret-file.ts'

/** `connect`: makes or changes a profile; the login is tried before it is kept. */
export const connect: Command = {
  name: 'connect',
  synopsis: '--profile DIR --url U --user N --password-file F [--ca FILE] [--key-file F]',
  summary: { vi: 'tạo hoặc đổi hồ sơ dữ liệu cho một tài khoản trên máy chủ tỉnh', en: 'makes or changes a profile for an account of a provincial server' },
  options: {
    ...PROFILE_OPTIONS,
    url: { value: 'U', help: { vi: 'địa chỉ máy chủ', en: 'address of the server' } },
    user: { value: 'N', help: { vi: 'tên đăng nhập', en: 'user name' } },
    'password-file': { value: 'F', help: { vi: 'tệp chứa mật khẩu; "-" là đầu vào chuẩn', en: 'file with the password; "-" is standard input' } },
    ca: { value: 'FILE', help: { vi: 'chứng thư gốc của máy chủ (PEM)', en: 'root certificate of the server (PEM)' } },
  },
  positionals: [0, 0],
  async run(invocation) {
    const { options, around, output } = invocation
    const { folder, keySource } = profilePlace(invocation)
    const login = { url: options.required('url'), user: options.required('user'), password: Buffer.from(await readSecretOf('password-file', output.say({ vi: 'Mật khẩu: ', en: 'Password: ' }), invocation)).toString('utf8') }
    const ca = options.text('ca')
    const authorities = ca === null ? [] : readAuthorities(resolve(around.cwd, ca), ca)
    if (!existsSync(profileFiles(folder).key)) {
      // Nothing is left behind by a login that does not work, not even an empty profile.
      if (keySource.keyFile === undefined) throw new ProblemError('store.no-key')
      trustServerAuthorities(authorities)
      await tryLogin({ fetch: environmentFetch(around), now: around.now }, login)
    }
    return withCore(invocation, true, async core => {
      const before = keptAuthorities(core.store.db)
      if (ca !== null) keepAuthorities(core.store.db, authorities)
      const { accounts } = await core.connect(login).catch((error: unknown) => {
        keepAuthorities(core.store.db, before)
        throw error
      })
      const { userName, officerId, agencyId, isDemo } = accounts
      output.item({ profile: options.required('profile'), server: login.url, user: userName, officerId, agencyId, demo: isDemo },
        output.say({ vi: `Đã kết nối ${userName} tại ${login.url}.`, en: `Connected ${userName} at ${login.url}.` }))
      return EXIT.done
    })
  },
}
