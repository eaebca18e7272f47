/** What was found about comments, told apart by their looks (`comment-look.ts`). */
import type { Rect } from '../pdf/geometry.ts'
import { isArray, isDict, isRef, nameOf, type PdfDict } from '../pdf/objects.ts'
import type { PdfFile } from '../pdf/open.ts'
import { pageMarks, type PageMarks } from '../pdf/page-marks.ts'
import { listPages, type PdfPage } from '../pdf/pages.ts'
import { ProblemError } from '../../shared/problem.ts'
import type { Finding } from './change-walk.ts'
import { markedAreas } from './comment-stack.ts'
import { COMMENTS, lookOfComment, type CommentLook } from './comment-look.ts'

/** Findings on comments, each by what the comments look like that they are about, in both revisions: what goes away may have hidden something too. */
export async function judgeComments(signed: PdfFile, final: PdfFile, pages: readonly PdfPage[], findings: readonly Finding[]): Promise<Finding[]> {
  if (!findings.some(isAboutComment)) return [...findings]
  const later = await listPages(final)
  const [before, after] = [createLooks(signed, pages), createLooks(final, later)]
  const judged: Finding[] = []
  for (const finding of findings) judged.push(isAboutComment(finding) ? { ...finding, rule: RULES[await worstLook([before, after], finding)] } : finding)
  return judged
}

/** The comments of one revision; each is looked at once, and the page under them. */
interface Looks { readonly file: PdfFile; readonly pages: readonly PdfPage[]; of(page: PdfPage, comment: Comment): Promise<CommentLook> }

function createLooks(file: PdfFile, pages: readonly PdfPage[]): Looks {
  const looks = new Map<string, Promise<CommentLook>>()
  const marks = new Map<number, Promise<PageMarks>>()
  const marked = new Map<number, Promise<readonly Rect[] | null>>()
  return {
    file, pages,
    of(page, comment) {
      const key = `${page.index} ${comment.number}`
      const known = looks.get(key) ?? lookOfComment({
        file, page, ...comment,
        marks: () => once(marks, page.index, () => pageMarks(file, page)),
        marked: () => once(marked, page.index, () => markedAreas(file, page)),
      }).catch(unclearIfUnread)
      looks.set(key, known)
      return known
    },
  }
}

function once<T>(known: Map<number, Promise<T>>, key: number, read: () => Promise<T>): Promise<T> {
  const found = known.get(key) ?? read()
  known.set(key, found)
  return found
}

/** What cannot be read is no reason to call the whole file damaged. */
function unclearIfUnread(error: unknown): CommentLook {
  if (error instanceof ProblemError) return 'unclear'
  throw error
}

const RULES = { plain: 'comment', drawn: 'comment-drawn', unclear: 'comment-look' } as const

function isAboutComment({ rule }: Finding): boolean {
  return rule === 'comment' || rule === 'comment-look'
}

/** Of the comment itself; where a part of some comment differs, of every comment on the page. */
async function worstLook(revisions: readonly Looks[], { object: number, page: shownOn }: Finding): Promise<CommentLook> {
  const looks: CommentLook[] = []
  for (const { file, pages, of } of revisions) {
    const page = pages[(shownOn ?? 0) - 1]
    if (!page) return 'unclear'
    const own = number === null ? null : await commentOf(file, number)
    for (const one of own ? [own] : number === null || !await isGone(file, number) ? await commentsOn(file, page) : []) looks.push(await of(page, one))
  }
  return looks.includes('unclear') || looks.length === 0 ? 'unclear' : looks.includes('drawn') ? 'drawn' : 'plain'
}

interface Comment { readonly number: number; readonly annotation: PdfDict }

async function commentOf(file: PdfFile, number: number): Promise<Comment | null> {
  const annotation = await file.resolve({ kind: 'ref', number, generation: 0 })
  return isDict(annotation) && COMMENTS.has(nameOf(await file.resolve(annotation.get('Subtype'))) ?? '') ? { number, annotation } : null
}

async function isGone(file: PdfFile, number: number): Promise<boolean> {
  return await file.resolve({ kind: 'ref', number, generation: 0 }) === null
}

async function commentsOn(file: PdfFile, page: PdfPage): Promise<Comment[]> {
  const list = await file.resolve(page.dict.get('Annots'))
  const found: Comment[] = []
  for (const item of isArray(list) ? list : []) {
    const comment = isRef(item) ? await commentOf(file, item.number) : null
    if (comment) found.push(comment)
  }
  return found
}
