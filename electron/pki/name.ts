/** Distinguished names (RFC 5280 §4.1.2.4): as words for people, and as keys that compare as §7.1 wants. */
import { oneLine } from '../../shared/text/one-line.ts'
import { TAG } from './der.ts'
import { children, childrenOf, DerError, readOid, type DerNode } from './der-read.ts'

/** Real names have ten; a name of thousands would make every comparison costly. */
const MAX_ATTRIBUTES = 100

export interface NameAttribute { readonly type: string; readonly value: string }

export interface DistinguishedName {
  readonly encoded: Uint8Array
  /** One normalised string per RDN: equal strings are matching RDNs. */
  readonly rdnKeys: readonly string[]
  /** Equal keys are matching names. */
  readonly key: string
  readonly attributes: readonly NameAttribute[]
}

const ATTRIBUTE = {
  commonName: '2.5.4.3', organization: '2.5.4.10', unit: '2.5.4.11', email: '1.2.840.113549.1.9.1',
} as const

export function parseName(node: DerNode | undefined): DistinguishedName {
  const attributes: NameAttribute[] = []
  const rdnKeys: string[] = []
  const name = node ?? fail('no name')
  for (const rdn of childrenOf(name, TAG.sequence)) {
    const keys: string[] = []
    for (const pair of childrenOf(rdn, TAG.set)) {
      const [type, value] = childrenOf(pair, TAG.sequence)
      if (!value || attributes.length >= MAX_ATTRIBUTES) throw new DerError('bad name')
      const oid = readOid(type)
      const text = directoryText(value)
      attributes.push({ type: oid, value: text ?? Buffer.from(value.content).toString('hex') })
      keys.push(`${oid}=${text === null ? `#${Buffer.from(value.encoded).toString('hex')}` : comparable(text)}`)
    }
    if (keys.length === 0) throw new DerError('empty RDN')
    rdnKeys.push(keys.toSorted().join('+'))
  }
  return { encoded: name.encoded, rdnKeys, key: JSON.stringify(rdnKeys), attributes }
}

/** How a person reads whose certificate it is: the common name, else the organisation, else whatever there is. */
export function nameWords(name: DistinguishedName): { readonly name: string; readonly agency: string } {
  const first = (type: string): string | undefined => name.attributes.find(attribute => attribute.type === type)?.value
  const organization = first(ATTRIBUTE.organization)
  const unit = first(ATTRIBUTE.unit)
  return {
    name: oneLine(first(ATTRIBUTE.commonName) ?? organization ?? unit ?? name.attributes.map(attribute => attribute.value).join(', ')),
    agency: oneLine([unit, organization].filter(word => word !== undefined).join(', ')),
  }
}

/** E-mail addresses inside the name, which name constraints also bind (RFC 5280 §4.2.1.10). */
export function emailsOf(name: DistinguishedName): string[] {
  return name.attributes.filter(attribute => attribute.type === ATTRIBUTE.email).map(attribute => attribute.value)
}

/** Case, compatibility forms and runs of blanks do not tell names apart (RFC 4518 §2, in short). */
function comparable(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim()
}

function directoryText(node: DerNode): string | null {
  const bytes = Buffer.from(node.content)
  switch (node.tag) {
    case TAG.utf8: return bytes.toString('utf8')
    case 0x12: case 0x13: case 0x14: case 0x16: case 0x1a: return bytes.toString('latin1') // Numeric, Printable, T61, IA5, Visible
    case 0x1c: return universalText(bytes)
    case 0x1e: return bytes.length % 2 ? null : Buffer.from(bytes).swap16().toString('utf16le') // BMPString
    default: return null
  }
}

function fail(message: string): never {
  throw new DerError(message)
}

/** The names inside a GeneralNames element, by the number of their tag (RFC 5280 §4.2.1.6). */
export interface GeneralNames {
  readonly emails: readonly string[]
  readonly dns: readonly string[]
  readonly uris: readonly string[]
  readonly ips: readonly Uint8Array[]
  readonly directory: readonly DistinguishedName[]
  /** Tag numbers of kinds we do not read. */
  readonly others: readonly number[]
}

export function parseGeneralNames(nodes: readonly DerNode[]): GeneralNames {
  const names = { emails: [] as string[], dns: [] as string[], uris: [] as string[], ips: [] as Uint8Array[], directory: [] as DistinguishedName[], others: [] as number[] }
  for (const node of nodes) {
    const text = Buffer.from(node.content).toString('latin1')
    switch (node.tag) {
      case 0x81: names.emails.push(text); break
      case 0x82: names.dns.push(text); break
      case 0x86: names.uris.push(text); break
      case 0x87: names.ips.push(node.content); break
      case 0xa4: names.directory.push(parseName(children(node)[0])); break
      default: names.others.push(node.tag & 0x1f)
    }
  }
  return names
}

/** UniversalString: four octets a character. Null for what is no Unicode. */
function universalText(bytes: Buffer): string | null {
  if (bytes.length % 4 !== 0) return null
  const points = Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readUInt32BE(4 * index))
  return points.some(point => point > 0x10_ff_ff) ? null : points.map(point => String.fromCodePoint(point)).join('')
}
