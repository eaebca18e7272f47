import type { SigningAct } from '../../shared/model/signing-act.ts'
import type { ListWindow } from './windows.ts'

/** What a chosen lot is signed by: papers that all have their number wait for the seal, any others for the leader. Pure. */
export function actOfPicked(windows: readonly ListWindow[], picked: ReadonlySet<string>): SigningAct {
  const rows = windows.flatMap(window => window.rows ?? []).filter(row => picked.has(row.documentId))
  return rows.length === picked.size && rows.length > 0 && rows.every(row => row.state === 'numbered') ? 'issue' : 'approve'
}
