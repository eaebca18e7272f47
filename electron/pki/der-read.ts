/**
 * Reading ASN.1: a lazy view over the bytes, nothing is copied or decoded before it is asked for. DER by default; CMS
 * in the wild is also BER, so indefinite lengths and split octet strings are read when `ber` is set.
 */
import { concat, TAG } from './der.ts'

/** Nested indefinite lengths are found by recursion: a file of 0x30 0x80 pairs must not exhaust the stack. */
const MAX_DEPTH = 32
/** A SET of a million empty elements in a few MB would become a million objects. */
const MAX_CHILDREN = 100_000

export interface DerNode {
  /** The identifier octet as it stands: class, constructed bit and number (numbers above 30 are refused). */
  readonly tag: number
  readonly content: Uint8Array
  /** The whole element with its header. */
  readonly encoded: Uint8Array
  readonly ber: boolean
}

/** The bytes are not what they claim; the caller gives it a meaning (malformed certificate, malformed CMS). */
export class DerError extends Error {}

interface Cursor { readonly bytes: Uint8Array; at: number; readonly ber: boolean }

/** Reads one element that fills the bytes exactly; `trailing` allows what follows it (padding of /Contents). */
export function readDer(bytes: Uint8Array, options: { ber?: boolean; trailing?: boolean } = {}): DerNode {
  const cursor: Cursor = { bytes, at: 0, ber: options.ber ?? false }
  const node = readElement(cursor, 0)
  if (!options.trailing && cursor.at !== bytes.length) throw new DerError('bytes after the element')
  return node
}

/** The elements inside a constructed one. */
export function children(node: DerNode): DerNode[] {
  if (!(node.tag & 0x20)) throw new DerError('a primitive element has no parts')
  const cursor: Cursor = { bytes: node.content, at: 0, ber: node.ber }
  const list: DerNode[] = []
  while (cursor.at < node.content.length) {
    if (list.length >= MAX_CHILDREN) throw new DerError('too many elements')
    list.push(readElement(cursor, 0))
  }
  return list
}

/** The parts of an element that must have this tag. */
export function childrenOf(node: DerNode | undefined, tag: number): DerNode[] {
  return children(expectTag(node, tag))
}

export function expectTag(node: DerNode | undefined, tag: number): DerNode {
  if (node?.tag !== tag) throw new DerError(`expected tag ${tag}, found ${node?.tag ?? 'nothing'}`)
  return node
}

function readElement(cursor: Cursor, depth: number): DerNode {
  if (depth > MAX_DEPTH) throw new DerError('too deep')
  const start = cursor.at
  const tag = nextOctet(cursor)
  if ((tag & 0x1f) === 0x1f) throw new DerError('long tag')
  const length = readLength(cursor)
  const from = cursor.at
  if (length === null) {
    if (!cursor.ber || !(tag & 0x20)) throw new DerError('indefinite length')
    while (!atEndOfContents(cursor)) readElement(cursor, depth + 1)
    const content = cursor.bytes.subarray(from, cursor.at)
    cursor.at += 2
    return { tag, content, encoded: cursor.bytes.subarray(start, cursor.at), ber: true }
  }
  if (from + length > cursor.bytes.length) throw new DerError('length past the end')
  cursor.at = from + length
  return { tag, content: cursor.bytes.subarray(from, cursor.at), encoded: cursor.bytes.subarray(start, cursor.at), ber: cursor.ber }
}

function nextOctet(cursor: Cursor): number {
  const octet = cursor.bytes[cursor.at]
  if (octet === undefined) throw new DerError('ended early')
  cursor.at += 1
  return octet
}

function atEndOfContents(cursor: Cursor): boolean {
  if (cursor.at + 2 > cursor.bytes.length) throw new DerError('ended early')
  return cursor.bytes[cursor.at] === 0 && cursor.bytes[cursor.at + 1] === 0
}

function readLength(cursor: Cursor): number | null {
  const first = nextOctet(cursor)
  if (first < 0x80) return first
  const count = first & 0x7f
  if (count === 0) return null
  if (count > 4) throw new DerError('length too long')
  let length = 0
  for (let index = 0; index < count; index += 1) length = length * 256 + nextOctet(cursor)
  if (!cursor.ber && (length < 0x80 || length < 256 ** (count - 1))) throw new DerError('length not the shortest')
  return length
}

/** The octets of an OCTET STRING, joined when BER has split it; `tag` for implicit tagging. */
export function readOctets(node: DerNode | undefined, tag: number = TAG.octetString): Uint8Array {
  if (node?.tag === tag) return node.content
  if (node?.ber && node.tag === (tag | 0x20)) return concat(children(node).map(part => readOctets(part)))
  throw new DerError('expected an octet string')
}

export function readOid(node: DerNode | undefined): string {
  const { content } = expectTag(node, TAG.oid)
  const arcs: number[] = []
  let arc = 0
  for (const octet of content) {
    arc = arc * 128 + (octet & 0x7f)
    if (arc > Number.MAX_SAFE_INTEGER / 256) throw new DerError('object identifier too large')
    if (octet & 0x80) continue
    arcs.push(arc)
    arc = 0
  }
  const last = content.at(-1)
  if (last === undefined || last & 0x80) throw new DerError('object identifier ended early')
  const [head = 0, ...rest] = arcs
  const first = Math.min(2, Math.floor(head / 40))
  return [first, head - first * 40, ...rest].join('.')
}

/** An INTEGER that must fit a JavaScript number. */
export function readInteger(node: DerNode | undefined): number {
  const { content } = expectTag(node, TAG.integer)
  if (content.length === 0 || content.length > 6) throw new DerError('integer out of range')
  return content.reduce((value, octet) => value * 256 + octet, (content[0] ?? 0) & 0x80 ? -1 : 0)
}

/** An INTEGER as lower-case hex of its octets, a leading zero octet dropped: serial numbers. */
export function readIntegerHex(node: DerNode | undefined): string {
  const { content } = expectTag(node, TAG.integer)
  if (content.length === 0) throw new DerError('empty integer')
  return Buffer.from(content[0] === 0 && content.length > 1 ? content.subarray(1) : content).toString('hex')
}

export function readBoolean(node: DerNode | undefined): boolean {
  const { content, ber } = expectTag(node, TAG.boolean)
  if (content.length !== 1 || (!ber && content[0] !== 0 && content[0] !== 0xff)) throw new DerError('bad boolean')
  return content[0] !== 0
}

/** The octets of a BIT STRING; `unused` is how many low bits of the last octet do not count. */
export function readBits(node: DerNode | undefined, tag: number = TAG.bitString): { readonly octets: Uint8Array; readonly unused: number } {
  const { content } = expectTag(node, tag)
  const unused = content[0]
  if (unused === undefined || unused > 7 || (content.length === 1 && unused > 0)) throw new DerError('bad bit string')
  return { octets: content.subarray(1), unused }
}

/** UTCTime or GeneralizedTime as RFC 5280 §4.1.2.5 allows them (with seconds, in Z), in milliseconds; fractions are dropped. */
export function readTime(node: DerNode | undefined): number {
  const text = Buffer.from(node?.content ?? []).toString('latin1')
  const year = node?.tag === TAG.utcTime ? /^\d{12}Z$/ : /^\d{14}(\.\d+)?Z$/
  if ((node?.tag !== TAG.utcTime && node?.tag !== TAG.generalizedTime) || !year.test(text)) throw new DerError('bad time')
  const full = node.tag === TAG.utcTime ? `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}` : text
  const iso = full.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d).*$/, '$1-$2-$3T$4:$5:$6Z')
  const at = Date.parse(iso)
  if (Number.isNaN(at)) throw new DerError('bad time')
  return at
}
