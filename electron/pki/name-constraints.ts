/** Name constraints (RFC 5280 §4.2.1.10): which names a CA's subordinates may carry. */
import type { Certificate } from './certificate.ts'
import { emailsOf, type DistinguishedName, type GeneralNames } from './name.ts'

/** Constraints gathered down a path: every group of `permitted` binds, and so does every `excluded`. */
export interface ConstraintState { readonly permitted: readonly (readonly GeneralNames[])[]; readonly excluded: readonly GeneralNames[] }
export const NO_CONSTRAINTS: ConstraintState = { permitted: [], excluded: [] }

/** Names × constraints is what an attacker multiplies (x509-limbo "nc-dos"); OpenSSL's bound is 2^20. */
const MOST_COMPARISONS = 1 << 18

export function addConstraints(state: ConstraintState, certificate: Certificate): ConstraintState {
  const own = certificate.extensions.nameConstraints
  if (!own) return state
  return {
    permitted: own.permitted.length > 0 ? [...state.permitted, own.permitted] : state.permitted,
    excluded: [...state.excluded, ...own.excluded],
  }
}

/** A kind of name: where it stands in GeneralNames and when one of it lies within a constraint. Null = the constraint is malformed. */
interface Kind<T> { readonly of: (names: GeneralNames) => readonly T[]; readonly within: (name: T, constraint: T) => boolean | null }

const KINDS = {
  dns: { of: names => names.dns, within: dnsWithin } satisfies Kind<string>,
  email: { of: names => names.emails, within: emailWithin } satisfies Kind<string>,
  uri: { of: names => names.uris, within: uriWithin } satisfies Kind<string>,
  ip: { of: names => names.ips, within: ipWithin } satisfies Kind<Uint8Array>,
  directory: { of: names => names.directory, within: directoryWithin } satisfies Kind<DistinguishedName>,
}

/** True when every name of the certificate is allowed. A constraint we cannot read counts against the certificate. */
export function satisfiesConstraints(state: ConstraintState, certificate: Certificate): boolean {
  if (state.permitted.length === 0 && state.excluded.length === 0) return true
  const names = certificate.extensions.subjectAltNames
  const subject = certificate.subject
  // §4.2.1.10: without rfc822Name in the alternative names, e-mail addresses in the subject are bound.
  const emails = names && names.emails.length > 0 ? names.emails : emailsOf(subject)
  const directory = [...(subject.rdnKeys.length > 0 ? [subject] : []), ...(names?.directory ?? [])]
  const otherKinds = new Set(names?.others ?? [])
  const constraints = [...state.permitted.flat(), ...state.excluded]
  if (constraints.some(constraint => constraint.others.some(kind => otherKinds.has(kind)))) return false
  const count = emails.length + directory.length + (names?.dns.length ?? 0) + (names?.uris.length ?? 0) + (names?.ips.length ?? 0)
  if (count * constraints.length > MOST_COMPARISONS) return false
  return allows(state, KINDS.dns, names?.dns ?? []) && allows(state, KINDS.email, emails) && allows(state, KINDS.uri, names?.uris ?? [])
    && allows(state, KINDS.ip, names?.ips ?? []) && allows(state, KINDS.directory, directory)
}

function allows<T>(state: ConstraintState, kind: Kind<T>, names: readonly T[]): boolean {
  const permitted = state.permitted.map(group => group.flatMap(kind.of)).filter(list => list.length > 0)
  const excluded = state.excluded.flatMap(kind.of)
  return names.every(name => permitted.every(list => list.some(constraint => kind.within(name, constraint) === true))
    && excluded.every(constraint => kind.within(name, constraint) === false))
}

function dnsWithin(name: string, constraint: string): boolean | null {
  // §4.2.1.10 knows neither form for constraints, §4.2.1.6 no name that begins with a dot.
  if (constraint.startsWith('.') || constraint.includes('*') || name.startsWith('.')) return null
  const own = name.toLowerCase()
  const base = constraint.toLowerCase()
  if (base === '' || own === base || own.endsWith(`.${base}`)) return true
  // A wildcard covers a name inside the constraint that stands at its own level.
  return own.startsWith('*.') && base.split('.').slice(1).join('.') === own.slice(2) ? null : false
}

function emailWithin(name: string, constraint: string): boolean | null {
  const at = name.lastIndexOf('@')
  if (at < 0 || name.indexOf('@') !== at) return null
  const host = name.slice(at + 1).toLowerCase()
  if (constraint.includes('@')) {
    const cut = constraint.lastIndexOf('@')
    return name.slice(0, at) === constraint.slice(0, cut) && host === constraint.slice(cut + 1).toLowerCase()
  }
  return hostWithin(host, constraint.toLowerCase())
}

function uriWithin(name: string, constraint: string): boolean | null {
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:@[\]]+)(?::\d*)?(?:[/?#]|$)/i.exec(name)?.[1]
  // §4.2.1.10: a URI without a host name, or with an address for one, must be rejected where URIs are constrained.
  if (host === undefined || /^[\d.]+$/.test(host)) return null
  return hostWithin(host.toLowerCase(), constraint.toLowerCase())
}

function hostWithin(host: string, constraint: string): boolean {
  return constraint.startsWith('.') ? host.endsWith(constraint) : host === constraint
}

function ipWithin(address: Uint8Array, constraint: Uint8Array): boolean | null {
  const half = constraint.length / 2
  if ((half !== 4 && half !== 16) || !isContiguousMask(constraint.subarray(half))) return null
  if (address.length !== half) return false
  return address.every((octet, index) => ((octet ^ (constraint[index] ?? 0)) & (constraint[half + index] ?? 0)) === 0)
}

function isContiguousMask(mask: Uint8Array): boolean {
  return /^1*0*$/.test(Array.from(mask, octet => octet.toString(2).padStart(8, '0')).join(''))
}

function directoryWithin(name: DistinguishedName, constraint: DistinguishedName): boolean {
  return constraint.rdnKeys.every((key, index) => name.rdnKeys[index] === key)
}
