import { resolve } from 'node:path'
import { ProblemError } from '../../../shared/problem.ts'
import { appendToFile } from '../../signing/append-to-file.ts'
import { prepareDocument, type PreparedTail } from '../../signing/prepare-document.ts'
import { PREPARED } from '../../../shared/model/signing-act.ts'
import type { Placement } from '../../signing/signing-wish.ts'
import { readRect } from '../act-options.ts'
import type { Command } from '../command.ts'
import { EXIT } from '../exit.ts'
import type { Options, OptionSpecs } from '../options.ts'
import { planOut } from '../out-path.ts'
import { readOpenPassword } from '../secret-file.ts'

const PLACES = ['number', 'date', 'signature', 'seal'] as const
const PLACE_WORDS = { number: { vi: 'số văn bản', en: 'the number' }, date: { vi: 'ngày tháng năm', en: 'the date' }, signature: { vi: 'chữ ký người có thẩm quyền', en: 'the leader\'s signature' }, seal: { vi: 'dấu cơ quan', en: 'the agency\'s seal' } } as const
const RECT_OPTIONS: OptionSpecs = Object.fromEntries(PLACES.map(what => [`${what}-rect`, {
  value: 'page,x,y,w,h', help: { vi: `ô ${PLACE_WORDS[what].vi}; không nêu thì tìm theo văn bản`, en: `field of ${PLACE_WORDS[what].en}; found in the text where it is not given` },
}]))

/** `prepare`: the fields that NĐ 30/2020 wants before the leader signs. */
export const prepare: Command = {
  name: 'prepare',
  synopsis: 'IN --out OUT [--number-rect page,x,y,w,h] [--date-rect …] [--signature-rect …] [--seal-rect …]',
  summary: { vi: 'thêm ô số, ngày, chữ ký, dấu trước khi lãnh đạo ký', en: 'adds the fields of number, date, signature and seal before the leader signs' },
  options: {
    out: { value: 'OUT', help: { vi: 'tệp kết quả', en: 'the prepared file' } },
    force: { help: { vi: 'ghi đè tệp đã có', en: 'overwrite what exists' } },
    ...RECT_OPTIONS,
    'open-password-file': { value: 'F', help: { vi: 'tệp chứa mật khẩu mở tài liệu được mã hóa', en: 'file with the password of encrypted documents' } },
  },
  positionals: [1, 1],
  async run({ positionals: [file = ''], options, output, around }) {
    const places = Object.fromEntries(PLACES.flatMap(what => {
      const given = readPlace(options, `${what}-rect`)
      return given === null ? [] : [[what, given]]
    }))
    const password = await readOpenPassword({ options, around, output })
    const force = options.has('force')
    const out = planOut(options.required('out'), [file], { cwd: around.cwd, force }).pathFor(file)
    const made: PreparedTail = await appendToFile({ from: resolve(around.cwd, file), to: out, existing: force ? 'replace' : 'refuse' }, source => prepareDocument({ source, places, password }))
    const fields = PLACES.map(what => ({ field: PREPARED[what], page: made.places[what].page, rect: asGiven(made.places[what]) }))
    output.item({ file, out, fields, bytes: made.size }, `${file} → ${out} (${PLACES.map(what => output.say(PLACE_WORDS[what])).join(', ')})`)
    return EXIT.done
  },
}

function readPlace(options: Options, name: string): Placement | null {
  const given = options.text(name)
  if (given === null) return null
  const [page = '', ...rest] = given.split(',')
  if (!/^[1-9]\d{0,5}$/.test(page.trim())) throw new ProblemError('command.bad-argument', { argument: `--${name} ${given}` })
  return { page: Number(page), rect: readRect(name, rest.join(',')) }
}

/** Back to `x,y,w,h`, to a hundredth of a point. */
function asGiven({ rect: [left, bottom, right, top] }: Placement): number[] {
  return [left, bottom, right - left, top - bottom].map(value => Math.round(value * 100) / 100)
}
