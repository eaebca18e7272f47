import type { SigningAct } from '../../shared/model/signing-act.ts'
import { ProblemError } from '../../shared/problem.ts'
import type { FieldLock } from '../pdf/certification.ts'
import type { Look } from '../pdf/drawing.ts'
import { loadTypeface, type Typeface } from '../pdf/font-face.ts'
import { isOnPage, pageGeometry, toDisplaySpace } from '../pdf/geometry.ts'
import type { PdfFile } from '../pdf/open.ts'
import { findPage } from '../pdf/pages.ts'
import { decodePng } from '../pdf/png.ts'
import { pngWidthMm } from '../pdf/png-size.ts'
import { placeOfField, type SignatureTarget } from '../pdf/signature-update.ts'
import { agencyOfCertificate } from './agency-name.ts'
import { approve } from './act-approve.ts'
import { appendix } from './act-appendix.ts'
import { comment } from './act-comment.ts'
import { copy } from './act-copy.ts'
import { incoming } from './act-incoming.ts'
import { issue } from './act-issue.ts'
import { plain } from './act-plain.ts'
import type { Act, ActScene } from './act.ts'
import { checkPermission } from './check-permission.ts'
import { decideTarget, type Target } from './decide-target.ts'
import { viewDocument } from './document-view.ts'
import { gatherFills, type PlacedFill } from './gather-fills.ts'
import { lockFor } from './lock-for.ts'
import type { Placement, SigningWish } from './signing-wish.ts'
import type { SigningSituation } from './situation.ts'

const ACTS: Readonly<Record<SigningAct, Act>> = { approve, issue, appendix, copy, incoming, comment, plain }

/** Dấu cơ quan where neither settings nor the picture say how wide: that of a provincial people's committee. */
const USUAL_SEAL_MM = 36

/** An act on one document, decided: where it goes, what it shows, what it fills in and leaves open. */
export interface ActPlan {
  readonly target: SignatureTarget
  /** Null: invisible. `fixed`: a prepared field says where. */
  readonly place: { readonly placement: Placement; readonly fixed: boolean } | null
  readonly look: Look
  readonly type: Typeface | null
  readonly fills: readonly PlacedFill[]
  readonly lock: FieldLock | undefined
}

export interface PlanInputs {
  readonly file: PdfFile
  readonly situation: SigningSituation
  readonly wish: SigningWish
  readonly atMs: number
  /** True to find a place also where nothing would show yet: somebody looks at it first. */
  readonly propose?: boolean
  /** Whose certificate signs: name and agency as it says them. */
  readonly signer: { readonly name: string; readonly agency: string }
}

/** Gathers what the act needs of the document and has it decided. Throws every refusal that signing itself would. */
export async function planAct(inputs: PlanInputs): Promise<ActPlan> {
  const { file, situation, wish, atMs, signer } = inputs
  const act = ACTS[wish.act]
  const words = wish.words ?? {}
  act.check(words)
  const target = decideTarget(situation, { ...wish, placed: wish.placement !== undefined })
  checkPermission(file, target)
  const type = act.printsText(words) ? await loadTypeface() : null
  const picture = wish.image === undefined ? null : decodePng(wish.image)
  const pictureMm = wish.imageMm ?? (wish.image === undefined ? null : pngWidthMm(wish.image)) ?? USUAL_SEAL_MM
  const scene: ActScene = { words, atMs, signer: { name: wish.name ?? signer.name, agency: agencyOfCertificate(signer) }, picture, pictureMm, type }
  const fills = wish.act === 'issue' ? await gatherFills(file, situation, scene) : []
  const found = await placeTarget({ ...inputs, act, scene }, target)
  return { ...found, look: room => act.draw(scene, room), type, fills, lock: await lockFor(file, situation, target, wish.act) }
}

interface Placing extends PlanInputs { readonly act: Act; readonly scene: ActScene }

/** The target with its page and rectangle. What shows something and has no place gets the proposed one; what shows nothing is invisible. */
async function placeTarget({ file, situation, wish, propose, act, scene }: Placing, target: Target): Promise<Pick<ActPlan, 'target' | 'place'>> {
  if (target.kind === 'existing') return { target, place: await fixedPlace(file, target) }
  const shows = scene.picture !== null || (act.printsText(scene.words) && wish.act !== 'issue')
  // A certified document has the fields that its author wanted: another one in sight makes it invalid to careful judges, us among them.
  if (situation.certified !== null && (shows || wish.placement !== undefined)) throw new ProblemError('pdf.certified-no-new-field')
  const view = wish.placement === undefined && (shows || propose === true) ? await viewDocument(file, situation, { looksAt: act.looksAt, signerName: scene.signer.name }) : null
  const placement = wish.placement ?? (view === null ? null : act.place(view, scene))
  if (placement === null) return { target: { kind: 'new', name: target.name, page: await findPage(file, 1), rect: null }, place: null }
  const page = await findPage(file, placement.page)
  const geometry = await pageGeometry(file, page)
  if (!isOnPage(geometry, placement.rect)) {
    throw new ProblemError('pdf.placement-outside', { page: placement.page, width: Math.round(geometry.width), height: Math.round(geometry.height) })
  }
  return { target: { kind: 'new', name: target.name, page, rect: placement.rect }, place: { placement, fixed: false } }
}

async function fixedPlace(file: PdfFile, { field }: Extract<Target, { kind: 'existing' }>): Promise<ActPlan['place']> {
  const place = await placeOfField(file, field)
  if (place === null) return null
  return { placement: { page: place.page.index + 1, rect: toDisplaySpace(await pageGeometry(file, place.page), place.rect) }, fixed: true }
}
