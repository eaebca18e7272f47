import { ProblemError } from '../../shared/problem.ts'
import { lockOf, type FieldLock } from '../pdf/certification.ts'
import { isOnPage, pageGeometry } from '../pdf/geometry.ts'
import type { PdfFile } from '../pdf/open.ts'
import { findPage } from '../pdf/pages.ts'
import type { SignatureTarget } from '../pdf/signature-update.ts'
import { decideLock, type SigningAct, type Target } from './decide-target.ts'
import { proposePlacement } from './propose-placement.ts'
import type { SigningWish } from './signing-wish.ts'
import type { SigningSituation } from './situation.ts'

/** The target with its page and rectangle. What has a picture and no place gets the proposed one; what has neither is invisible. */
export async function placeTarget(file: PdfFile, target: Target, wish: SigningWish): Promise<SignatureTarget> {
  if (target.kind === 'existing') return target
  const placement = wish.placement ?? (wish.image === undefined ? null : await proposePlacement(file, { signerName: wish.name }))
  if (placement === null) return { kind: 'new', name: target.name, page: await findPage(file, 1), rect: null }
  const page = await findPage(file, placement.page)
  const geometry = await pageGeometry(file, page)
  if (!isOnPage(geometry, placement.rect)) {
    throw new ProblemError('pdf.placement-outside', { page: placement.page, width: Math.round(geometry.width), height: Math.round(geometry.height) })
  }
  return { kind: 'new', name: target.name, page, rect: placement.rect }
}

/** The lock that goes into the signature: the field's own (ISO 32000-2 §12.7.5.5), else what the act asks for. */
export async function lockFor(file: PdfFile, situation: SigningSituation, target: Target, act: SigningAct): Promise<FieldLock | undefined> {
  const own = target.kind === 'existing' ? await file.resolveDict(target.field.dict.get('Lock')) : null
  if (own !== null) return lockOf(file, own)
  return act === 'approve' ? decideLock(situation, target) ?? undefined : undefined
}
