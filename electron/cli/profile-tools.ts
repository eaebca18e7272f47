import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { uuidV7 } from '../../shared/model/ids.ts'
import { ProblemError, toProblem } from '../../shared/problem.ts'
import { problemText } from '../../shared/text/problem.ts'
import { openCore, type Core } from '../core/core.ts'
import { findEntries } from '../core/entries.ts'
import { openLog, silentLog } from '../core/log.ts'
import { policyProxy, readPolicyAuthorities } from '../core/policy-network.ts'
import { keptAuthorities, trustServerAuthorities } from '../core/server-trust.ts'
import type { SignedIn } from '../core/signed-in.ts'
import type { GrantReader } from '../handlers/given-files.ts'
import { policyFile } from '../main/places.ts'
import { readPolicy, type FoundPolicy } from '../policy/read-policy.ts'
import type { KeySource } from '../store/key.ts'
import { createRepair } from '../pdf/run-repair.ts'
import type { Invocation } from './command.ts'
import type { OptionSpecs } from './options.ts'
import { makeJudge } from './make-judge.ts'
import { environmentFetch } from './network.ts'
import { openTokens } from './token-tools.ts'

/** Options of every command that opens a profile. */
export const PROFILE_OPTIONS = {
  profile: { value: 'DIR', help: { vi: 'thư mục hồ sơ dữ liệu', en: 'the profile’s folder' } },
  'key-file': { value: 'F', help: { vi: 'tệp khóa, cho máy không có kho khóa', en: 'key file, for machines without a keychain' } },
  trust: { value: 'DIR', many: true, help: { vi: 'thư mục chứng thư gốc', en: 'folder of trust anchors' } },
} as const satisfies OptionSpecs

/** The window's tickets mean nothing here: the command line names paths itself. */
export const noGrants: GrantReader = {
  readable: () => Promise.reject(new ProblemError('file.grant-unknown')),
  writable: () => Promise.reject(new ProblemError('file.grant-unknown')),
}

export interface ProfilePlace { readonly folder: string; readonly keySource: KeySource }

/** Where `--profile` and its key are. A key beside what it locks protects nothing: that is refused. */
export function profilePlace({ options, around }: Pick<Invocation, 'options' | 'around'>): ProfilePlace {
  const folder = resolve(around.cwd, options.required('profile'))
  const given = options.text('key-file')
  if (given === null) return { folder, keySource: {} }
  const keyFile = resolve(around.cwd, given)
  if (isInside(folder, keyFile)) throw new ProblemError('command.bad-argument', { argument: `--key-file ${given}` })
  return { folder, keySource: { keyFile } }
}

/** A folder may be named `..x`: only whole parts count. */
function isInside(folder: string, file: string): boolean {
  const way = relative(folder, file)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

/** Opens `--profile`, does `work`, closes everything whatever happens. With `create` a profile is made where there is none. */
export async function withCore<T>(invocation: Pick<Invocation, 'options' | 'around' | 'output'>, create: boolean, work: (core: Core) => Promise<T>): Promise<T> {
  const { options, around } = invocation
  const { folder: profileDir, keySource } = profilePlace(invocation)
  const policy = await machinePolicy(invocation)
  const send = environmentFetch(around, options.has('watch') ? around.stop() : null, policyProxy(policy.policy))
  const log = existsSync(profileDir) ? openLog(`${profileDir}/logs`, around.now) : silentLog
  const held: { core: Core | null; isTrusted: boolean } = { core: null, isTrusted: false }
  const core = await openCore({
    profileDir, create, keySource, undoMs: 0, demo: null, grants: noGrants, emit: () => undefined,
    now: around.now, newId: () => uuidV7(around.now(), randomBytes(10)), random: () => Math.random(),
    fetch: request => {
      // Reading the system's authorities takes longer than most commands do.
      if (!held.isTrusted && held.core !== null && request.url.startsWith('https:')) {
        trustServerAuthorities([...keptAuthorities(held.core.store.db), ...readPolicyAuthorities(policy.policy)])
        held.isTrusted = true
      }
      return send(request)
    },
    sleep: (ms, signal) => delay(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined), // being woken is no failure
    policy, trustDirs: [...options.all('trust').map(folder => resolve(around.cwd, folder)), ...policy.policy.trust?.folders ?? []], tokens: openTokens(around), judge: makeJudge(), repair: createRepair(findEntries().repair),
    log,
  })
  try {
    held.core = core
    return await work(core)
  } catch (error) {
    // What `doctor --zip` takes along: the code, and where it came from.
    log.failure('command', toProblem(error), error)
    throw error
  } finally {
    await core.close()
  }
}

/** What the IT department has decided for this machine counts here too; what is wrong with its file is told beside the results. */
async function machinePolicy({ around, output }: Pick<Invocation, 'around' | 'output'>): Promise<FoundPolicy> {
  const found = await readPolicy(policyFile(process.platform, around.env))
  if (found.problem !== null) {
    const { title, next } = problemText(found.problem, output.language)
    output.note(`${title} ${next}`)
  }
  return found
}

/** As `withCore`, for those who need somebody signed in. */
export function withDesk<T>(invocation: Pick<Invocation, 'options' | 'around' | 'output'>, work: (session: SignedIn, core: Core) => Promise<T>): Promise<T> {
  return withCore(invocation, false, async core => {
    const session = core.signedIn()
    if (session === null) throw new ProblemError('store.no-profile', { profile: invocation.options.required('profile') })
    return work(session, core)
  })
}
