/** Thay đổi sau khi ký: everything between the signed revision and the file as it stands, judged (ISO 32000-2 §12.8.2.2). */
import type { ReasonCode } from '../../shared/model/signature-report.ts'
import { docMdpLevel, fieldLocks, isLocked } from '../pdf/certification.ts'
import { isRef } from '../pdf/objects.ts'
import type { PdfFile } from '../pdf/open.ts'
import { listPages } from '../pdf/pages.ts'
import { listSignatureFields } from '../pdf/signature-fields.ts'
import { changeRules } from './change-rules.ts'
import { walkChanges, type Finding } from './change-walk.ts'
import { mapFields, type FieldMap } from './field-map.ts'

export interface Changes { readonly kind: 'none' | 'allowed' | 'suspicious' | 'unknown'; readonly reasons: readonly ReasonCode[] }

/** Reject by default: what no rule knows is `unknown` at best, what a reader sees differently is `suspicious`. */
export async function analyseChanges(signed: PdfFile, final: PdfFile): Promise<Changes> {
  const fields = await mapFields(signed, final)
  const findings = await walkChanges({ before: signed, after: final, rules: changeRules(fields), landmarks: await landmarks(signed, fields) })
  if (!findings) return { kind: 'unknown', reasons: ['changes.unknown', 'file.too-complex'] }
  if (final.notes.size > signed.notes.size) return { kind: 'suspicious', reasons: ['changes.suspicious', 'file.repair-needed'] }
  const signatures = await listSignatureFields(signed)
  const locks = await fieldLocks(signed, signatures.filter(one => one.signature !== null))
  return decideChanges({
    findings, certification: await docMdpLevel(signed), hasNewApproval: fields.hasNewApproval,
    isLocked: name => locks.some(lock => isLocked(lock, name)),
  })
}

export interface ChangeFacts {
  readonly findings: readonly Finding[]
  readonly certification: number | null
  readonly hasNewApproval: boolean
  readonly isLocked: (field: string) => boolean
}

/** The verdict on findings. DocMDP 1 forbids everything but evidence and document timestamps (Table 257). */
export function decideChanges({ findings, certification, hasNewApproval, isLocked: locked }: ChangeFacts): Changes {
  const has = (kind: Finding['kind']): boolean => findings.some(finding => finding.kind === kind)
  const touchesForm = has('form') || has('signed') || hasNewApproval
  const touchesLocked = findings.some(({ kind, field }) => (kind === 'form' || kind === 'signed') && field !== null && locked(field))
  if ((certification === 1 && touchesForm) || touchesLocked) return { kind: 'suspicious', reasons: ['changes.suspicious', 'changes.forbidden-by-certification'] }
  if (has('visible')) return { kind: 'suspicious', reasons: ['changes.suspicious'] }
  if (has('unseen')) return { kind: 'unknown', reasons: ['changes.unknown'] }
  return { kind: 'allowed', reasons: has('form') ? ['changes.form-values'] : [] }
}

/** Pages with the nodes above them, fields, the catalog and the form: each is compared on its own path. */
async function landmarks(file: PdfFile, fields: FieldMap): Promise<Set<number>> {
  const found = new Set([...fields.known, ...fields.newSignatures, file.root.number])
  const form = (await file.catalog()).get('AcroForm')
  if (isRef(form)) found.add(form.number)
  for (const page of await listPages(file)) {
    found.add(page.ref.number)
    let parent = page.dict.get('Parent')
    for (let hops = 0; isRef(parent) && !found.has(parent.number) && hops < file.limits.maxDepth; hops += 1) {
      found.add(parent.number)
      parent = (await file.resolveDict(parent))?.get('Parent')
    }
  }
  return found
}
