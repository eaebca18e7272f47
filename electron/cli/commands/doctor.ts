import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { ProblemError, toProblem, type Problem, type ProblemCode } from '../../../shared/problem.ts'
import type { TrustLists } from '../../core/trust-list.ts'
import { makeBundle } from '../../diagnostics/bundle.ts'
import { describeMachine, type MachineReport } from '../../diagnostics/machine.ts'
import { describeModules, type ModuleReport } from '../../diagnostics/modules.ts'
import { describeFiles, describeOutbox, examineStore, type FilesReport, type OutboxReport } from '../../diagnostics/profile.ts'
import { policyFile } from '../../main/places.ts'
import { readPolicy } from '../../policy/read-policy.ts'
import { readKey } from '../../store/key.ts'
import { profileFiles, requireProfile } from '../../store/profile.ts'
import { checkEvidence, type ChainCheck } from '../../store/evidence.ts'
import type { Soundness } from '../../store/repair.ts'
import { lastSyncAt } from '../../store/sync-state.ts'
import { findModules } from '../../token/modules/find-modules.ts'
import { hostMachine } from '../../token/modules/host-machine.ts'
import { appVersion } from '../app-version.ts'
import type { Command, Invocation, Surroundings } from '../command.ts'
import { doctorWords } from '../doctor-words.ts'
import { EXIT } from '../exit.ts'
import { PROFILE_OPTIONS, profilePlace, withCore } from '../profile-tools.ts'
import { openTokens } from '../token-tools.ts'
import { describeTrust, type TrustReport } from '../trust-report.ts'
import { writeWhole } from '../write-file.ts'

/** Security.md: a PC clock that is off by more than this from the server's is told. */
const CLOCK_OFF_S = 300

/** What `--json` prints; the profile's part is there with `--profile`, and of a damaged one only what lies in the files. */
export interface DoctorReport extends MachineReport {
  readonly store?: { readonly cache: Soundness; readonly work: Soundness }
  readonly files?: FilesReport
  readonly server?: ServerReport | null
  readonly outbox?: OutboxReport | null
  readonly lastSyncAt?: string | null
  /** The chain of kept verdicts: how many rows hold from its start, and the first that does not. */
  readonly evidence?: ChainCheck
  /** The province's signed list of roots, as this profile keeps it; null where it keeps none. */
  readonly trustList?: { readonly sequence: number; readonly issuedAt: string; readonly ageDays: number; readonly anchors: number; readonly current: boolean } | null
  readonly clock: { readonly now: string; readonly skewSeconds: number | null; readonly ok: boolean }
  readonly modules: readonly ModuleReport[]
  readonly trust: TrustReport
  /** The machine's policy file, null where there is none, and what is wrong with it. */
  readonly policy: { readonly file: string | null; readonly problem: Problem | null }
  /** The reason of exit 1. */
  readonly problem?: Problem
}
interface ServerReport { readonly url: string; readonly demo: boolean; readonly problem: ProblemCode | null; readonly skewMs: number }

/** `doctor`: what the IT department asks first; no secret, no text of a document. */
export const doctor: Command = {
  name: 'doctor',
  synopsis: '[--profile DIR] [--zip FILE]',
  summary: { vi: 'chẩn đoán: trình điều khiển, chứng thư gốc, đồng hồ, dữ liệu, phiên bản', en: 'modules, trust, clock, store integrity, versions' },
  options: {
    ...PROFILE_OPTIONS,
    zip: { value: 'FILE', help: { vi: 'gói kết quả và nhật ký để gửi bộ phận CNTT; không có mật khẩu, không có nội dung văn bản', en: 'report and logs for the IT department; no secret, no text of a document' } },
    force: { help: { vi: 'ghi đè tệp đã có', en: 'overwrite what exists' } },
  },
  positionals: [0, 0],
  async run(invocation) {
    const { options, output, around } = invocation
    const file = options.text('zip')
    // Told at once, not after all drivers have been looked at.
    if (file !== null && !options.has('force') && existsSync(resolve(around.cwd, file))) throw new ProblemError('file.exists', { file })
    const profile = options.has('profile') ? await examine(invocation) : {}
    const skew = profile.server == null || profile.server.problem !== null ? null : Math.round(profile.server.skewMs / 1000)
    const report: DoctorReport = {
      ...profile, ...describeMachine(around.env, appVersion()), modules: await examineModules(invocation),
      clock: { now: new Date(around.now()).toISOString(), skewSeconds: skew, ok: skew === null || Math.abs(skew) < CLOCK_OFF_S },
      policy: await describePolicy(around.env),
      trust: await describeTrust(options.all('trust').map(folder => resolve(around.cwd, folder)), around.now()),
    }
    if (file !== null) {
      const logs = options.has('profile') ? profileFiles(profilePlace(invocation).folder).logs : null
      await writeWhole(resolve(around.cwd, file), makeBundle(report, logs, new Date(around.now())), { given: file, force: options.has('force') })
    }
    output.item(report, doctorWords(report, output.language))
    if (report.problem !== undefined && !output.json) output.problem(report.problem)
    return report.problem === undefined ? EXIT.done : EXIT.refused
  },
}

async function describePolicy(env: Surroundings['env']): Promise<DoctorReport['policy']> {
  const { file, problem } = await readPolicy(policyFile(process.platform, env))
  return { file, problem }
}

/** The store is read as it lies there, before anything opens it: opening would already mend it. */
async function examine(invocation: Invocation): Promise<Partial<DoctorReport>> {
  const { folder, keySource } = profilePlace(invocation)
  const files = profileFiles(folder)
  requireProfile(files)
  const store = examineStore(files, await readKey(files, keySource))
  const found = { store, files: describeFiles(files) }
  for (const file of ['work', 'cache'] as const) if (store[file] === 'damaged') return { ...found, problem: { code: 'store.damaged', facts: { file } } }
  // A store that is sound and does not open (made by a newer version, a full disk) is a finding too.
  const desk: Partial<DoctorReport> = await describeDesk(invocation).catch((error: unknown) => ({ problem: told(error) }))
  return { ...found, ...desk, ...chainProblem(desk.evidence) }
}

function chainProblem(evidence: ChainCheck | undefined): Pick<DoctorReport, 'problem'> {
  if (evidence?.brokenAt != null) return { problem: { code: 'store.evidence-broken', facts: { row: evidence.brokenAt } } }
  return evidence?.missing == null ? {} : { problem: { code: 'store.evidence-cut', facts: { from: evidence.missing.from, to: evidence.missing.to } } }
}

function told(error: unknown): Problem {
  if (error instanceof ProblemError) return toProblem(error)
  throw error
}

function describeDesk(invocation: Invocation): Promise<Pick<DoctorReport, 'server' | 'outbox' | 'lastSyncAt' | 'evidence' | 'trustList'>> {
  return withCore(invocation, false, async ({ store, signedIn }) => {
    const session = signedIn()
    const evidence = await checkEvidence(store)
    const lastAt = lastSyncAt(store.db)
    if (session === null) return { server: null, outbox: null, lastSyncAt: null, evidence, trustList: null }
    const { province, login, accounts, desk } = session
    const problem = await province.session().then(() => null, (error: unknown) => toProblem(error).code)
    return {
      server: { url: new URL(login.url).origin, demo: accounts.isDemo, problem, skewMs: province.clockSkewMs() },
      outbox: describeOutbox(store.db, desk.account), lastSyncAt: lastAt === null ? null : new Date(lastAt).toISOString(), evidence,
      trustList: await describeList(session.trustLists, invocation.around.now()),
    }
  })
}

async function describeList(lists: TrustLists, now: number): Promise<NonNullable<DoctorReport['trustList']> | null> {
  const list = await lists.kept()
  return list && { sequence: list.sequence, issuedAt: new Date(list.issuedAt).toISOString(), ageDays: Math.max(0, Math.floor((now - list.issuedAt) / 86_400_000)), anchors: list.anchors.length, current: list.nextUpdate > now }
}

async function examineModules({ around }: Invocation): Promise<readonly ModuleReport[]> {
  const tokens = openTokens(around)
  try {
    return await describeModules(await findModules({ given: [], ...hostMachine(around.env) }), tokens)
  } finally {
    tokens.close()
  }
}
