/** Damage to PDF files that leaves enough of them standing: numbers, words and objects change, updates are appended. */
import { randomBody, randomBomb, randomObject } from './grammar-pdf.ts'
import { mutateBytes } from './mutate-bytes.ts'
import type { Random } from './random.ts'

const WORDS = ['obj', 'endobj', 'stream', 'endstream', 'xref', 'trailer', 'startxref', '%%EOF', '<<', '>>', '[', ']', '(', ')', 'R', 'null', '/Prev', '/Size', '/Length', '/Type', '%', '\r', '\0', '#41']
const INTERESTING = ['0', '1', '-1', '7', '10', '65535', '2147483648', '4294967295', '9999999999', '0000000000']
const MOST_BYTES = 128 * 1024

export function mutatePdf(bytes: Uint8Array, random: Random): Uint8Array {
  const changed = once(bytes, random)
  return changed.length > MOST_BYTES ? bytes : changed
}

function once(bytes: Uint8Array, random: Random): Uint8Array {
  switch (random.below(8)) {
    case 0: return mutateBytes(bytes, random)
    case 1: return toBytes(withoutObject(toText(bytes), random))
    case 2: case 3: case 4: return toBytes(reworded(toText(bytes), random))
    default: return appended(bytes, toText(bytes), random)
  }
}

const toText = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')
const toBytes = (text: string): Uint8Array => Buffer.from(text, 'latin1')

/** One number, keyword, name or reference becomes another. */
function reworded(text: string, random: Random): string {
  switch (random.below(4)) {
    case 0: return replaced(text, /\d+/, random, () => random.pick(INTERESTING))
    case 1: return replaced(text, /\b(?:obj|endobj|stream|endstream|xref|trailer|startxref|R|n|f)\b/, random, () => random.pick(WORDS))
    case 2: return replaced(text, /\/[A-Za-z]+/, random, () => `/${random.pick(WORDS).replace(/\W/g, '') || 'Kids'}`)
    default: return replaced(text, /\d+ 0 R/, random, () => randomObject(random))
  }
}

/** One object becomes what the grammar says, or a bomb. */
function withoutObject(text: string, random: Random): string {
  return replaced(text, /\d+ 0 obj/, random, match => `${match}\n${random.once(20) ? randomBomb(random) : randomBody(random)}\nendobj\n`)
}

function replaced(text: string, pattern: RegExp, random: Random, by: (match: string) => string): string {
  const match = someMatch(text, pattern, random)
  if (!match) return text
  const to = by(match[0])
  // Mostly without moving what follows, so that the tables still lead somewhere.
  const fitted = to.length < match[0].length && !random.once(4) ? to.padEnd(match[0].length) : to
  return text.slice(0, match.index) + fitted + text.slice(match.index + match[0].length)
}

/** The first match behind a random place: reading all of a large file for one would be the slowest part of a case. */
function someMatch(text: string, pattern: RegExp, random: Random): RegExpExecArray | null {
  const global = new RegExp(pattern.source, 'g')
  global.lastIndex = random.below(text.length)
  return global.exec(text) ?? pattern.exec(text)
}

/** An update that is well formed on the outside: some objects of the file, or new ones, replaced by what the grammar says. */
function appended(bytes: Uint8Array, text: string, random: Random): Uint8Array {
  const start = /^startxref\s+(\d+)/.exec(text.slice(Math.max(0, text.lastIndexOf('startxref'))))?.[1] ?? '0'
  let body = '\n'
  let table = 'xref\n'
  for (let count = 1 + random.below(4); count > 0; count -= 1) {
    const number = random.once(3) ? 200 + random.below(50) : Number(someMatch(text, /(\d+) 0 obj/, random)?.[1] ?? 1)
    const now = objectText(text, number)
    const then = now === null || random.once(3) ? randomBody(random) : reworded(now, random)
    table += `${number} 1\n${random.once(12) ? '0000000000 00001 f' : `${String(bytes.length + body.length).padStart(10, '0')} 00000 n`}\r\n`
    body += `${number} 0 obj\n${then.slice(0, 8_000)}\nendobj\n`
  }
  const root = /\/Root (\d+ 0 R)/.exec(text)?.[1] ?? '1 0 R'
  const extra = random.once(6) ? ` /${random.pick(['XRefStm', 'Encrypt', 'ID', 'Info', 'Strange'])} ${randomObject(random)}` : ''
  return Buffer.concat([bytes, Buffer.from(`${body}${table}trailer\n<</Size 100000 /Root ${root} /Prev ${start}${extra}>>\nstartxref\n${bytes.length + body.length}\n%%EOF\n`, 'latin1')])
}

/** The newest text of the object, null where there is none of a size worth repeating. */
function objectText(text: string, number: number): string | null {
  const from = text.lastIndexOf(`\n${number} 0 obj`)
  const to = from < 0 ? -1 : text.indexOf('endobj', from)
  return to < 0 || to - from > 8_000 ? null : text.slice(text.indexOf('obj', from) + 3, to)
}
