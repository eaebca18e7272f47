/** Thay đổi sau khi ký: everything between the signed revision and the file as it stands, judged (ISO 32000-2 §12.8.2.2). */
import { docMdpLevel, docMdpOf, fieldLocks, isLocked, lockLevel } from '../pdf/certification.ts'
import { isRef } from '../pdf/objects.ts'
import type { PdfFile } from '../pdf/open.ts'
import { listPages, type PdfPage } from '../pdf/pages.ts'
import { listSignatureFields, type SignatureField } from '../pdf/signature-fields.ts'
import { changeRules } from './change-rules.ts'
import { NOBODY, walkChanges, type Finding } from './change-walk.ts'
import { decideChanges, type Changes } from './decide-changes.ts'
import { mapFields, type FieldMap } from './field-map.ts'
import { judgeFilled } from './filled-fields.ts'
import { judgeComments } from './judge-comments.ts'
import { movedContainers } from './untouched.ts'
import { judgeArrivals, judgeFulfilled, pagesOfWidgets } from './new-signature.ts'

/** Reject by default: what no rule knows is `unknown` at best, what a reader sees differently is `suspicious`. */
export async function analyseChanges(signed: PdfFile, final: PdfFile): Promise<Changes> {
  const fields = await mapFields(signed, final)
  const pages = await listPages(signed)
  const rules = changeRules({ fields, pages: new Map(pages.map(page => [page.ref.number, page.index + 1])) })
  const findings = await walkChanges({ before: signed, after: final, rules, landmarks: await landmarks(signed, fields, pages) })
  if (!findings) return { kind: 'unknown', reasons: ['changes.unknown', 'file.too-complex'], list: [] }
  if (final.notes.size > signed.notes.size) return { kind: 'suspicious', reasons: ['changes.suspicious', 'file.repair-needed'], list: [] }
  const filled = (await listSignatureFields(signed)).filter(one => one.signature !== null)
  const locks = await fieldLocks(signed, filled)
  return decideChanges({
    findings: await withPages(final, [...await judgeComments(signed, final, pages, findings), ...await judgeArrivals(final, fields.arrivals), ...await judgeFulfilled(final, fields.fulfilled), ...await judgeFilled(signed, final, fields.filled), ...movedContainers(signed, final).map((object): Finding => ({ rule: 'content', ...NOBODY, object }))]),
    level: await strictestLevel(signed, filled), isLocked: name => locks.some(lock => isLocked(lock, name)),
  })
}

/** A field is mostly met on the form's path; the report says on which page it shows. */
async function withPages(file: PdfFile, findings: readonly Finding[]): Promise<Finding[]> {
  if (!findings.some(({ field, page }) => field !== null && page === null)) return [...findings]
  const pages = await pagesOfWidgets(file)
  return findings.map(one => one.page === null && one.object !== null ? { ...one, page: pageNumber(pages.get(one.object)) } : one)
}

function pageNumber(pages: readonly PdfPage[] | undefined): number | null {
  const [page] = pages ?? []
  return page ? page.index + 1 : null
}

/** DocMDP of the certification and of every signature, and the P of locks (ISO 32000-2 Table 236): each may only ask for more. */
async function strictestLevel(file: PdfFile, signatures: readonly SignatureField[]): Promise<number | null> {
  const levels = [await docMdpLevel(file)]
  for (const { field, signature } of signatures) levels.push(await lockLevel(file, field.dict), signature && await docMdpOf(file, signature.dict))
  const asked = levels.filter(level => level !== null)
  return asked.length > 0 ? Math.min(...asked) : null
}

/** Pages with the nodes above them, fields, the catalog and the form: each is compared on its own path. */
async function landmarks(file: PdfFile, fields: FieldMap, pages: readonly PdfPage[]): Promise<Map<number, 'page' | 'field'>> {
  const found = new Map<number, 'page' | 'field'>()
  for (const number of [...fields.known, ...fields.newSignatures]) found.set(number, 'field')
  const add = (number: number): void => { if (!found.has(number)) found.set(number, 'page') }
  add(file.root.number)
  const form = (await file.catalog()).get('AcroForm')
  if (isRef(form)) add(form.number)
  for (const page of pages) {
    add(page.ref.number)
    let parent = page.dict.get('Parent')
    for (let hops = 0; isRef(parent) && !found.has(parent.number) && hops < file.limits.maxDepth; hops += 1) {
      found.set(parent.number, 'page')
      parent = (await file.resolveDict(parent))?.get('Parent')
    }
  }
  return found
}
