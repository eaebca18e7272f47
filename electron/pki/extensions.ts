/** Extensions of a certificate (RFC 5280 §4.2), read into plain values. */
import { TAG } from './der.ts'
import { children, childrenOf, DerError, readBits, readBoolean, readDer, readInteger, readOctets, readOid, type DerNode } from './der-read.ts'
import { parseDistributionPoints, type DistributionPoint } from './distribution-point.ts'
import { parseGeneralNames, type GeneralNames } from './name.ts'

export const KEY_USAGES = [
  'digitalSignature', 'nonRepudiation', 'keyEncipherment', 'dataEncipherment', 'keyAgreement', 'keyCertSign', 'cRLSign',
  'encipherOnly', 'decipherOnly',
] as const
export type KeyUsage = (typeof KEY_USAGES)[number]

export interface PolicyMapping { readonly issuer: string; readonly subject: string }

/** Null or empty where the extension is absent. */
export interface Extensions {
  readonly keyUsage: ReadonlySet<KeyUsage> | null
  readonly extendedKeyUsage: readonly string[] | null
  readonly basicConstraints: { readonly ca: boolean; readonly pathLength: number | null } | null
  readonly subjectKeyId: string | null
  readonly authorityKeyId: string | null
  readonly subjectAltNames: GeneralNames | null
  readonly nameConstraints: { readonly permitted: readonly GeneralNames[]; readonly excluded: readonly GeneralNames[] } | null
  readonly policies: readonly string[] | null
  readonly policyMappings: readonly PolicyMapping[]
  readonly policyConstraints: { readonly requireExplicit: number | null; readonly inhibitMapping: number | null } | null
  readonly inhibitAnyPolicy: number | null
  readonly ocspUrls: readonly string[]
  /** Where the issuer's own certificate is (id-ad-caIssuers). */
  readonly issuerUrls: readonly string[]
  readonly crlPoints: readonly DistributionPoint[]
  /** Where its delta lists are (§4.2.1.15). */
  readonly deltaPoints: readonly DistributionPoint[]
  /** A responder whose own status is asked of nobody (RFC 6960 §4.2.2.2.1). */
  readonly ocspNoCheck: boolean
  /** Critical ones that this program does not understand: the certificate must be refused (§4.2). */
  readonly unknownCritical: readonly string[]
  readonly critical: ReadonlySet<string>
}

type Writable = { -readonly [K in keyof Extensions]: Extensions[K] }
type Reader = (value: DerNode, into: Writable) => void

const READERS: Readonly<Record<string, Reader>> = {
  '2.5.29.15': (value, into) => { into.keyUsage = readKeyUsage(value) },
  '2.5.29.37': (value, into) => { into.extendedKeyUsage = notEmpty(childrenOf(value, TAG.sequence)).map(readOid) },
  '2.5.29.19': (value, into) => { into.basicConstraints = readBasicConstraints(value) },
  '2.5.29.14': (value, into) => { into.subjectKeyId = Buffer.from(readOctets(value)).toString('hex') },
  '2.5.29.35': (value, into) => { into.authorityKeyId = readAuthorityKeyId(value) },
  '2.5.29.17': (value, into) => { into.subjectAltNames = parseGeneralNames(notEmpty(childrenOf(value, TAG.sequence))) },
  '2.5.29.30': (value, into) => { into.nameConstraints = readNameConstraints(value) },
  '2.5.29.32': (value, into) => { into.policies = readPolicies(value) },
  '2.5.29.33': (value, into) => { into.policyMappings = childrenOf(value, TAG.sequence).map(readMapping) },
  '2.5.29.36': (value, into) => { into.policyConstraints = readPolicyConstraints(value) },
  '2.5.29.54': (value, into) => { into.inhibitAnyPolicy = readInteger(value) },
  '1.3.6.1.5.5.7.1.1': (value, into) => {
    into.ocspUrls = readAccessUrls(value, '1.3.6.1.5.5.7.48.1')
    into.issuerUrls = readAccessUrls(value, '1.3.6.1.5.5.7.48.2')
  },
  '1.3.6.1.5.5.7.48.1.5': (_value, into) => { into.ocspNoCheck = true },
  '2.5.29.31': (value, into) => { into.crlPoints = parseDistributionPoints(value) },
  '2.5.29.46': (value, into) => { into.deltaPoints = parseDistributionPoints(value) },
}
/** Read elsewhere or without force on a path, hence understood even when critical: issuerAltName. */
const HARMLESS = new Set(['2.5.29.18'])

export function parseExtensions(list: readonly DerNode[]): Extensions {
  const into: Writable = {
    keyUsage: null, extendedKeyUsage: null, basicConstraints: null, subjectKeyId: null, authorityKeyId: null, subjectAltNames: null,
    nameConstraints: null, policies: null, policyMappings: [], policyConstraints: null, inhibitAnyPolicy: null, ocspUrls: [], issuerUrls: [], crlPoints: [], deltaPoints: [], ocspNoCheck: false,
    unknownCritical: [], critical: new Set(),
  }
  const seen = new Set<string>()
  const critical = new Set<string>()
  const unknown: string[] = []
  for (const extension of list) {
    const parts = childrenOf(extension, TAG.sequence)
    const id = readOid(parts[0])
    if (seen.has(id)) throw new DerError('an extension twice') // §4.2; which one counts is a parser's choice otherwise
    seen.add(id)
    if (parts.length === 3 && readBoolean(parts[1])) critical.add(id)
    const reader = READERS[id]
    if (reader) reader(readDer(readOctets(parts.at(-1))), into)
    else if (critical.has(id) && !HARMLESS.has(id)) unknown.push(id)
  }
  return { ...into, unknownCritical: unknown, critical }
}

function notEmpty<T>(list: readonly T[]): readonly T[] {
  if (list.length === 0) throw new DerError('empty list')
  return list
}

function readKeyUsage(value: DerNode): Set<KeyUsage> {
  const { octets } = readBits(value)
  return new Set(KEY_USAGES.filter((_, bit) => ((octets[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0))
}

function readBasicConstraints(value: DerNode): Extensions['basicConstraints'] {
  const parts = childrenOf(value, TAG.sequence)
  const ca = parts[0]?.tag === TAG.boolean && readBoolean(parts[0])
  const length = parts.find(part => part.tag === TAG.integer)
  const pathLength = length ? readInteger(length) : null
  if (pathLength !== null && pathLength < 0) throw new DerError('negative path length')
  return { ca, pathLength }
}

export function readAuthorityKeyId(value: DerNode): string | null {
  const id = childrenOf(value, TAG.sequence).find(part => part.tag === 0x80)
  return id ? Buffer.from(id.content).toString('hex') : null
}

function readNameConstraints(value: DerNode): NonNullable<Extensions['nameConstraints']> {
  const subtrees = (tag: number): GeneralNames[] =>
    childrenOf(value, TAG.sequence).filter(part => part.tag === tag).flatMap(part => notEmpty(children(part)))
      .map(subtree => parseGeneralNames(childrenOf(subtree, TAG.sequence).slice(0, 1)))
  return { permitted: subtrees(0xa0), excluded: subtrees(0xa1) }
}

function readPolicies(value: DerNode): string[] {
  const ids = notEmpty(childrenOf(value, TAG.sequence)).map(policy => readOid(childrenOf(policy, TAG.sequence)[0]))
  if (new Set(ids).size !== ids.length) throw new DerError('a policy twice')
  return ids
}

function readMapping(node: DerNode): PolicyMapping {
  const [issuer, subject] = childrenOf(node, TAG.sequence)
  return { issuer: readOid(issuer), subject: readOid(subject) }
}

function readPolicyConstraints(value: DerNode): NonNullable<Extensions['policyConstraints']> {
  const parts = childrenOf(value, TAG.sequence)
  const skip = (tag: number): number | null => {
    const part = parts.find(one => one.tag === tag)
    return part ? readInteger({ ...part, tag: TAG.integer }) : null
  }
  return { requireExplicit: skip(0x80), inhibitMapping: skip(0x81) }
}

function readAccessUrls(value: DerNode, method: string): string[] {
  return childrenOf(value, TAG.sequence).map(access => childrenOf(access, TAG.sequence))
    .filter(parts => readOid(parts[0]) === method)
    .flatMap(parts => parseGeneralNames(parts.slice(1, 2)).uris)
}
