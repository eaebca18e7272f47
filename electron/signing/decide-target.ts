import type { SigningAct } from '../../shared/model/signing-act.ts'
import { ProblemError } from '../../shared/problem.ts'
import { isLocked, type FieldLock } from '../pdf/certification.ts'
import type { PdfField } from '../pdf/fields.ts'
import { PREPARED } from '../../shared/model/signing-act.ts'
import type { SigningSituation } from './situation.ts'

export interface TargetWish {
  readonly act: SigningAct
  readonly fieldName?: string | undefined
  readonly certify?: 1 | 2 | 3 | undefined
  /** True when the caller said where; then a field name that is not there yet names the new field. */
  readonly placed: boolean
}

export type Target = { readonly kind: 'existing'; readonly field: PdfField } | { readonly kind: 'new'; readonly name: string }

/**
 * Which field to sign, or why the document may not be signed (ISO 32000-2 §12.8.2.2, §12.8.2.4). Without a name,
 * *approve* takes the first prepared empty field, *issue* the one
 * prepared for the seal; every other act adds one.
 */
export function decideTarget(situation: SigningSituation, wish: TargetWish): Target {
  if (situation.certified === 1) throw new ProblemError('pdf.certified-no-changes')
  const filled = situation.signatures.filter(({ signature }) => signature !== null)
  if (wish.certify !== undefined && filled.length > 0) throw new ProblemError('pdf.certify-after-signature', { signatures: filled.length })
  if (wish.fieldName !== undefined) return namedTarget(situation, wish.fieldName, wish.placed)
  const prepared = wish.act === 'approve' ? preparedField(situation) : wish.act === 'issue' ? sealField(situation) : undefined
  return prepared === undefined ? { kind: 'new', name: freeName(situation.fields) } : { kind: 'existing', field: prepared }
}

/**
 * What the leader's signature must leave open: every field that is still empty (number, date, seal). Null when nothing
 * was prepared; then a lock would only forbid what nobody has planned.
 */
export function decideLock({ fields }: SigningSituation, target: Target): FieldLock | null {
  const signed = target.kind === 'existing' ? target.field.name : target.name
  const open = fields.filter(field => field.value === null && field.name !== signed && field.name !== '').map(field => field.name)
  return open.length === 0 ? null : { action: 'Exclude', fields: open }
}

function namedTarget({ fields, signatures, locks }: SigningSituation, name: string, placed: boolean): Target {
  const field = fields.find(candidate => candidate.name === name)
  if (field === undefined) {
    // A dot would make a child of another field; that is never what a name on the command line means.
    if (!placed || name.includes('.') || name === '') throw new ProblemError('pdf.field-missing', { field: name })
    return { kind: 'new', name }
  }
  const isEmpty = signatures.some(candidate => candidate.field.name === name && candidate.signature === null)
  if (!isEmpty) throw new ProblemError('pdf.field-taken', { field: name })
  if (locks.some(lock => isLocked(lock, name))) throw new ProblemError('pdf.locked', { field: name })
  return { kind: 'existing', field }
}

/** Undefined where nothing was prepared, which a certified document does not allow to be made up for. */
function sealField({ signatures, certified, locks }: SigningSituation): PdfField | undefined {
  const found = signatures.find(({ field }) => field.name === PREPARED.seal)
  if (found === undefined) {
    if (certified !== null) throw new ProblemError('signing.not-prepared')
    return undefined
  }
  if (found.signature !== null) throw new ProblemError('signing.already-issued', { field: PREPARED.seal })
  if (locks.some(lock => isLocked(lock, PREPARED.seal))) throw new ProblemError('pdf.locked', { field: PREPARED.seal })
  return found.field
}

/** The leader never signs where the seal belongs. */
function preparedField({ signatures, locks }: SigningSituation): PdfField | undefined {
  return signatures.find(({ field, signature }) =>
    signature === null && field.name !== PREPARED.seal && !locks.some(lock => isLocked(lock, field.name)))?.field
}

function freeName(fields: readonly PdfField[]): string {
  for (let number = 1; ; number++) {
    const name = `Signature${number}`
    if (!fields.some(field => field.name === name || field.name.startsWith(`${name}.`))) return name
  }
}
