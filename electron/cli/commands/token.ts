import { ProblemError, toProblem } from '../../../shared/problem.ts'
import { problemText } from '../../../shared/text/problem.ts'
import { reasonOrProblem } from '../certificate-words.ts'
import { findModules, type FoundModule } from '../../token/modules/find-modules.ts'
import { hostMachine } from '../../token/modules/host-machine.ts'
import type { TokenState } from '../../token/key-source.ts'
import type { TokenSeen } from '../../token/see-tokens.ts'
import type { Tokens } from '../../token/supervisor.ts'
import type { Command, Invocation } from '../command.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { certificateLine, KEY_OPTIONS, keyChoice, openTokens } from '../token-tools.ts'

/** `token list` and `token certificates`: what is plugged in, and why each certificate can or cannot sign. */
export const token: Command = {
  name: 'token',
  synopsis: 'list [--module PATH]… | certificates (--module PATH [--token LABEL] | --p12 FILE) [--pin-file F]',
  summary: { vi: 'thiết bị ký số: trình điều khiển, khe, cờ, chứng thư và lý do ký được hay không', en: 'tokens: modules, slots, flags, certificates and why each can or cannot sign' },
  options: KEY_OPTIONS,
  positionals: [1, 1],
  async run(invocation) {
    const tokens = openTokens(invocation.around)
    try {
      switch (invocation.positionals[0]) {
        case 'list': return await list(invocation, tokens)
        case 'certificates': return await certificates(invocation, tokens)
        default: throw new ProblemError('command.bad-argument', { argument: invocation.positionals[0] ?? '' })
      }
    } finally {
      tokens.close()
    }
  },
}

async function list(invocation: Invocation, tokens: Tokens): Promise<ExitCode> {
  const { options, around, output } = invocation
  const found = await findModules({
    given: options.all('module'), ...hostMachine(around.env) })
  const listed = await Promise.all(found.map(async module => ({ module, ok: await listModule(module, invocation, tokens) })))
  const failed = listed.some(({ module, ok }) => !ok && module.from === 'given')
  if (found.length === 0) output.note(output.say({ vi: 'Chưa tìm thấy trình điều khiển nào. Dùng --module để chỉ tới tệp.', en: 'No driver was found. Name one with --module.' }))
  return failed ? EXIT.refused : EXIT.done
}

async function listModule(module: FoundModule, { output }: Invocation, tokens: Tokens): Promise<boolean> {
  try {
    if (module.problem !== null) throw new ProblemError(module.problem.code, module.problem.facts)
    const [seen, readers] = await Promise.all([tokens.list(module.path), tokens.readers(module.path)])
    const slots = readers.map(({ slot, ...reader }) => ({ slot: Number(slot), ...reader }))
    const empty = readers.filter(({ present }) => !present).map(({ description }) => `  ${description}${output.say({ vi: ' · chưa có thiết bị', en: ' · empty' })}`)
    output.item({ module: module.path, from: module.from, slots, tokens: seen.map(tokenLine) }, [module.path, ...seen.flatMap(tokenWords(output)), ...empty].join('\n'))
    return true
  } catch (error) {
    output.problem(toProblem(error), { file: module.path })
    return false
  }
}

function tokenLine({ tokenId, token: state, certificates: found, problem }: TokenSeen): object {
  const { slot, label, serial, model, manufacturer, minPin, maxPin, ...flags } = state
  return { tokenId, slot: Number(slot), label, serial, model, manufacturer, minPin, maxPin, flags, certificates: found?.map(certificateLine) ?? null, problem }
}

function tokenWords({ language, say }: Invocation['output']): (seen: TokenSeen) => string[] {
  return ({ token: state, certificates: found, problem }) => [
    [`  ${state.label} (${state.model} ${state.serial})`, ...flagWords(state).map(say)].join(' · '),
    ...(found ?? []).map(each => `    ${each.reasons.length === 0 ? '✓' : '✗'} ${each.facts?.subject ?? each.sha256}${each.reasons.map(code => ` · ${reasonOrProblem(code, each, language)}`).join('')}`),
    ...(problem === null ? [] : [`    ${problemText(problem, language).title}`]),
    ...(found === null && problem === null ? [`    ${say({ vi: 'chỉ đọc được chứng thư sau khi nhập PIN', en: 'certificates are readable after the PIN only' })}`] : []),
  ]
}

function flagWords({ locked, finalTry, lowCount, mustChange, pinPad }: TokenState): { readonly vi: string; readonly en: string }[] {
  return [
    ...(locked ? [{ vi: 'đã khóa PIN', en: 'PIN locked' }] : finalTry ? [{ vi: 'còn 1 lần thử', en: '1 try left' }] : lowCount ? [{ vi: 'đã có lần nhập sai PIN', en: 'a wrong PIN was entered' }] : []),
    ...(mustChange ? [{ vi: 'phải đổi PIN trước', en: 'PIN must be changed first' }] : []),
    ...(pinPad ? [{ vi: 'nhập PIN trên đầu đọc', en: 'PIN on the reader' }] : []),
  ]
}

async function certificates(invocation: Invocation, tokens: Tokens): Promise<ExitCode> {
  const { output } = invocation
  const choice = keyChoice(invocation)
  const seen = (await tokens.list(choice.module, choice.pin ?? undefined)).filter(each => choice.tokenLabel === undefined || each.token.label === choice.tokenLabel)
  if (seen.length === 0) throw new ProblemError('token.absent', choice.tokenLabel === undefined ? {} : { token: choice.tokenLabel })
  if (seen.every(each => each.certificates === null)) throw new ProblemError('token.pin-wanted')
  for (const each of seen) {
    for (const certificate of each.certificates ?? []) {
      output.item({ token: each.token.label, ...certificateLine(certificate) },
        `${certificate.reasons.length === 0 ? '✓' : '✗'} ${certificate.facts?.subject ?? ''}\n  sha256 ${certificate.sha256}${certificate.reasons.map(code => `\n  ${reasonOrProblem(code, certificate, output.language)}`).join('')}`)
    }
  }
  return EXIT.done
}
