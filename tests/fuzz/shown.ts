/** What a reader shows of a document, in one word: everything its pages lead to, read anew and without any rule of ours. */
import { createHash, type Hash } from 'node:crypto'
import { isArray, isDict, isRef, isStream, type PdfObject } from '../../electron/pdf/objects.ts'
import type { PdfFile } from '../../electron/pdf/open.ts'
import { listPages } from '../../electron/pdf/pages.ts'
import { serialize } from '../../electron/pdf/serialize.ts'

/** Where a page leads back, or to what may be filled in and commented. */
const PASSED_OVER = new Set(['Parent', 'P', 'Annots', 'Length'])
const MOST_OBJECTS = 5_000

export async function shownBy(file: PdfFile): Promise<string> {
  const hash = createHash('sha256')
  const seen = new Map<number, number>()
  for (const page of await listPages(file)) {
    hash.update(`page ${page.index}`)
    for (const [key, value] of page.inherited) {
      hash.update(key)
      await add({ file, hash, seen }, value)
    }
    await add({ file, hash, seen }, page.dict)
  }
  const catalog = await file.catalog()
  for (const key of ['OCProperties', 'OpenAction', 'Names', 'AA', 'Outlines', 'ViewerPreferences']) await add({ file, hash, seen }, catalog.get(key) ?? null)
  return hash.digest('hex')
}

interface Digest { readonly file: PdfFile; readonly hash: Hash; readonly seen: Map<number, number> }

async function add(digest: Digest, object: PdfObject): Promise<void> {
  const { file, hash, seen } = digest
  if (isRef(object)) {
    const known = seen.get(object.number)
    hash.update(known === undefined ? 'ref' : `again ${known}`)
    if (known !== undefined || seen.size > MOST_OBJECTS) return
    seen.set(object.number, seen.size)
    return add(digest, await file.resolve(object))
  }
  if (isArray(object)) {
    hash.update(`[${object.length}`)
    for (const item of object) await add(digest, item)
  } else if (isDict(object) || isStream(object)) {
    const dict = isStream(object) ? object.dict : object
    for (const key of [...dict.keys()].filter(one => !PASSED_OVER.has(one)).toSorted()) {
      hash.update(key)
      await add(digest, dict.get(key) ?? null)
    }
    if (isStream(object)) hash.update(await file.raw(object))
  } else hash.update(serialize(object))
}
