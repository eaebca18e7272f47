import type { SigningAct } from '../../shared/model/signing-act.ts'
import { type FieldLock, lockOf } from '../pdf/certification.ts'
import type { PdfFile } from '../pdf/open.ts'
import { decideLock, type Target } from './decide-target.ts'
import type { SigningSituation } from './situation.ts'

/** The lock that goes into the signature: the field's own (ISO 32000-2 §12.7.5.5), else what the act asks for. */
export async function lockFor(file: PdfFile, situation: SigningSituation, target: Target, act: SigningAct): Promise<FieldLock | undefined> {
  const own = target.kind === 'existing' ? await file.resolveDict(target.field.dict.get('Lock')) : null
  if (own !== null) return lockOf(file, own)
  return act === 'approve' ? decideLock(situation, target) ?? undefined : undefined
}
