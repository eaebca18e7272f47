/** The rules of RFC 5280 §6.1 over one finished path. Building paths is in `path.ts`. */
import type { Certificate } from './certificate.ts'
import { addConstraints, NO_CONSTRAINTS, satisfiesConstraints, type ConstraintState } from './name-constraints.ts'
import { ANY_POLICY, FIRST_LEVEL, mapLevel, nextLevel, standsFor, type PolicyLevel } from './policy-graph.ts'

export type PathFault =
  | 'expired' | 'not-yet-valid' | 'unknown-critical-extension' | 'name-constraints' | 'policy' | 'not-a-ca' | 'path-length' | 'key-usage'
  | 'policy-mapping' | 'weak-key' | 'revoked' | 'status-unknown'

/** The initial values of §6.1.1; absent ones are the standard's defaults (any policy, nothing inhibited). */
export interface PolicyInputs {
  readonly accepted?: readonly string[]
  readonly explicitPolicy?: boolean
  readonly inhibitMapping?: boolean
  readonly inhibitAnyPolicy?: boolean
}

interface State {
  names: ConstraintState
  level: PolicyLevel
  explicitPolicy: number
  policyMapping: number
  inhibitAnyPolicy: number
  maxLength: number
}

/**
 * The first fault of a path, null when it holds. `path` goes from the anchor to the signer; signatures are already
 * checked. The anchor counts as a certificate with its own validity and constraints (RFC 5937): a root of the store is
 * one that its owner wanted to be bound.
 */
export function findPathFault(path: readonly Certificate[], at: number, policy: PolicyInputs = {}): PathFault | null {
  const below = path.slice(1)
  const length = below.length
  const state: State = {
    names: NO_CONSTRAINTS, level: FIRST_LEVEL, maxLength: length,
    explicitPolicy: policy.explicitPolicy ? 0 : length + 1,
    policyMapping: policy.inhibitMapping ? 0 : length + 1,
    inhibitAnyPolicy: policy.inhibitAnyPolicy ? 0 : length + 1,
  }
  const anchor = path[0]
  if (!anchor) return 'not-a-ca'
  const anchorFault = commonFault(anchor, at) ?? (length > 0 ? anchorAsIssuerFault(anchor, state) : null)
  if (anchorFault) return anchorFault
  for (const [index, certificate] of below.entries()) {
    const isLast = index === length - 1
    const fault = commonFault(certificate, at) ?? namesFault(certificate, isLast, state) ?? policyFault(certificate, isLast, state)
      ?? (isLast ? null : issuerFault(certificate, state))
    if (fault) return fault
  }
  return length > 0 ? lastFault(below.at(-1), state, policy) : null
}

function commonFault(certificate: Certificate, at: number): PathFault | null {
  if (certificate.extensions.unknownCritical.length > 0) return 'unknown-critical-extension'
  // Certificates know whole seconds: the last one lasts until the next begins.
  if (at >= certificate.notAfter + 1_000) return 'expired'
  return at < certificate.notBefore ? 'not-yet-valid' : null
}

function anchorAsIssuerFault(anchor: Certificate, state: State): PathFault | null {
  // Version 1 roots carry no extensions; being in the trust store is what makes them CAs.
  if (anchor.version === 3) {
    const basic = anchor.extensions.basicConstraints
    if (!basic?.ca || anchor.subject.rdnKeys.length === 0) return 'not-a-ca'
    if (anchor.extensions.keyUsage && !anchor.extensions.keyUsage.has('keyCertSign')) return 'key-usage'
    if (basic.pathLength !== null) state.maxLength = basic.pathLength + 1
  }
  state.names = addConstraints(state.names, anchor)
  return null
}

/** §6.1.3 b, c: self-issued CA certificates are exempt, the last one never. */
function namesFault(certificate: Certificate, isLast: boolean, state: State): PathFault | null {
  if (certificate.isSelfIssued && !isLast) return null
  return satisfiesConstraints(state.names, certificate) ? null : 'name-constraints'
}

/** §6.1.3 d–f. */
function policyFault(certificate: Certificate, isLast: boolean, state: State): PathFault | null {
  const anyPolicyAllowed = state.inhibitAnyPolicy > 0 || (certificate.isSelfIssued && !isLast)
  state.level = nextLevel(state.level, certificate.extensions.policies, anyPolicyAllowed)
  return state.explicitPolicy > 0 || state.level ? null : 'policy'
}

/** §6.1.4: what a certificate must be and sets for those below it. */
function issuerFault(certificate: Certificate, state: State): PathFault | null {
  const { policyMappings, basicConstraints, keyUsage } = certificate.extensions
  if (policyMappings.some(one => one.issuer === ANY_POLICY || one.subject === ANY_POLICY)) return 'policy-mapping'
  state.level = mapLevel(state.level, policyMappings, state.policyMapping > 0)
  state.names = addConstraints(state.names, certificate)
  if (!certificate.isSelfIssued) countDown(state)
  tighten(certificate, state)
  // §4.1.2.6: a CA has a name; without one it would be the issuer of whatever names none.
  if (certificate.version !== 3 || !basicConstraints?.ca || certificate.subject.rdnKeys.length === 0) return 'not-a-ca'
  if (!certificate.isSelfIssued) {
    if (state.maxLength <= 0) return 'path-length'
    state.maxLength -= 1
  }
  if (basicConstraints.pathLength !== null) state.maxLength = Math.min(state.maxLength, basicConstraints.pathLength)
  return keyUsage && !keyUsage.has('keyCertSign') ? 'key-usage' : null
}

function countDown(state: State): void {
  state.explicitPolicy = Math.max(0, state.explicitPolicy - 1)
  state.policyMapping = Math.max(0, state.policyMapping - 1)
  state.inhibitAnyPolicy = Math.max(0, state.inhibitAnyPolicy - 1)
}

function tighten({ extensions: { policyConstraints, inhibitAnyPolicy } }: Certificate, state: State): void {
  state.explicitPolicy = Math.min(state.explicitPolicy, policyConstraints?.requireExplicit ?? Infinity)
  state.policyMapping = Math.min(state.policyMapping, policyConstraints?.inhibitMapping ?? Infinity)
  state.inhibitAnyPolicy = Math.min(state.inhibitAnyPolicy, inhibitAnyPolicy ?? Infinity)
}

/** §6.1.5. */
function lastFault(last: Certificate | undefined, state: State, policy: PolicyInputs): PathFault | null {
  // §4.2.1.10: only a CA can bind names; on anybody else they are a certificate that claims more than it is.
  if (last?.extensions.nameConstraints && !last.extensions.basicConstraints?.ca) return 'name-constraints'
  state.explicitPolicy = Math.max(0, state.explicitPolicy - 1)
  if (last?.extensions.policyConstraints?.requireExplicit === 0) state.explicitPolicy = 0
  const accepted = policy.accepted ? new Set(policy.accepted) : null
  return state.explicitPolicy > 0 || standsFor(state.level, accepted) ? null : 'policy'
}
