export interface FoundSignature { readonly cms: Buffer, readonly signed: Buffer }

const MAX_SIGNATURES = 100 // a paper with more is made to keep the province busy
const BYTE_RANGE = /\/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]/g

/**
 * The signatures of a PDF by their byte ranges (ISO 32000-1 §12.8.1), null when one is malformed: each must begin at 0,
 * leave out exactly one hexadecimal string, and end within the file. Prepared, still empty fields have no byte range.
 */
export function findSignatures(pdf: Buffer): readonly FoundSignature[] | null {
  const text = pdf.toString('latin1')
  const matches = [...text.matchAll(BYTE_RANGE)]
  if (matches.length > MAX_SIGNATURES || matches.length !== text.split('/ByteRange').length - 1) return null
  const found: FoundSignature[] = []
  for (const match of matches) {
    const [from, length, second, rest] = match.slice(1).map(Number) as [number, number, number, number]
    if (from !== 0 || second < length + 2 || second + rest > pdf.length) return null
    const gap = text.slice(length, second)
    if (!/^<[0-9A-Fa-f\s]*>$/.test(gap)) return null
    const cms = trimDer(Buffer.from(gap.slice(1, -1).replace(/\s/g, ''), 'hex'))
    if (cms === null) return null
    found.push({ cms, signed: Buffer.concat([pdf.subarray(0, length), pdf.subarray(second, second + rest)]) })
  }
  return found
}

/** The DER value at the front; what follows it is the padding of /Contents. */
function trimDer(padded: Buffer): Buffer | null {
  const first = padded[1]
  if (padded[0] !== 0x30 || first === undefined) return null
  if (first < 0x80) return padded.subarray(0, 2 + first)
  const count = first & 0x7f
  if (count < 1 || count > 4 || padded.length < 2 + count) return null
  const end = 2 + count + padded.readUIntBE(2, count)
  return end <= padded.length ? padded.subarray(0, end) : null
}
