import { ProblemError } from '../../../shared/problem.ts'
import type { Command } from '../command.ts'
import type { OptionSpecs } from '../options.ts'

/** The contract's options, so that they are known before they do anything. */
const OPTIONS: OptionSpecs = Object.fromEntries(
  ['out', 'level', 'tsa', 'trust', 'open-password-file', 'host-map', 'number-rect', 'date-rect', 'signature-rect', 'seal-rect']
    .map(name => [name, { value: '…', many: true, help: { vi: 'chưa có trong phiên bản này', en: 'not in this version yet' } }]),
)

/** Commands of the contract that later work brings: they answer `command.not-built` whatever they are given. */
export const notBuilt: readonly Command[] = [
  { name: 'prepare', summary: { vi: 'thêm trường số, ngày, chữ ký, dấu (chưa có)', en: 'adds the fields before the leader signs (not yet)' } },
].map(({ name, summary }) => ({
  name, summary, synopsis: '', options: OPTIONS, positionals: [0, 100_000] as const,
  run: () => Promise.reject(new ProblemError('command.not-built', { what: name })),
}))
