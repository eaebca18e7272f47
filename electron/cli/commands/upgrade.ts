import { resolve } from 'node:path'
import type { SignatureLevel } from '../../../shared/model/signature-level.ts'
import { ProblemError, toProblem } from '../../../shared/problem.ts'
import { upgradeFile } from '../../signing/sign-file.ts'
import type { Command, Invocation } from '../command.ts'
import { EXIT, worstOf, type ExitCode } from '../exit.ts'
import { LEVEL_OPTIONS, type LevelChoice, noteWaiting, readLevelChoice } from '../level-options.ts'
import { planOut, type OutPlan } from '../out-path.ts'
import { readOpenPassword } from '../secret-file.ts'

/** `upgrade`: raises every signature that can be raised; what exists is only added to. */
export const upgrade: Command = {
  name: 'upgrade',
  synopsis: 'IN… --out OUT --level B-T|B-LT|B-LTA [--tsa URL]… [--trust DIR] [--host-map FROM=TO]…',
  summary: { vi: 'nâng mức chữ ký (dấu thời gian, bằng chứng thu hồi)', en: 'raises the level of signatures (timestamps, revocation evidence)' },
  options: {
    ...LEVEL_OPTIONS,
    out: { value: 'OUT', help: { vi: 'tệp kết quả, hoặc thư mục khi có nhiều tệp', en: 'the raised file, or a folder for several' } },
    force: { help: { vi: 'ghi đè tệp đã có', en: 'overwrite what exists' } },
    'open-password-file': { value: 'F', help: { vi: 'tệp chứa mật khẩu mở tài liệu được mã hóa', en: 'file with the password of encrypted documents' } },
  },
  positionals: [1, 10_000],
  async run(invocation) {
    const { positionals, options, around, output } = invocation
    const choice = await readLevelChoice(invocation)
    if (choice.level === null || choice.level === 'B-B') throw new ProblemError('command.bad-argument', { argument: '--level' })
    const password = await readOpenPassword({ options, around, output })
    const plan = planOut(options.required('out'), positionals, { cwd: around.cwd, force: options.has('force') })
    const codes: ExitCode[] = []
    for (const file of positionals) {
      try {
        codes.push(await upgradeOne({ invocation, choice, wanted: choice.level, plan, password }, file))
      } catch (error) {
        const problem = toProblem(error)
        output.problem({ code: problem.code, facts: { file, ...problem.facts } }, { file })
        codes.push(EXIT.refused)
      }
    }
    return worstOf(codes)
  },
}

interface UpgradeAll { readonly invocation: Invocation; readonly choice: LevelChoice; readonly wanted: SignatureLevel; readonly plan: OutPlan; readonly password: Uint8Array | undefined }

async function upgradeOne({ invocation: { around, options, output }, choice: { services, anchors }, wanted, plan, password }: UpgradeAll, file: string): Promise<ExitCode> {
  const out = plan.pathFor(file)
  const raised = await upgradeFile({
    from: resolve(around.cwd, file), to: out, existing: options.has('force') ? 'replace' : 'refuse', wanted, services, anchors, now: around.now(), password,
  })
  output.item({ file, out, level: raised.level, wanted, waiting: raised.waiting, signatures: raised.signatures, bytes: raised.size }, `${file} → ${out} (${raised.level})`)
  if (!raised.waiting) return EXIT.done
  noteWaiting(output, file, raised.problem)
  return EXIT.waiting
}
