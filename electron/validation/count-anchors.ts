import { readTrustFolder } from '../pki/trust-store.ts'

/** How many trust anchors policy's folders hold; a folder that is not there holds none. */
export async function countAnchors(folders: readonly string[]): Promise<number> {
  const counts = await Promise.all(folders.map(folder => readTrustFolder(folder).then(found => found.anchors.length, () => 0)))
  return counts.reduce((sum, many) => sum + many, 0)
}
