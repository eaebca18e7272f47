/**
 * Certificate policies (RFC 5280 §6.1.3 d–f, as the graph of RFC 9618: the tree of 2008 grows exponentially on hostile
 * mappings). Only the last level is kept with its ancestors' roots: what the end asks is which policy of the
 * anchor's domain still stands.
 */
import type { PolicyMapping } from './extensions.ts'

export const ANY_POLICY = '2.5.29.32.0'
/** Policies per certificate × depth; real ones have a handful. */
const MOST_NODES = 4_096

/** `domain`: the policies in the anchor's own words that led here; ANY_POLICY for the line of anyPolicy itself. */
interface PolicyNode { readonly domain: ReadonlySet<string>; readonly expected: ReadonlySet<string> }
/** By valid policy. Null: no policy stands any more. */
export type PolicyLevel = ReadonlyMap<string, PolicyNode> | null

export const FIRST_LEVEL: PolicyLevel = new Map([[ANY_POLICY, { domain: new Set([ANY_POLICY]), expected: new Set([ANY_POLICY]) }]])

/** The level below, from the policies that the next certificate asserts (§6.1.3 d, e). */
export function nextLevel(level: PolicyLevel, policies: readonly string[] | null, anyPolicyAllowed: boolean): PolicyLevel {
  if (!level || !policies) return null
  const next = new Map<string, PolicyNode>()
  const line = level.get(ANY_POLICY)
  const expectedBy = parentsByExpectation(level)
  for (const policy of policies) {
    if (policy === ANY_POLICY) continue
    const domain = expectedBy.get(policy)
    // Under anyPolicy the policy itself becomes a word of the anchor's domain.
    if (domain) next.set(policy, { domain, expected: new Set([policy]) })
    else if (line) next.set(policy, { domain: new Set([policy]), expected: new Set([policy]) })
  }
  if (policies.includes(ANY_POLICY) && anyPolicyAllowed) {
    for (const [policy, domain] of expectedBy) if (!next.has(policy)) next.set(policy, { domain, expected: new Set([policy]) })
  }
  return next.size === 0 || next.size > MOST_NODES ? null : next
}

/** Every policy expected at a level, with the union of the domains that expect it. */
function parentsByExpectation(level: ReadonlyMap<string, PolicyNode>): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const node of level.values()) {
    for (const policy of node.expected) {
      const domain = found.get(policy) ?? new Set<string>()
      for (const word of node.domain) domain.add(word)
      found.set(policy, domain)
    }
  }
  return found
}

/** The same level after a CA's mappings (§6.1.4 b); with mapping inhibited the mapped policies fall away. */
export function mapLevel(level: PolicyLevel, mappings: readonly PolicyMapping[], mappingAllowed: boolean): PolicyLevel {
  if (!level || mappings.length === 0) return level
  const mapped = new Map(level)
  const line = level.get(ANY_POLICY)
  for (const issuer of new Set(mappings.map(one => one.issuer))) {
    const node = level.get(issuer)
    const expected = new Set(mappings.filter(one => one.issuer === issuer).map(one => one.subject))
    if (!mappingAllowed) mapped.delete(issuer)
    else if (node) mapped.set(issuer, { domain: node.domain, expected })
    else if (line) mapped.set(issuer, { domain: new Set([issuer]), expected })
  }
  return mapped.size === 0 ? null : mapped
}

/** True when a policy that the user accepts still stands (§6.1.5 g); `accepted` null accepts any. */
export function standsFor(level: PolicyLevel, accepted: ReadonlySet<string> | null): boolean {
  if (!level) return false
  if (!accepted || accepted.has(ANY_POLICY) || level.has(ANY_POLICY)) return true
  return [...level.values()].some(node => [...node.domain].some(word => accepted.has(word)))
}
