import type { Demo } from './core.ts'
import { readAnchors, readTrustHosts } from './trust.ts'
import { createTrustLists, type TrustListInputs, type TrustLists } from './trust-list.ts'

/** Whom a desk trusts: the machine's folders, by policy, and the province's signed list. */
export interface DeskTrust {
  readonly lists: TrustLists
  /** DER of all anchors as they are now. */
  readonly anchors: () => Promise<readonly Uint8Array[]>
  /** Where the anchors' services are in this office's network (`FROM=TO`). */
  readonly hostsBeside: Promise<readonly string[]>
}

export function createDeskTrust({ trustDirs, demo, ...inputs }: Omit<TrustListInputs, 'folders'> & { readonly trustDirs: readonly string[]; readonly demo: Demo | null }): DeskTrust {
  const folders = [...trustDirs, ...(demo === null ? [] : [demo.trust])]
  const lists = createTrustLists({ ...inputs, folders })
  const ofMachine = readAnchors(folders)
  return {
    lists, hostsBeside: readTrustHosts(folders),
    anchors: async () => [...await ofMachine, ...(await lists.kept())?.anchors.map(one => one.der) ?? []],
  }
}
