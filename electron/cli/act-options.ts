import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { COPY_KINDS, type CopyKind, SIGNING_ACTS, type SigningAct } from '../../shared/model/signing-act.ts'
import { SIGNATURE_ALGORITHMS } from '../../shared/model/signer.ts'
import { isCalendarDate } from '../../shared/model/vietnam-time.ts'
import { ProblemError } from '../../shared/problem.ts'
import type { ActWords } from '../signing/act.ts'
import type { SigningWish } from '../signing/signing-wish.ts'
import type { Options, OptionSpecs } from './options.ts'
import { fileProblem } from './secret-file.ts'

/** What `sign` does and prints, and where. */
export const ACT_OPTIONS: OptionSpecs = {
  act: { value: SIGNING_ACTS.join('|'), help: { vi: 'hình thức ký: duyệt, cấp số và đóng dấu, phụ lục, bản sao, dấu đến, bút phê; mặc định plain', en: 'approve, number and seal, appendix, certified copy, incoming stamp, comment; plain by default' } },
  number: { value: 'N', help: { vi: 'số do hệ thống của tỉnh cấp (issue, appendix, incoming, copy)', en: 'number given by the province\'s system (issue, appendix, incoming, copy)' } },
  date: { value: 'YYYY-MM-DD', help: { vi: 'ngày ban hành (issue) hoặc ngày đến (incoming)', en: 'date of issue (issue) or arrival (incoming)' } },
  'copy-kind': { value: Object.keys(COPY_KINDS).join('|'), help: { vi: 'hình thức sao (copy)', en: 'kind of copy (copy)' } },
  text: { value: 'T', help: { vi: 'nội dung bút phê (comment), hoặc chữ cạnh ảnh (plain)', en: 'text of the comment (comment), or beside the picture (plain)' } },
  image: { value: 'PNG', help: { vi: 'ảnh chữ ký (approve) hoặc ảnh con dấu (issue)', en: 'picture of the signature (approve) or the seal (issue)' } },
  page: { value: 'N', help: { vi: 'trang đặt chữ ký', en: 'page of the signature' } },
  rect: { value: 'x,y,w,h', help: { vi: 'vị trí (điểm PDF, gốc dưới trái của trang khi hiển thị)', en: 'its place (PDF points, origin lower left as displayed)' } },
  field: { value: 'NAME', help: { vi: 'trường chữ ký có sẵn hoặc tên trường mới', en: 'a signature field, or the name of a new one' } },
  certify: { value: '1|2|3', help: { vi: 'chứng nhận tài liệu (DocMDP)', en: 'certify the document (DocMDP)' } },
  algorithm: { value: SIGNATURE_ALGORITHMS.join('|'), help: { vi: 'thuật toán ký', en: 'signature algorithm' } },
}

/** The wish, with words only where the act prints them: an option that would be lost is refused. */
export function readWish(options: Options, cwd: string): SigningWish {
  const rect = options.text('rect')
  const page = options.whole('page', 1)
  const certify = oneOf(options, 'certify', ['1', '2', '3'] as const)
  const image = options.text('image')
  const act = oneOf(options, 'act', SIGNING_ACTS) ?? 'plain'
  if (page !== null && rect === null) throw new ProblemError('command.bad-argument', { argument: '--page (--rect?)' })
  return {
    act, words: readWords(options, act),
    placement: rect === null ? undefined : { page: page ?? 1, rect: readRect('rect', rect) },
    image: image === null ? undefined : readImage(resolve(cwd, image), image),
    fieldName: options.text('field') ?? undefined,
    certify: certify === null ? undefined : Number(certify) as 1 | 2 | 3,
    algorithm: oneOf(options, 'algorithm', SIGNATURE_ALGORITHMS) ?? undefined,
  }
}

const TAKEN: Readonly<Record<'number' | 'date' | 'copy-kind' | 'text', readonly SigningAct[]>> = {
  number: ['issue', 'appendix', 'copy', 'incoming'], date: ['issue', 'appendix', 'copy', 'incoming'], 'copy-kind': ['copy'], text: ['comment', 'plain'],
}

function readWords(options: Options, act: SigningAct): ActWords {
  for (const [name, acts] of Object.entries(TAKEN)) {
    if (options.has(name) && !acts.includes(act)) throw new ProblemError('command.bad-argument', { argument: `--${name} (--act ${act})` })
  }
  const date = options.text('date')
  if (date !== null && !isCalendarDate(date)) throw new ProblemError('command.bad-argument', { argument: `--date ${date}` })
  return {
    number: options.text('number') ?? undefined, date: date ?? undefined, text: options.text('text') ?? undefined,
    copyKind: oneOf(options, 'copy-kind', Object.keys(COPY_KINDS) as CopyKind[]) ?? undefined,
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
export function readRect(name: string, text: string): [number, number, number, number] {
  const numbers = text.split(',').map(part => part.trim() === '' ? Number.NaN : Number(part))
  const [x, y, w, h] = numbers
  if (numbers.length !== 4 || x === undefined || y === undefined || w === undefined || h === undefined || !numbers.every(Number.isFinite) || w <= 0 || h <= 0) {
    throw new ProblemError('command.bad-argument', { argument: `--${name} ${text}` })
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
