import type { SigningAct } from '../../shared/model/signing-act.ts'
import type { Panel, PlaceBox } from './place.ts'
import type { ListWindow } from './windows.ts'

/** Whether many rows of a box can be chosen, to be signed at once. Pure. */
export function takesBatch(box: PlaceBox): boolean {
  return box === 'to-sign'
}

/** What a chosen lot is signed by: papers that all have their number wait for the seal, any others for the leader. Pure. */
export function actOfPicked(windows: readonly ListWindow[], picked: ReadonlySet<string>): SigningAct {
  const rows = rowsOf(windows, picked)
  return rows.length === picked.size && rows.length > 0 && rows.every(row => row.state === 'numbered') ? 'issue' : 'approve'
}

/** The signing of a chosen lot; asked about first where papers with an invalid signature are among them. Pure. */
export function panelOfPicked(windows: readonly ListWindow[], picked: ReadonlySet<string>): Extract<Panel, { readonly kind: 'sign' | 'ask-batch' }> {
  const act = actOfPicked(windows, picked)
  const invalid = rowsOf(windows, picked).filter(row => row.verdict === 'invalid').map(row => row.documentId)
  return invalid.length === 0 ? { kind: 'sign', documentIds: [...picked], act } : { kind: 'ask-batch', documentIds: [...picked], invalid, act }
}

function rowsOf(windows: readonly ListWindow[], picked: ReadonlySet<string>) {
  return windows.flatMap(window => window.lot).filter(row => picked.has(row.documentId))
}
