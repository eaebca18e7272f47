import type { Output } from '../../shared/contract/index.ts'
import type { Problem } from '../../shared/problem.ts'
import type { Store } from '../store/open.ts'
import { checkEvidence } from '../store/evidence.ts'
import { checkStore } from '../store/repair.ts'
import { countAnchors } from '../validation/count-anchors.ts'
import { findModules } from '../token/modules/find-modules.ts'
import { hostMachine } from '../token/modules/host-machine.ts'

export interface DiagnosticsInputs {
  readonly store: Store
  readonly trustDirs: readonly string[]
  /** The machine's policy file, null where there is none, and what is wrong with it. */
  readonly policy: { readonly file: string | null; readonly problem: Problem | null } | null
  readonly now: number
  readonly session: { readonly trustLists: { kept(): Promise<{ readonly sequence: number; readonly issuedAt: number; readonly nextUpdate: number } | null> }; readonly sync: { state(): { readonly lastAt: number | null; readonly clockSkewMs: number } } } | null
}

const DAY_MS = 86_400_000
/** Security.md: a PC clock that is off by more than this from the server's is shown. */
const CLOCK_OFF_MS = 5 * 60_000

/** For the IT department: no secret, no text of a document. */
export async function diagnose({ store, trustDirs, policy, session, now }: DiagnosticsInputs): Promise<Output<'diagnostics.get'>['lines']> {
  const { cache, work } = checkStore(store.db)
  const evidence = await checkEvidence(store)
  const modules = await findModules({ given: [], ...hostMachine(process.env) })
  const state = session?.sync.state()
  const list = await session?.trustLists.kept() ?? null
  const trusted = await countAnchors(trustDirs)
  return [
    { key: 'store.cache', value: cache, ok: cache === 'ok' }, { key: 'store.work', value: work, ok: work === 'ok' },
    { key: 'store.evidence', value: String(evidence.rows), ok: evidence.brokenAt === null && evidence.missing === null },
    ...(evidence.brokenAt === null ? [] : [{ key: 'store.evidence-broken', value: String(evidence.brokenAt), ok: false }]),
    ...(evidence.missing === null ? [] : [{ key: 'store.evidence-missing', value: `${evidence.missing.from}–${evidence.missing.to}`, ok: false }]),
    ...modules.map(module => ({ key: 'token.module', value: `${module.path}${module.problem === null ? '' : ` (${module.problem.code})`}`, ok: module.problem === null })),
    ...(policy === null || policy.file === null ? [] : [{ key: 'policy', value: policy.problem === null ? policy.file : `${policy.file} (${policy.problem.code}${typeof policy.problem.facts['line'] === 'number' ? `: ${policy.problem.facts['line']}` : ''})`, ok: policy.problem === null }]),
    { key: 'trust.anchors', value: String(trusted), ok: trusted > 0 || list !== null },
    ...(list === null ? [] : [{ key: 'trust.list', value: `${list.sequence} · ${new Date(list.issuedAt).toISOString().slice(0, 10)} · ${Math.max(0, Math.floor((now - list.issuedAt) / DAY_MS))} d`, ok: list.nextUpdate > now }]),
    { key: 'sync.last', value: state?.lastAt == null ? '–' : new Date(state.lastAt).toISOString(), ok: state?.lastAt != null },
    { key: 'clock.skew', value: `${Math.round((state?.clockSkewMs ?? 0) / 1000)} s`, ok: Math.abs(state?.clockSkewMs ?? 0) < CLOCK_OFF_MS },
    { key: 'node', value: process.version, ok: true }, { key: 'platform', value: `${process.platform} ${process.arch}`, ok: true },
  ]
}
