/** What was found about comments, told apart by their looks (`comment-look.ts`). */
import { isArray, isDict, isRef, nameOf, type PdfDict } from '../pdf/objects.ts'
import type { PdfFile } from '../pdf/open.ts'
import { listPages, type PdfPage } from '../pdf/pages.ts'
import type { Finding } from './change-walk.ts'
import { COMMENTS, lookOfComment, type CommentLook } from './comment-look.ts'

/** Findings on comments, each by what the comments look like that they are about, in both revisions: what goes away may have hidden something too. */
export async function judgeComments(signed: PdfFile, final: PdfFile, pages: readonly PdfPage[], findings: readonly Finding[]): Promise<Finding[]> {
  if (!findings.some(isAboutComment)) return [...findings]
  const later = await listPages(final)
  const judged: Finding[] = []
  for (const finding of findings) {
    const index = (finding.page ?? 0) - 1
    const places = [{ file: signed, page: pages[index] }, { file: final, page: later[index] }]
    judged.push(isAboutComment(finding) ? { ...finding, rule: RULES[await worstLook(places, finding.object)] } : finding)
  }
  return judged
}

const RULES = { plain: 'comment', drawn: 'comment-drawn', unclear: 'comment-look' } as const

function isAboutComment({ rule }: Finding): boolean {
  return rule === 'comment' || rule === 'comment-look'
}

/** Of the comment itself; where a part of some comment differs, of every comment on the page. */
async function worstLook(places: readonly { readonly file: PdfFile; readonly page: PdfPage | undefined }[], number: number | null): Promise<CommentLook> {
  const looks: CommentLook[] = []
  for (const { file, page } of places) {
    if (!page) return 'unclear'
    const own = number === null ? null : await commentOf(file, number)
    for (const one of own ? [own] : number === null || !await isGone(file, number) ? await commentsOn(file, page) : []) looks.push(await lookOfComment({ file, page, ...one }))
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
