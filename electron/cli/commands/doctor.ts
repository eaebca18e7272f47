import { ProblemError } from '../../../shared/problem.ts'
import { findModules } from '../../token/modules/find-modules.ts'
import { hostMachine } from '../../token/modules/host-machine.ts'
import { checkStore } from '../../store/repair.ts'
import { countAnchors } from '../../validation/count-anchors.ts'
import type { Command, Invocation } from '../command.ts'
import { EXIT } from '../exit.ts'
import { PROFILE_OPTIONS, withCore } from '../profile-tools.ts'
import { resolve } from 'node:path'

/** `doctor`: what the IT department asks first; no secret, no text of a document. */
export const doctor: Command = {
  name: 'doctor',
  synopsis: '[--profile DIR] [--zip FILE]',
  summary: { vi: 'chẩn đoán: trình điều khiển, chứng thư gốc, đồng hồ, dữ liệu, phiên bản', en: 'modules, trust, clock, store integrity, versions' },
  options: { ...PROFILE_OPTIONS, zip: { value: 'FILE', help: { vi: 'chưa có trong phiên bản này', en: 'not in this version yet' } } },
  positionals: [0, 0],
  async run(invocation) {
    const { options, output, around } = invocation
    if (options.has('zip')) throw new ProblemError('command.not-built', { what: '--zip' })
    const modules = await findModules({ given: [], ...hostMachine(around.env) })
    const machine = {
      versions: { node: process.version, platform: process.platform, arch: process.arch }, clock: { now: new Date(around.now()).toISOString() },
      proxy: around.env['HTTPS_PROXY'] ?? around.env['https_proxy'] ?? null,
      modules: modules.map(({ path, from, problem }) => ({ path, from, problem: problem?.code ?? null })),
      trust: { folders: options.all('trust').length, anchors: await countAnchors(options.all('trust').map(folder => resolve(around.cwd, folder))) },
    }
    const profile = options.has('profile') ? await examine(invocation) : null
    const report = { ...profile, ...machine }
    output.item(report, JSON.stringify(report, null, 2))
    return profile !== null && Object.values(profile.store).includes('damaged') ? EXIT.refused : EXIT.done
  },
}

function examine(invocation: Invocation) {
  return withCore(invocation, false, async ({ store, signedIn }) => {
    const session = signedIn()
    return { store: checkStore(store.db), account: session === null ? null : { server: session.login.url, demo: session.accounts.isDemo }, lastSyncAt: session?.sync.state().lastAt ?? null }
  })
}
