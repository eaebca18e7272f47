/** Just enough reading of DER for what clients send to the authority (RFC 3161, RFC 6960). Its own, like the writer. */

export interface Element { readonly tag: number; readonly body: Buffer; readonly whole: Buffer }

/** The elements that follow one another in these bytes; throws RangeError where they are none. */
export function readElements(bytes: Uint8Array): Element[] {
  const buffer = Buffer.from(bytes)
  const list: Element[] = []
  for (let at = 0; at < buffer.length;) {
    const first = buffer.readUInt8(at + 1)
    const count = first < 0x80 ? 0 : first & 0x7f
    if (count > 4) throw new RangeError('length')
    const length = count === 0 ? first : buffer.readUIntBE(at + 2, count)
    const from = at + 2 + count
    if (from + length > buffer.length) throw new RangeError('length')
    list.push({ tag: buffer.readUInt8(at), body: buffer.subarray(from, from + length), whole: buffer.subarray(at, from + length) })
    at = from + length
  }
  return list
}

/** The parts of an element that must be there. */
export function partsOf(element: Element | undefined): Element[] {
  if (element === undefined) throw new RangeError('an element is missing')
  return readElements(element.body)
}
