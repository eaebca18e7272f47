import { ProblemError } from '../../shared/problem.ts'
import { damaged, tooComplex } from './limits.ts'
import { isArray, isDict, isRef, nameOf, type PdfDict, type PdfObject, type PdfRef } from './objects.ts'
import type { PdfFile } from './open.ts'

/** A page with what it inherits (ISO 32000-2 §7.7.3.4) already looked up. `index` counts from 0. */
export interface PdfPage {
  readonly index: number
  readonly ref: PdfRef
  readonly dict: PdfDict
  /** MediaBox, CropBox, Rotate and Resources: the page's own or its nearest ancestor's. */
  readonly inherited: ReadonlyMap<string, PdfObject>
}

const INHERITABLE = ['MediaBox', 'CropBox', 'Rotate', 'Resources']

/** All pages in order. Throws `pdf.damaged` where the tree is none and `pdf.too-complex` where it never ends. */
export async function listPages(file: PdfFile): Promise<PdfPage[]> {
  const pages: PdfPage[] = []
  for await (const page of walkPages(file)) pages.push(page)
  return pages
}

/** The page with this number, counted from 1; -1 is the last. Throws `pdf.page-missing` with the number of pages. */
export async function findPage(file: PdfFile, number: number): Promise<PdfPage> {
  const pages = await listPages(file)
  const page = pages.at(number > 0 ? number - 1 : number)
  if (page === undefined || number === 0) throw new ProblemError('pdf.page-missing', { page: number, pages: pages.length })
  return page
}

interface Node { readonly ref: PdfObject; readonly inherited: ReadonlyMap<string, PdfObject>; ahead?: Promise<PdfObject> }

/** Pages lie scattered over a file, and a disk answers several questions at once. */
const READ_AHEAD = 8

async function* walkPages(file: PdfFile): AsyncGenerator<PdfPage> {
  const stack: Node[] = [{ ref: (await file.catalog()).get('Pages') ?? null, inherited: new Map() }]
  const seen = new Set<number>()
  let index = 0
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (!isRef(node.ref)) throw damaged('page-direct')
    // A node named twice, or its own ancestor, would be walked for ever.
    if (seen.has(node.ref.number)) throw tooComplex('page-tree-loop')
    seen.add(node.ref.number)
    if (seen.size > file.limits.maxPages) throw tooComplex('page-count')
    readAhead(file, stack)
    const dict = await (node.ahead ?? file.resolve(node.ref))
    if (!isDict(dict)) throw damaged('page-node')
    const inherited = await inheritedBy(file, dict, node.inherited)
    const kids = await file.resolve(dict.get('Kids'))
    if (isArray(kids) && nameOf(await file.resolve(dict.get('Type'))) !== 'Page') {
      for (const kid of kids.toReversed()) stack.push({ ref: kid, inherited })
    } else yield { index: index++, ref: node.ref, dict, inherited }
  }
}

/** Begins to read what is walked next. What is packed lies together and is there at once: only objects with a place of their own. */
function readAhead(file: PdfFile, stack: readonly Node[]): void {
  for (const node of stack.slice(-READ_AHEAD)) {
    if (node.ahead !== undefined || !isRef(node.ref) || file.xref.get(node.ref.number)?.kind !== 'offset') continue
    node.ahead = file.resolve(node.ref)
    // It is told when its turn comes.
    node.ahead.catch(() => undefined)
  }
}

async function inheritedBy(file: PdfFile, dict: PdfDict, above: ReadonlyMap<string, PdfObject>): Promise<ReadonlyMap<string, PdfObject>> {
  const own = INHERITABLE.filter(key => dict.has(key))
  if (own.length === 0) return above
  const inherited = new Map(above)
  for (const key of own) inherited.set(key, await file.resolve(dict.get(key)))
  return inherited
}
