import { ProblemError } from '../../shared/problem.ts'
import type { PdfFile } from '../pdf/open.ts'
import { damaged } from '../pdf/limits.ts'
import { repairNeeded } from '../pdf/repair-notes.ts'
import type { Target } from './decide-target.ts'

/**
 * What the maker of an encrypted file allows (ISO 32000-2 Table 22): a prepared field may be signed where forms may be
 * filled in, a new one added only where fields may be made. The owner's password lifts both. Nothing but our obedience
 * enforces these bits; other offices' programs obey them, so a signature against them would look like tampering.
 * A file that reads only with leniency is refused as damaged: whoever verifies it, we among them, would call it invalid.
 */
export function checkPermission(file: PdfFile, target: Target): void {
  const { encryption } = file
  const repair = repairNeeded(file)
  if (repair !== null) throw damaged(repair)
  if (encryption === null) return
  const { fillFields, createFields } = encryption.permissions
  if (target.kind === 'existing' ? !fillFields : !createFields) {
    throw new ProblemError('pdf.not-permitted', { what: target.kind === 'existing' ? 'fill-fields' : 'create-fields' })
  }
}
