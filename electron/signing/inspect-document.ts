import { toDisplaySpace, pageGeometry } from '../pdf/geometry.ts'
import { openPdf } from '../pdf/open.ts'
import { listPages } from '../pdf/pages.ts'
import { placeOfField } from '../pdf/signature-update.ts'
import type { Source } from '../pdf/source.ts'
import { checkPermission } from './check-permission.ts'
import { decideTarget, type SigningAct } from './decide-target.ts'
import { proposePlacement } from './propose-placement.ts'
import type { Placement } from './signing-wish.ts'
import { readSituation } from './situation.ts'

/** What the signing dialog shows before anybody signs. `fixed`: a prepared field says where, the placement is not movable. */
export interface SigningPreview { readonly pages: number; readonly placement: Placement; readonly fixed: boolean }

/** Whether and where a document can be signed by this act. Throws the same refusals as `signDocument` would. */
export async function inspectDocument(source: Source, wish: { readonly act: SigningAct; readonly signerName?: string | undefined }): Promise<SigningPreview> {
  const file = await openPdf(source)
  const target = decideTarget(await readSituation(file), { act: wish.act, placed: false })
  checkPermission(file, target)
  const pages = (await listPages(file)).length
  const prepared = target.kind === 'existing' ? await placeOfField(file, target.field) : null
  if (prepared === null) return { pages, placement: await proposePlacement(file, wish), fixed: false }
  const rect = toDisplaySpace(await pageGeometry(file, prepared.page), prepared.rect)
  return { pages, placement: { page: prepared.page.index + 1, rect }, fixed: true }
}
