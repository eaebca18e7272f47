import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { SIGNATURE_ALGORITHMS } from '../../../shared/model/signer.ts'
import { ProblemError, toProblem } from '../../../shared/problem.ts'
import { parseCertificate, type Certificate } from '../../pki/certificate.ts'
import { chainOf } from '../../pki/chain.ts'
import { signFile } from '../../signing/sign-file.ts'
import type { SigningWish } from '../../signing/signing-wish.ts'
import { stopsBatch } from '../../signing/batch.ts'
import { validatePdf } from '../../validation/validate.ts'
import type { SigningKey } from '../../token/sign-with-token.ts'
import type { Signer } from '../../../shared/model/signer.ts'
import type { Command, Invocation } from '../command.ts'
import { EXIT, worstOf, type ExitCode } from '../exit.ts'
import { LEVEL_OPTIONS, type LevelChoice, noteWaiting, readLevelChoice } from '../level-options.ts'
import type { Options } from '../options.ts'
import { planOut, type OutPlan } from '../out-path.ts'
import { fileProblem, readOpenPassword } from '../secret-file.ts'
import { KEY_OPTIONS, keyChoice, openTokens } from '../token-tools.ts'

const ACTS = ['approve', 'plain'] as const
const LATER_ACTS = ['issue', 'appendix', 'copy', 'incoming', 'comment']
/** Options of acts that later work brings; named so that they are refused as not built, not as unknown. */
const LATER_OPTIONS = ['number', 'date', 'copy-kind', 'text'] as const
const later = { vi: 'chưa có trong phiên bản này', en: 'not in this version yet' }

/** `sign`: one PIN, any number of files; a file's failure does not stop the rest, the token's does. */
export const sign: Command = {
  name: 'sign',
  synopsis: 'IN… --out OUT (--module PATH [--token LABEL] --pin-file F | --p12 FILE --password-file F) [options]',
  summary: { vi: 'ký số tệp PDF (PAdES)', en: 'signs PDF files (PAdES)' },
  options: {
    ...KEY_OPTIONS, ...LEVEL_OPTIONS,
    out: { value: 'OUT', help: { vi: 'tệp kết quả, hoặc thư mục khi ký nhiều tệp', en: 'the signed file, or a folder for several' } },
    force: { help: { vi: 'ghi đè tệp đã có', en: 'overwrite what exists' } },
    cert: { value: 'SHA256', help: { vi: 'chứng thư dùng để ký, khi có nhiều', en: 'the certificate, where several may sign' } },
    act: { value: 'approve|plain|…', help: { vi: 'loại ký; mặc định plain', en: 'the act; plain by default' } },
    image: { value: 'PNG', help: { vi: 'ảnh chữ ký', en: 'picture of the signature' } },
    page: { value: 'N', help: { vi: 'trang đặt chữ ký', en: 'page of the signature' } },
    rect: { value: 'x,y,w,h', help: { vi: 'vị trí (điểm PDF, gốc dưới trái của trang khi hiển thị)', en: 'its place (PDF points, origin lower left as displayed)' } },
    field: { value: 'NAME', help: { vi: 'trường chữ ký có sẵn hoặc tên trường mới', en: 'a signature field, or the name of a new one' } },
    certify: { value: '1|2|3', help: { vi: 'chứng nhận tài liệu (DocMDP)', en: 'certify the document (DocMDP)' } },
    algorithm: { value: SIGNATURE_ALGORITHMS.join('|'), help: { vi: 'thuật toán ký', en: 'signature algorithm' } },
    'open-password-file': { value: 'F', help: { vi: 'tệp chứa mật khẩu mở tài liệu được mã hóa', en: 'file with the password of encrypted documents' } },
    ...Object.fromEntries(LATER_OPTIONS.map(name => [name, { value: '…', many: true, help: later }])),
  },
  positionals: [1, 10_000],
  async run(invocation) {
    const { positionals, options, around } = invocation
    refuseLater(options)
    const wish = readWish(options, around.cwd)
    const levels = await readLevelChoice(invocation)
    const choice = keyChoice(invocation)
    const password = await readOpenPassword(options, around)
    if (choice.pin === null) throw new ProblemError('token.pin-wanted')
    const plan = planOut(options.required('out'), positionals, { cwd: around.cwd, force: options.has('force') })
    const tokens = openTokens(around)
    try {
      return await tokens.withSigner(
        { module: choice.module, tokenLabel: choice.tokenLabel, certificateSha256: options.text('cert') ?? undefined, pin: choice.pin, signatures: positionals.length },
        (signer, key) => signAll({ invocation, wish, levels, plan, signer, key, password }),
      )
    } finally {
      tokens.close()
    }
  },
}

interface SignAll { readonly invocation: Invocation; readonly wish: SigningWish; readonly levels: LevelChoice; readonly plan: OutPlan; readonly signer: Signer; readonly key: SigningKey; readonly password: Uint8Array | undefined }

async function signAll(all: SignAll): Promise<ExitCode> {
  const codes: ExitCode[] = []
  const { positionals, output } = all.invocation
  for (const [index, file] of positionals.entries()) {
    try {
      codes.push(await signOne(all, file))
    } catch (error) {
      const problem = toProblem(error)
      output.problem({ code: problem.code, facts: { file, ...problem.facts } }, { file })
      codes.push(EXIT.refused)
      if (!stopsBatch(problem.code)) continue
      for (const rest of positionals.slice(index + 1)) output.problem({ code: 'signing.stopped', facts: { file: rest } }, { file: rest })
      break
    }
  }
  return worstOf(codes)
}

async function signOne({ invocation: { around, options, output }, wish, levels, plan, signer, key, password }: SignAll, file: string): Promise<ExitCode> {
  const from = resolve(around.cwd, file)
  const out = plan.pathFor(file)
  const atMs = around.now()
  const signed = await signFile({
    ...wish, password, from, to: out, existing: options.has('force') ? 'replace' : 'refuse', atMs,
    signer: withChain(signer, levels.anchors), level: levels.level ?? 'B-B', services: levels.services, anchors: levels.anchors,
    judge: source => validatePdf({ source, trust: [], at: atMs, password }),
  })
  const { facts, sha256 } = key.certificate
  output.item({
    file, out, field: signed.field, level: signed.level, wanted: signed.wanted, waiting: signed.waiting,
    certificate: { subject: facts?.subject ?? '', serial: facts?.serial ?? '', sha256 }, bytes: signed.size,
  }, `${file} → ${out} (${facts?.commonName ?? sha256})`)
  if (!signed.waiting) return EXIT.done
  noteWaiting(output, file, signed.problem)
  return EXIT.waiting
}

/** Cards often hold the signer's certificate alone; its issuers are then taken from `--trust`. */
function withChain(signer: Signer, anchors: readonly Certificate[]): Signer {
  if (signer.chain.length > 0) return signer
  return { ...signer, chain: chainOf(parseCertificate(signer.certificate), anchors).slice(1).map(certificate => certificate.der) }
}

function refuseLater(options: Options): void {
  const act = options.text('act')
  if (act !== null && LATER_ACTS.includes(act)) throw new ProblemError('command.not-built', { what: `--act ${act}` })
  for (const name of LATER_OPTIONS) if (options.has(name)) throw new ProblemError('command.not-built', { what: `--${name}` })
}

function readWish(options: Options, cwd: string): SigningWish {
  const rect = options.text('rect')
  const certify = oneOf(options, 'certify', ['1', '2', '3'] as const)
  const image = options.text('image')
  return {
    act: oneOf(options, 'act', ACTS) ?? 'plain',
    placement: rect === null ? undefined : { page: options.whole('page', 1) ?? 1, rect: readRect(rect) },
    image: image === null ? undefined : readImage(resolve(cwd, image), image),
    fieldName: options.text('field') ?? undefined,
    certify: certify === null ? undefined : Number(certify) as 1 | 2 | 3,
    algorithm: oneOf(options, 'algorithm', SIGNATURE_ALGORITHMS) ?? undefined,
  }
}

function oneOf<T extends string>(options: Options, name: string, values: readonly T[]): T | null {
  const given = options.text(name)
  if (given === null) return null
  const found = values.find(value => value === given)
  if (found === undefined) throw new ProblemError('command.bad-argument', { argument: `--${name} ${given}` })
  return found
}

/** `x,y,w,h` as the two corners that the writer takes. */
function readRect(text: string): [number, number, number, number] {
  const numbers = text.split(',').map(Number)
  const [x, y, w, h] = numbers
  if (numbers.length !== 4 || x === undefined || y === undefined || w === undefined || h === undefined || !numbers.every(Number.isFinite) || w <= 0 || h <= 0) {
    throw new ProblemError('command.bad-argument', { argument: `--rect ${text}` })
  }
  return [x, y, x + w, y + h]
}

function readImage(path: string, given: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (error) {
    throw fileProblem(error, given)
  }
}
