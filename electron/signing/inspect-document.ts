import type { ActWords } from './act.ts'
import type { SigningAct } from '../../shared/model/signing-act.ts'
import type { Mark } from '../pdf/drawing.ts'
import type { Typeface } from '../pdf/font-face.ts'
import { openPdf } from '../pdf/open.ts'
import { listPages } from '../pdf/pages.ts'
import type { Source } from '../pdf/source.ts'
import { checkApproved } from './check-approved.ts'
import type { Judge } from './own-output.ts'
import { planAct } from './plan-act.ts'
import type { Placement } from './signing-wish.ts'
import { readSituation } from './situation.ts'

/** What will be printed at one place. `fixed`: a prepared field says where, it cannot be moved. */
export interface Stamp { readonly placement: Placement; readonly fixed: boolean; readonly marks: readonly Mark[] }

/** What the signing dialog shows before anybody signs: the signature's own stamp first, then the fields that are filled. */
export interface SigningPreview { readonly pages: number; readonly stamps: readonly Stamp[]; readonly type: Typeface | null }

export interface InspectWish {
  readonly act: SigningAct
  readonly words?: ActWords | undefined
  readonly image?: Uint8Array | undefined
  readonly imageMm?: number | undefined
  readonly placement?: Placement | undefined
  readonly atMs: number
  readonly signer: { readonly name: string; readonly agency: string }
  readonly judge?: Judge | undefined
}

/** Whether, where and with what look a document can be signed by this act. Throws the same refusals as `signDocument` would. */
export async function inspectDocument(source: Source, wish: InspectWish): Promise<SigningPreview> {
  const file = await openPdf(source)
  const situation = await readSituation(file)
  if (wish.act === 'issue') checkApproved(situation, await wish.judge?.(source) ?? null)
  const plan = await planAct({ file, situation, wish, atMs: wish.atMs, signer: wish.signer, propose: true })
  const own = plan.place === null ? [] : [{ ...plan.place, marks: plan.look(roomIn(plan.place.placement)) }]
  const fills = plan.fills.map(fill => ({ placement: fill.placement, fixed: true, marks: fill.draw(fill.room) }))
  return { pages: (await listPages(file)).length, stamps: [...own, ...fills], type: plan.type }
}

function roomIn({ rect: [left, bottom, right, top] }: Placement) {
  return { width: right - left, height: top - bottom }
}
