import { addFinding, keepItems, settleEvidence, type Finding } from '../../electron/store/evidence.ts'
import type { Store } from '../../electron/store/open.ts'

/** One finding at the end of the chain, on the disk. */
export async function appendEvidence(store: Store, finding: Finding, now: number): Promise<void> {
  addFinding(store.db, { ...finding, items: await keepItems(store, finding.items, now) }, now)
  settleEvidence(store.db)
}
