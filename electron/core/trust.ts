import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readTrustFolder } from '../pki/trust-store.ts'
import { fromPem } from '../trust-services/lists.ts'

/** DER of every trust anchor in policy's folders; a folder that is not there has none. */
export async function readAnchors(folders: readonly string[]): Promise<readonly Uint8Array[]> {
  const stores = await Promise.all(folders.map(folder => readTrustFolder(folder).catch(() => ({ anchors: [] }))))
  return stores.flatMap(store => store.anchors.map(anchor => anchor.der))
}

/** Beside the anchors a folder may say where their services are in this office's network: lines `FROM=TO`, as `--host-map`. */
const HOSTS_FILE = 'hosts.map'

/** What the folders' `hosts.map` say, as text; a folder without one says nothing. */
export async function readTrustHosts(folders: readonly string[]): Promise<readonly string[]> {
  const texts = await Promise.all(folders.map(folder => readFile(join(folder, HOSTS_FILE), 'utf8').catch(() => ''))) // most folders have none
  return texts.flatMap(text => text.split('\n')).map(line => line.trim()).filter(line => line !== '' && !line.startsWith('#'))
}

/** A folder given by mistake must not be read whole. */
const MOST_LISTS = 100

/** The revocation lists that lie beside the anchors (`*.crl`), for offices whose PCs reach no authority; what they say counts while they last. */
export async function readTrustLists(folders: readonly string[]): Promise<readonly Uint8Array[]> {
  const lists = await Promise.all(folders.map(async folder => {
    const names = (await readdir(folder).catch(() => [])).filter(name => /\.crl$/i.test(name)).toSorted().slice(0, MOST_LISTS)
    return Promise.all(names.map(name => readFile(join(folder, name)).then(fromPem, () => new Uint8Array())))
  }))
  // One that cannot be read says nothing; the others still do.
  return lists.flat().filter(list => list.length > 0)
}
