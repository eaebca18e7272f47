import type { Command } from '../command.ts'
import { EXIT } from '../exit.ts'
import { PROFILE_OPTIONS, withCore } from '../profile-tools.ts'
import { readSecret } from '../secret-file.ts'

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
    const login = { url: options.required('url'), user: options.required('user'), password: Buffer.from(await readSecret(options.required('password-file'), around)).toString('utf8') }
    return withCore(invocation, true, async core => {
      const { accounts } = await core.connect(login)
      const { userName, officerId, agencyId, isDemo } = accounts
      output.item({ profile: options.required('profile'), server: login.url, user: userName, officerId, agencyId, demo: isDemo },
        output.say({ vi: `Đã kết nối ${userName} tại ${login.url}.`, en: `Connected ${userName} at ${login.url}.` }))
      return EXIT.done
    })
  },
}
