/** "Universal signature forgery" (pdf-insecurity.org): the signature is made uncheckable in the hope that unchecked counts as good. */
import type { Attack } from './attack.ts'
import { bytes, inPlace, text } from './tools.ts'

const BYTE_RANGE = /\/ByteRange \[[^\]]*\]/
const CONTENTS = /\/Contents <[0-9a-fA-F]{200,}>/
/** What the forger wants to be read instead. */
const forged = (pdf: Uint8Array): Uint8Array => inPlace(pdf, 'Chi 100 dong', 'Chi 900 dong')

const onByteRange = (name: string, to: string): Attack => ({ name: `ByteRange ${name}`, base: 'plain', forge: signed => forged(inPlace(signed, BYTE_RANGE, to)) })
const onContents = (name: string, to: string): Attack => ({ name: `Contents ${name}`, base: 'plain', forge: signed => forged(inPlace(signed, CONTENTS, to)) })

export const universalForgery: readonly Attack[] = [
  { ...onByteRange('without a value', '/ByteRange'), verdict: 'unreadable' }, onByteRange('null', '/ByteRange null'), onByteRange('empty', '/ByteRange []'), onByteRange('absent', ''),
  onByteRange('of zeros', '/ByteRange [0 0 0 0]'), onByteRange('negative', '/ByteRange [0 -1 -1 -1]'), onByteRange('of two numbers', '/ByteRange [0 100]'),
  onByteRange('of one byte', '/ByteRange [0 1 1 1]'), onByteRange('beyond the file', '/ByteRange [0 100 200 99999999]'), onByteRange('of names', '/ByteRange [/a /b /c /d]'),
  onByteRange('of fractions', '/ByteRange [0 1.5 2.5 9]'), onByteRange('under an escaped name', '/#42yteRange [0 0 0 0]'), onByteRange('of huge numbers', '/ByteRange [0 9007199254740993 1 1]'),
  onContents('without a value', '/Contents'), onContents('null', '/Contents null'), onContents('empty', '/Contents <>'), onContents('a single zero', '/Contents <00>'), onContents('absent', ''),
  onContents('of zeros', `/Contents <${'0'.repeat(400)}>`), onContents('a string in parentheses', '/Contents (0)'), onContents('a number', '/Contents 0'),
  { name: 'both absent', base: 'plain', forge: signed => forged(inPlace(inPlace(signed, BYTE_RANGE, ''), CONTENTS, '')) },
  { name: 'another SubFilter', base: 'plain', forge: signed => forged(inPlace(signed, '/SubFilter /ETSI.CAdES.detached', '/SubFilter /adbe.none')) },
  { name: 'no SubFilter', base: 'plain', forge: signed => forged(inPlace(signed, '/SubFilter /ETSI.CAdES.detached', '')) },
  { name: 'another Type', base: 'plain', forge: signed => forged(inPlace(signed, '/Type /Sig\n', '/Type /Xyz\n')) },
  { name: 'a value that is no dictionary', base: 'plain', forge: signed => forged(inPlace(signed, /\/V \d+ 0 R/, '/V null')) },
  { name: 'a field that is no signature field', base: 'plain', forge: signed => forged(inPlace(signed, '/FT /Sig', '/FT /Tx')) },
  {
    name: 'the signature of another document', base: 'plain', async forge(signed) {
      const other = forged(signed)
      const own = CONTENTS.exec(text(signed))?.[0] ?? ''
      // The same length, so that the forger need not move anything: the digest inside is the other document's.
      return bytes(text(other).replace(CONTENTS, own))
    },
  },
]
