import type { ActWords } from './act.ts'
import type { SigningAct } from '../../shared/model/signing-act.ts'
import { pageGeometry } from '../pdf/geometry.ts'
import { DEFAULT_LIMITS } from '../pdf/limits.ts'
import { openPdf, type PdfFile } from '../pdf/open.ts'
import { findPage, listPages } from '../pdf/pages.ts'
import type { Source } from '../pdf/source.ts'
import { checkApproved } from './check-approved.ts'
import type { Judge } from './own-output.ts'
import { type ActPlan, planAct } from './plan-act.ts'
import { printedMarks, type PrintedMark } from './printed.ts'
import type { Placement } from './signing-wish.ts'
import { readSituation } from './situation.ts'
import { tellDamage } from './tell-damage.ts'

/** What will be printed at one place. `fixed`: a prepared field says where, it cannot be moved. */
export interface Stamp { readonly placement: Placement; readonly fixed: boolean; readonly marks: readonly PrintedMark[] }

/** What the signing dialog shows before anybody signs: the signature's own stamp first, then the fields that are filled. */
export interface SigningPreview {
  readonly pages: number
  readonly stamps: readonly Stamp[]
  /** False where the signature itself has no place: its prepared field is on no page. */
  readonly isShown: boolean
  /** For a seal: who has signed before, as our own judgement found it intact. */
  readonly approvedBy: readonly string[]
}

export interface InspectWish {
  readonly act: SigningAct
  readonly words?: ActWords | undefined
  readonly image?: Uint8Array | undefined
  readonly imageMm?: number | undefined
  readonly placement?: Placement | undefined
  readonly atMs: number
  readonly signer: { readonly name: string; readonly agency: string }
  readonly judge?: Judge | undefined
  /** For an encrypted document that the empty password does not open. */
  readonly password?: Uint8Array | undefined
  /** Moves what was found for a new field: an officer's habit. */
  readonly adjust?: (proposed: Placement, page: { readonly width: number; readonly height: number }) => Placement
}

/** Whether, where and with what look a document can be signed by this act. Throws the same refusals as `signDocument` would. */
export function inspectDocument(source: Source, wish: InspectWish): Promise<SigningPreview> {
  return tellDamage(source, () => inspectWhole(source, wish))
}

async function inspectWhole(source: Source, wish: InspectWish): Promise<SigningPreview> {
  const file = await openPdf(source, DEFAULT_LIMITS, wish.password)
  const situation = await readSituation(file)
  const approvedBy = wish.act === 'issue' ? checkApproved(situation, await wish.judge?.(source) ?? null) : []
  const plan = await planAct({ file, situation, wish, atMs: wish.atMs, signer: wish.signer, propose: true })
  const pages = await listPages(file)
  const own = await ownStamp(file, plan, wish)
  const fills = plan.fills.map(fill => ({ placement: fill.placement, fixed: true, marks: printedMarks(fill.draw(fill.room), fill.room, plan.type) }))
  return { pages: pages.length, stamps: [...own === null ? [] : [own], ...fills], isShown: own !== null, approvedBy }
}

async function ownStamp(file: PdfFile, plan: ActPlan, { adjust }: InspectWish): Promise<Stamp | null> {
  if (plan.place === null) return null
  const { fixed, placement: found } = plan.place
  const placement = fixed || adjust === undefined ? found : adjust(found, await pageGeometry(file, await findPage(file, found.page)))
  const room = roomIn(placement)
  return { placement, fixed, marks: printedMarks(plan.look(room), room, plan.type) }
}

function roomIn({ rect: [left, bottom, right, top] }: Placement) {
  return { width: right - left, height: top - bottom }
}
