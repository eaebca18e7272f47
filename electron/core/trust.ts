import { readTrustFolder } from '../pki/trust-store.ts'

/** DER of every trust anchor in policy's folders; a folder that is not there has none. */
export async function readAnchors(folders: readonly string[]): Promise<readonly Uint8Array[]> {
  const stores = await Promise.all(folders.map(folder => readTrustFolder(folder).catch(() => ({ anchors: [] }))))
  return stores.flatMap(store => store.anchors.map(anchor => anchor.der))
}
