import type { Problem } from '../../shared/problem.ts'
import type { SecurityStore } from '../pdf/dss.ts'
import type { Certificate } from '../pki/certificate.ts'
import type { GatheredRevocation, GatherRevocation } from '../pki/evidence.ts'

/** Evidence of the wishes that could be met whole, which those are, and why the first of the others could not. */
export interface Gathered { readonly evidence: SecurityStore; readonly met: readonly boolean[]; readonly problem: Problem | null }

/**
 * Asks about chains, each once however many signatures need it. A wish is several chains that only help together (a
 * signer's and its timestamp's): half of it would make the document grow with every try and raise nothing.
 */
export async function gatherEvidence(wishes: readonly (readonly (readonly Certificate[])[])[], gather: GatherRevocation): Promise<Gathered> {
  const byLeaf = new Map<string, Promise<GatheredRevocation>>()
  const ask = (chain: readonly Certificate[]): Promise<GatheredRevocation> => {
    const leaf = chain[0]?.sha256 ?? ''
    const asked = byLeaf.get(leaf) ?? gather(chain.map(certificate => certificate.der))
    byLeaf.set(leaf, asked)
    return asked
  }
  const evidence: { [K in keyof SecurityStore]: Uint8Array[] } = { certificates: [], ocsps: [], crls: [] }
  const met: boolean[] = []
  let problem: Problem | null = null
  for (const chains of wishes) {
    const answers = await Promise.all(chains.map(ask))
    const lacking = answers.flatMap(({ statuses }) => statuses).find(({ status }) => status.kind === 'unknown')
    met.push(lacking === undefined)
    if (lacking !== undefined) {
      problem ??= lacking.problem ?? { code: 'revocation.unknown-certificate', facts: {} }
      continue
    }
    evidence.certificates.push(...chains.flat().map(certificate => certificate.der), ...answers.flatMap(answer => answer.certificates))
    evidence.ocsps.push(...answers.flatMap(answer => answer.ocsps))
    evidence.crls.push(...answers.flatMap(answer => answer.crls))
  }
  return { evidence, met, problem }
}
