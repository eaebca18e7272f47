import { isRegular } from './lexer.ts'
import { isArray, isDict, type PdfObject, type PdfString } from './objects.ts'

/** An object as PDF text, one character a byte (write it as Latin-1). A stream is written by `writeTail`, not here. */
export function serialize(object: PdfObject): string {
  if (object === null || typeof object === 'boolean') return String(object)
  if (typeof object === 'number') return serializeNumber(object)
  if (isArray(object)) return `[${object.map(serialize).join(' ')}]`
  if (isDict(object)) return `<<${[...object].map(([key, value]) => `${serializeName(key)} ${serialize(value)}`).join('\n')}>>`
  if (object.kind === 'name') return serializeName(object.value)
  if (object.kind === 'string') return serializeString(object)
  if (object.kind === 'ref') return `${object.number} ${object.generation} R`
  throw new TypeError('a stream is an object of its own and is never written inside another')
}

function serializeNumber(value: number): string {
  if (Number.isInteger(value)) return value.toFixed(0)
  const written = String(value)
  // PDF has no exponents (ISO 32000-2 §7.3.3).
  return written.includes('e') ? value.toFixed(10) : written
}

function serializeName(value: string): string {
  let written = '/'
  for (const character of value) {
    const byte = character.charCodeAt(0)
    written += isRegular(byte) && byte > 32 && byte < 127 && byte !== 35 ? character : `#${byte.toString(16).padStart(2, '0')}`
  }
  return written
}

function serializeString({ bytes, hex }: PdfString): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const plain = !hex && bytes.every(byte => byte >= 32 && byte < 127)
  if (!plain) return `<${buffer.toString('hex')}>`
  return `(${buffer.toString('latin1').replace(/[\\()]/g, '\\$&')})`
}
