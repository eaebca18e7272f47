import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { findEntries } from '../core/entries.ts'
import { moduleName } from '../token/module-name.ts'
import { spawnNodeToken } from '../token/spawn-node.ts'
import { superviseTokens, type Tokens } from '../token/supervisor.ts'
import type { PinSource } from '../token/ask-pin.ts'
import type { JudgedCertificate } from '../token/certificate/choose-certificate.ts'
import type { Invocation, Surroundings } from './command.ts'
import type { Options, OptionSpecs } from './options.ts'
import { ProblemError } from '../../shared/problem.ts'

/** Options that name a key's place and its PIN. */
export const KEY_OPTIONS = {
  module: { value: 'PATH', many: true, help: { vi: 'trình điều khiển PKCS#11 của thiết bị', en: 'the token’s PKCS#11 driver' } },
  token: { value: 'LABEL', help: { vi: 'nhãn của thiết bị, khi có nhiều', en: 'label of the token, where there are several' } },
  p12: { value: 'FILE', help: { vi: 'tệp chứng thư PKCS#12 thay cho thiết bị', en: 'a PKCS#12 file instead of a token' } },
  'pin-file': { value: 'F', help: { vi: 'tệp chứa mã PIN; "-" là đầu vào chuẩn', en: 'file with the PIN; "-" is standard input' } },
  'password-file': { value: 'F', help: { vi: 'tệp chứa mật khẩu của tệp PKCS#12', en: 'file with the password of the PKCS#12 file' } },
} as const satisfies OptionSpecs

/** Tokens in processes of plain Node. Drivers are configured by the environment, which reaches them whole. */
export function openTokens(around: Surroundings): Tokens {
  const { token: entry } = findEntries()
  return superviseTokens({
    spawnToken: module => spawnNodeToken({ entry, env: around.env, standardInput: 'inherit' }, module), now: around.now, requestId: randomUUID,
  })
}

export interface KeyChoice { readonly module: string; readonly tokenLabel: string | undefined; readonly pin: PinSource | null }

/** Exactly one of `--module` and `--p12`, and where its PIN comes from. */
export function keyChoice({ options, output, around }: Pick<Invocation, 'options' | 'output' | 'around'>): KeyChoice {
  const module = options.text('module')
  const p12 = options.text('p12')
  if ((module === null) === (p12 === null)) throw new ProblemError('command.bad-argument', { argument: module === null ? '--module | --p12' : '--module --p12' })
  const place = p12 === null ? moduleName({ kind: 'module', path: resolve(around.cwd, module ?? '') }) : moduleName({ kind: 'p12', path: resolve(around.cwd, p12) })
  const file = pinFile(options, p12 === null)
  const { terminal } = around
  const isTyped = terminal !== null && (file === null || file === '-')
  const hidden: { restore: () => void } = { restore: () => undefined }
  return {
    module: place, tokenLabel: options.text('token') ?? undefined,
    pin: file === null && !isTyped ? null : {
      kind: 'file', path: file === null || file === '-' ? '-' : resolve(around.cwd, file),
      told: wanted => {
        if (wanted.pinPad) notePad(output, wanted.label)
        if (wanted.finalTry) output.note(output.say({ vi: 'Chỉ còn 1 lần thử mã PIN trước khi thiết bị bị khóa.', en: 'Only 1 PIN try is left before the token locks.' }))
        // The token process reads the terminal itself: what is typed never comes through here.
        if (isTyped && !wanted.pinPad) hidden.restore = terminal.hide(p12 === null ? output.say({ vi: `Mã PIN của ${wanted.label}: `, en: `PIN of ${wanted.label}: ` }) : output.say({ vi: 'Mật khẩu tệp chứng thư: ', en: 'Password of the certificate file: ' }))
      },
      taken: () => { hidden.restore() },
    },
  }
}

/** Where no PIN was given: only a reader with a pad of its own can still ask for one. */
export function padAlone(output: Invocation['output']): PinSource {
  return {
    kind: 'dialog',
    ask: wanted => {
      if (!wanted.pinPad) throw new ProblemError('token.pin-wanted', { token: wanted.label })
      notePad(output, wanted.label)
    },
  }
}

function notePad(output: Invocation['output'], label: string): void {
  output.note(output.say({ vi: `Nhập mã PIN trên bàn phím của đầu đọc thẻ (${label}).`, en: `Enter the PIN on the reader's own keys (${label}).` }))
}

/** Either name is taken for either kind: a PKCS#12 file's password is its PIN. */
function pinFile(options: Options, isModule: boolean): string | null {
  return isModule ? options.text('pin-file') ?? options.text('password-file') : options.text('password-file') ?? options.text('pin-file')
}

/** A certificate in the words of the contract. */
export function certificateLine(certificate: JudgedCertificate): object {
  const { facts, sha256, reasons } = certificate
  return {
    sha256, subject: facts?.subject ?? '', name: facts?.commonName ?? '', agency: facts?.agency ?? '', issuer: facts?.issuer ?? '', serial: facts?.serial ?? '',
    notBefore: facts === null ? null : new Date(facts.notBefore).toISOString(), notAfter: facts === null ? null : new Date(facts.notAfter).toISOString(),
    canSign: reasons.length === 0, reasons,
  }
}
