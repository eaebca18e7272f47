/** Scanning the entries of a list (RFC 5280 §5.1.2.6, §5.3) without building an object for any but the one sought. */
import { TAG } from './der.ts'
import { children, childrenOf, DerError, readBoolean, readDer, readOctets, readOid, readTime } from './der-read.ts'
import type { Crl } from './crl.ts'
import { REVOCATION_REASONS, type RevocationReason } from './evidence.ts'
import { parseGeneralNames } from './name.ts'

export interface CrlEntry { readonly at: number; readonly reason: RevocationReason }

/** `serial` is the encoded INTEGER of the certificate, `issuerKey` the key of its issuer's name. */
export interface EntryQuestion { readonly serial: Uint8Array; readonly issuerKey: string }

/** reasonCode as nearly every entry carries it: SEQUENCE { SEQUENCE { id-ce-cRLReasons, OCTET STRING { ENUMERATED } } }, the last octet open. */
const ONLY_REASON = Uint8Array.of(0x30, 0x0c, 0x30, 0x0a, 0x06, 0x03, 0x55, 0x1d, 0x15, 0x04, 0x03, 0x0a, 0x01)
/** ENUMERATED 7 is not used (§5.3.1). */
const UNUSED_REASON = 7

/** Where an element lies; filled anew for each, so that a scan makes no garbage. */
interface Span { tag: number; from: number; to: number }

/**
 * The entry of a certificate, null when it is not on the list. Throws DerError when the list must not be used at all: an
 * entry that is malformed or has an unknown critical extension, whosesoever it is (§5.3).
 */
export function findEntry(crl: Crl, { serial, issuerKey }: EntryQuestion): CrlEntry | null {
  const { entries } = crl
  const [entry, number, time, more]: [Span, Span, Span, Span] = [emptySpan(), emptySpan(), emptySpan(), emptySpan()]
  let issuer = crl.issuer.key
  let found: CrlEntry | null = null
  for (let at = 0; at < entries.length; at = entry.to) {
    readSpan(entries, at, entry)
    if (entry.tag !== TAG.sequence) throw new DerError('bad entry')
    const start = entry.from
    readSpan(entries, start, number)
    readSpan(entries, number.to, time)
    if (number.tag !== TAG.integer || time.to > entry.to) throw new DerError('bad entry')
    let reason = 0
    if (time.to < entry.to) {
      readSpan(entries, time.to, more)
      if (more.to !== entry.to) throw new DerError('bad entry')
      if (isOnlyReason(entries, time.to, more.to)) reason = entries[more.to - 1] ?? 0
      else {
        const extensions = readEntryExtensions(entries.subarray(time.to, more.to), crl)
        issuer = extensions.issuer ?? issuer
        reason = extensions.reason
      }
    }
    if (!found && issuer === issuerKey && isSame(entries, start, number.to, serial)) found = { at: readTime(readDer(entries.subarray(number.to, time.to))), reason: reasonName(reason) }
  }
  return found
}

/** Extensions of an entry other than a plain reason. certificateIssuer also speaks for the entries that follow (§5.3.3). */
function readEntryExtensions(bytes: Uint8Array, crl: Crl): { readonly issuer: string | null; readonly reason: number } {
  let issuer: string | null = null
  let reason = 0
  for (const extension of childrenOf(readDer(bytes), TAG.sequence)) {
    const parts = childrenOf(extension, TAG.sequence)
    const id = readOid(parts[0])
    const value = readDer(readOctets(parts.at(-1)))
    if (id === '2.5.29.21') reason = value.content[0] ?? 0
    else if (id === '2.5.29.29' && crl.scope?.isIndirect) issuer = parseGeneralNames(children(value)).directory[0]?.key ?? issuer
    else if (parts.length === 3 && readBoolean(parts[1])) throw new DerError('unknown critical entry extension')
  }
  return { issuer, reason }
}

function reasonName(code: number): RevocationReason {
  return code === UNUSED_REASON ? 'unspecified' : REVOCATION_REASONS[code] ?? 'unspecified'
}

function isOnlyReason(bytes: Uint8Array, from: number, to: number): boolean {
  return to - from === ONLY_REASON.length + 1 && isSame(bytes, from, to - 1, ONLY_REASON)
}

function isSame(bytes: Uint8Array, from: number, to: number, wanted: Uint8Array): boolean {
  if (to - from !== wanted.length) return false
  // From the end: serial numbers of one CA differ there, and share their head.
  for (let index = wanted.length - 1; index >= 0; index -= 1) if (bytes[from + index] !== wanted[index]) return false
  return true
}

function emptySpan(): Span {
  return { tag: 0, from: 0, to: 0 }
}

function readSpan(bytes: Uint8Array, at: number, into: Span): void {
  const first = bytes[at + 1] ?? 0x80
  const count = first < 0x80 ? 0 : first & 0x7f
  if (first === 0x80 || count > 4) throw new DerError('bad length')
  let length = count === 0 ? first : 0
  for (let index = 0; index < count; index += 1) length = length * 256 + (bytes[at + 2 + index] ?? 0)
  into.tag = bytes[at] ?? 0
  into.from = at + 2 + count
  into.to = into.from + length
  if (into.to > bytes.length) throw new DerError('length past the end')
}
