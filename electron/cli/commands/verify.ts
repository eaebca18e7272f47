import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { SignatureReport } from '../../../shared/model/signature-report.ts'
import { writtenInstant } from '../../../shared/model/vietnam-time.ts'
import { ProblemError, toProblem } from '../../../shared/problem.ts'
import type { Command } from '../command.ts'
import { EXIT, worstOf, type ExitCode } from '../exit.ts'
import { LEVEL_OPTIONS, readTrust } from '../level-options.ts'
import { openVerifier } from '../open-verifier.ts'
import { reportWords } from '../report-words.ts'
import { fileProblem, readOpenPassword } from '../secret-file.ts'

const CODES = { valid: EXIT.done, invalid: EXIT.refused, indeterminate: EXIT.waiting, unsigned: EXIT.nothing, unreadable: EXIT.nothing } as const satisfies Record<SignatureReport['verdict'], ExitCode>

/** `verify`: a report for each file, whatever is in it, within ten seconds each. */
export const verify: Command = {
  name: 'verify',
  synopsis: 'FILE… [--trust DIR] [--trust-embedded] [--offline] [--host-map FROM=TO]… [--at ISO] [--open-password-file F] [--text]',
  summary: { vi: 'kiểm tra chữ ký số của tệp PDF', en: 'judges the signatures of PDF files' },
  options: {
    trust: { value: 'DIR', many: true, help: { vi: 'thư mục chứng thư gốc', en: 'folder of trust anchors' } },
    'trust-embedded': { help: { vi: 'coi chứng thư trong tệp là gốc (chỉ để thử nghiệm)', en: 'take certificates inside the file as anchors (for conformance runs)' } },
    offline: { help: { vi: 'không hỏi dịch vụ nào trên mạng', en: 'ask no service on the network' } },
    'host-map': LEVEL_OPTIONS['host-map'],
    at: { value: 'ISO', help: { vi: 'kiểm tra tại thời điểm này, không hỏi mạng', en: 'judge as of this time, asking no network' } },
    'open-password-file': { value: 'F', help: { vi: 'tệp chứa mật khẩu mở tài liệu được mã hóa', en: 'file with the password of encrypted documents' } },
    text: { help: { vi: 'in bằng lời; cùng --json thì lời ở đầu ra lỗi', en: 'print words; with --json on standard error' } },
  },
  positionals: [1, 100_000],
  async run(invocation) {
    const { positionals, options, output, around } = invocation
    const password = await readOpenPassword({ options, around, output })
    const given = readTime(options.text('at'))
    const trust = await readTrust(options, around.cwd)
    const trustEmbedded = options.has('trust-embedded')
    if (trustEmbedded) output.note(output.say({ vi: 'Cảnh báo: chứng thư trong tệp được coi là gốc; kết quả chỉ để thử nghiệm.', en: 'Warning: certificates inside the file are taken as anchors; for conformance runs only.' }))
    // What the network says is of today: it cannot answer for another time.
    const judge = await openVerifier(invocation, { trust, isOffline: options.has('offline') || given !== null })
    const codes: ExitCode[] = []
    for (const file of positionals) {
      try {
        const path = resolve(around.cwd, file)
        readable(path, file)
        const report = await judge({ document: { kind: 'file', path }, trust, trustEmbedded, password, at: given ?? around.now() })
        const words = reportWords(file, report, output.language)
        output.item({ file, ...report }, words)
        if (output.json && options.has('text')) output.note(words)
        codes.push(CODES[report.verdict])
      } catch (error) {
        const problem = toProblem(error)
        output.problem({ code: problem.code, facts: { file, ...problem.facts } }, { file })
        codes.push(EXIT.refused)
      }
    }
    return worstOf(codes)
  },
}

function readTime(text: string | null): number | null {
  if (text === null) return null
  const at = writtenInstant(text)
  if (at === null) throw new ProblemError('command.bad-argument', { argument: `--at ${text}` })
  return at
}

function readable(path: string, file: string): void {
  try {
    if (!statSync(path).isFile()) throw new ProblemError('file.unreadable', { file })
  } catch (error) {
    throw error instanceof ProblemError ? error : fileProblem(error, file)
  }
}
