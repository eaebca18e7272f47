import type { Language } from '../../shared/text/problem.ts'
import type { Command } from './command.ts'

const words = {
  vi: { usage: 'Cách dùng', commands: 'Các lệnh', options: 'Tùy chọn', general: 'Mọi lệnh nhận --help, --json, --lang vi|en. Mã thoát: 0 xong · 1 bị từ chối · 2 sai cách dùng · 3 còn chờ hoặc chưa kết luận · 4 không có gì để kiểm tra.' },
  en: { usage: 'Usage', commands: 'Commands', options: 'Options', general: 'Every command takes --help, --json, --lang vi|en. Exit codes: 0 done · 1 refused · 2 usage · 3 waiting or indeterminate · 4 nothing to judge.' },
} as const

export function overview(commands: readonly Command[], language: Language): string {
  const w = words[language]
  const width = Math.max(...commands.map(command => command.name.length))
  const rows = commands.map(command => `  ${command.name.padEnd(width)}  ${command.summary[language]}`)
  return `${w.usage}: lien-thong <command> [options]\n\n${w.commands}:\n${rows.join('\n')}\n\n${w.general}\n`
}

export function commandHelp(command: Command, language: Language): string {
  const w = words[language]
  const names = Object.entries(command.options).map(([name, spec]) => [`--${name}${spec.value === undefined ? '' : ` ${spec.value}`}${spec.many === true ? ' …' : ''}`, spec.help[language]] as const)
  const width = Math.max(0, ...names.map(([left]) => left.length))
  const rows = names.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)
  return `${w.usage}: lien-thong ${command.name} ${command.synopsis}\n\n${command.summary[language]}\n${rows.length === 0 ? '' : `\n${w.options}:\n${rows.join('\n')}\n`}\n${w.general}\n`
}
