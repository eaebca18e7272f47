/** Điểm phân phối CRL: where a list is published and what it covers (RFC 5280 §4.2.1.13, §5.2.5). */
import { der, sequence, TAG } from './der.ts'
import { children, childrenOf, DerError, readBits, readBoolean, readDer, type DerNode } from './der-read.ts'
import { parseGeneralNames, parseName, type GeneralNames } from './name.ts'

/** Bits of ReasonFlags; bit 0 is unused. Together they are every reason that a list can give. */
export const ALL_REASONS = 0b1_1111_1110

/** `full` are the names of the point; `relative` one RDN, to be read under the name of the list's issuer. */
export type PointName = { readonly full: GeneralNames } | { readonly relative: DerNode }

/** `reasons` as a mask by bit number (1 keyCompromise … 8 aACompromise). */
export interface DistributionPoint {
  readonly name: PointName | null
  readonly reasons: number
  readonly crlIssuer: GeneralNames | null
}

export interface IssuingDistributionPoint {
  readonly encoded: Uint8Array
  readonly name: PointName | null
  readonly onlyUsers: boolean
  readonly onlyAuthorities: boolean
  readonly onlyAttributes: boolean
  readonly reasons: number
  readonly isIndirect: boolean
}

export function parseDistributionPoints(value: DerNode): DistributionPoint[] {
  return childrenOf(value, TAG.sequence).map(point => {
    const parts = childrenOf(point, TAG.sequence)
    const find = (tag: number): DerNode | undefined => parts.find(part => part.tag === tag)
    const [name, reasons, issuer] = [find(0xa0), find(0x81), find(0xa2)]
    return { name: name ? parsePointName(name) : null, reasons: reasons ? readReasons(reasons) : ALL_REASONS, crlIssuer: issuer ? parseGeneralNames(children(issuer)) : null }
  })
}

export function parseIssuingDistributionPoint(value: DerNode): IssuingDistributionPoint {
  const parts = childrenOf(value, TAG.sequence)
  const flag = (tag: number): boolean => {
    const part = parts.find(one => one.tag === tag)
    return part !== undefined && readBoolean({ ...part, tag: TAG.boolean })
  }
  const [name, reasons] = [parts.find(part => part.tag === 0xa0), parts.find(part => part.tag === 0x83)]
  const point = {
    encoded: value.encoded, name: name ? parsePointName(name) : null, onlyUsers: flag(0x81), onlyAuthorities: flag(0x82), onlyAttributes: flag(0x85),
    reasons: reasons ? readReasons(reasons) : ALL_REASONS, isIndirect: flag(0x84),
  }
  // §5.2.5: at most one of the three may be set; a list that says two says nothing.
  if ([point.onlyUsers, point.onlyAuthorities, point.onlyAttributes].filter(Boolean).length > 1) throw new DerError('two scopes')
  return point
}

function parsePointName(node: DerNode): PointName {
  const [choice] = children(node)
  if (choice?.tag === 0xa0) return { full: parseGeneralNames(children(choice)) }
  if (choice?.tag === 0xa1) return { relative: choice }
  throw new DerError('bad distribution point name')
}

function readReasons(node: DerNode): number {
  const { octets } = readBits({ ...node, tag: TAG.bitString })
  return [...Array(9).keys()].reduce((mask, bit) => (octets[bit >> 3] ?? 0) & (0x80 >> (bit & 7)) ? mask | 1 << bit : mask, 0) & ALL_REASONS
}

/**
 * Comparable keys of a point's names. `issuer` is the encoded name under which a relative one is read: the list's issuer,
 * or the point's own cRLIssuer.
 */
export function pointKeys(name: PointName, issuer: Uint8Array): string[] {
  if ('full' in name) return generalNameKeys(name.full)
  return [`dn ${nameUnder(issuer, name.relative)}`]
}

export function generalNameKeys(names: GeneralNames): string[] {
  return [...names.directory.map(one => `dn ${one.key}`), ...names.uris.map(one => `uri ${one}`), ...names.dns.map(one => `dns ${one.toLowerCase()}`), ...names.emails.map(one => `email ${one}`)]
}

/** §4.2.1.13: the RDN goes below the issuer's own name. */
function nameUnder(issuer: Uint8Array, relative: DerNode): string {
  const above = childrenOf(readDer(issuer), TAG.sequence).map(rdn => rdn.encoded)
  return parseName(readDer(sequence(...above, der(TAG.set, relative.content)))).key
}
