import { resolve } from 'node:path'
import { toProblem, type Problem, type ProblemCode } from '../../../shared/problem.ts'
import { parseCertificate, type Certificate } from '../../pki/certificate.ts'
import { chainOf } from '../../pki/chain.ts'
import { signFile } from '../../signing/sign-file.ts'
import type { SigningWish } from '../../signing/signing-wish.ts'
import { AT_ONCE, signBatch } from '../../signing/batch.ts'
import { validatePdf } from '../../validation/validate.ts'
import type { SigningKey } from '../../token/sign-with-token.ts'
import type { Signer } from '../../../shared/model/signer.ts'
import { ACT_OPTIONS, readWish } from '../act-options.ts'
import type { Command, Invocation } from '../command.ts'
import { EXIT, worstOf, type ExitCode } from '../exit.ts'
import { LEVEL_OPTIONS, type LevelChoice, noteWaiting, readLevelChoice } from '../level-options.ts'
import { planOut, type OutPlan } from '../out-path.ts'
import { readOpenPassword } from '../secret-file.ts'
import { KEY_OPTIONS, keyChoice, openTokens, padAlone } from '../token-tools.ts'

/** `sign`: one PIN, any number of files; a file's failure does not stop the rest, the token's does. */
export const sign: Command = {
  name: 'sign',
  synopsis: 'IN… --out OUT (--module PATH [--token LABEL] --pin-file F | --p12 FILE --password-file F) [options]',
  summary: { vi: 'ký số tệp PDF (PAdES)', en: 'signs PDF files (PAdES)' },
  options: {
    ...KEY_OPTIONS, ...LEVEL_OPTIONS, ...ACT_OPTIONS,
    out: { value: 'OUT', help: { vi: 'tệp kết quả, hoặc thư mục khi ký nhiều tệp', en: 'the signed file, or a folder for several' } },
    force: { help: { vi: 'ghi đè tệp đã có', en: 'overwrite what exists' } },
    // As `token certificates` prints it, or as openssl and Windows do, with colons or blanks.
    cert: { value: 'SHA256', help: { vi: 'chứng thư dùng để ký, khi có nhiều', en: 'the certificate, where several may sign' } },
    'open-password-file': { value: 'F', help: { vi: 'tệp chứa mật khẩu mở tài liệu được mã hóa', en: 'file with the password of encrypted documents' } },
  },
  positionals: [1, 10_000],
  async run(invocation) {
    const { positionals, options, around } = invocation
    const wish = readWish(options, around.cwd)
    const levels = await readLevelChoice(invocation)
    const choice = keyChoice(invocation)
    const password = await readOpenPassword(invocation)
    const plan = planOut(options.required('out'), positionals, { cwd: around.cwd, force: options.has('force') })
    const tokens = openTokens(around)
    try {
      return await tokens.withSigner(
        { module: choice.module, tokenLabel: choice.tokenLabel, certificateSha256: options.text('cert')?.replace(/[:\s]/g, ''), pin: choice.pin ?? padAlone(invocation.output), signatures: positionals.length },
        (signer, key) => signAll({ invocation, wish, levels, plan, signer, key, password }),
      )
    } finally {
      tokens.close()
    }
  },
}

interface SignAll { readonly invocation: Invocation; readonly wish: SigningWish; readonly levels: LevelChoice; readonly plan: OutPlan; readonly signer: Signer; readonly key: SigningKey; readonly password: Uint8Array | undefined }

async function signAll(all: SignAll): Promise<ExitCode> {
  const { invocation: { positionals, output }, key } = all
  const lines = inOrder()
  const tellProblem = (file: string, { code, facts }: Problem) => output.problem({ code, facts: { file, ...facts } }, { file })
  const results = await signBatch({
    items: [...positionals.entries()], atOnce: key.alwaysAuthenticate ? 1 : AT_ONCE, // a key that asks each time has one person
    signal: key.removed,
    sign: ([index, file]) => signOne(all, file).then(({ code, tell }) => {
      lines.say(index, tell)
      return code
    }, (error: unknown) => {
      lines.say(index, () => tellProblem(file, toProblem(error)))
      throw error
    }),
  })
  // One line says of a PIN all there is to say: no file was the reason.
  const saysAll = results.some(result => !result.ok && isPinFailure(result.problem.code))
  for (const result of results) if (!result.ok && !saysAll && !lines.hasSaid(result.item[0])) tellProblem(result.item[1], result.problem)
  return worstOf(results.map(result => (result.ok ? result.value : EXIT.refused)))
}

/** Says what happened to each item as soon as nothing before it is still to be said. */
function inOrder() {
  const waiting = new Map<number, () => void>()
  const state = { next: 0 }
  return {
    say(index: number, tell: () => void): void {
      waiting.set(index, tell)
      for (let ready = waiting.get(state.next); ready !== undefined; ready = waiting.get(state.next)) {
        waiting.delete(state.next++)
        ready()
      }
    },
    hasSaid: (index: number): boolean => index < state.next,
  }
}

function isPinFailure(code: ProblemCode): boolean {
  return code.startsWith('token.pin-') || code === 'token.p12-password'
}

async function signOne({ invocation: { around, options, output }, wish, levels, plan, signer, key, password }: SignAll, file: string): Promise<{ readonly code: ExitCode; readonly tell: () => void }> {
  const from = resolve(around.cwd, file)
  const out = plan.pathFor(file)
  const atMs = around.now()
  const signed = await signFile({
    ...wish, password, from, to: out, existing: options.has('force') ? 'replace' : 'refuse', atMs,
    signer: withChain(signer, levels.anchors), level: levels.level ?? 'B-B', services: levels.services, anchors: levels.anchors,
    judge: source => validatePdf({ source, trust: [], at: atMs, password }),
  })
  const { facts, sha256 } = key.certificate
  const tell = (): void => {
    output.item({
      file, out, field: signed.field, level: signed.level, wanted: signed.wanted, waiting: signed.waiting,
      certificate: { subject: facts?.subject ?? '', serial: facts?.serial ?? '', sha256 }, bytes: signed.size,
    }, `${file} → ${out} (${facts?.commonName ?? sha256})`)
    if (wish.act === 'issue' && signed.filled.length === 0) output.note(`${file}: ${output.say(NOT_PRINTED)}`)
    if (wish.image !== undefined && TEXT_ALONE.includes(wish.act)) output.note(`${file}: ${output.say(NO_IMAGE)}`)
    if (signed.waiting) noteWaiting(output, file, signed.problem)
  }
  return { code: signed.waiting ? EXIT.waiting : EXIT.done, tell }
}

const NOT_PRINTED = { vi: 'văn bản chưa chuẩn bị ô số và ngày nên số, ngày không được in vào trang (xem lệnh prepare)', en: 'no fields for number and date were prepared, so they are not printed on the page (see prepare)' }

/** NĐ 30/2020, Phụ lục I: the image of the seal is not shown here. */
const TEXT_ALONE: readonly string[] = ['appendix', 'copy', 'incoming']
const NO_IMAGE = { vi: 'hình thức ký này chỉ in chữ, không hiển thị ảnh (NĐ 30/2020)', en: 'this act prints text alone, the picture is not shown (NĐ 30/2020)' }

/** Cards often hold the signer's certificate alone; its issuers are then taken from `--trust`. */
function withChain(signer: Signer, anchors: readonly Certificate[]): Signer {
  if (signer.chain.length > 0) return signer
  return { ...signer, chain: chainOf(parseCertificate(signer.certificate), anchors).slice(1).map(certificate => certificate.der) }
}
