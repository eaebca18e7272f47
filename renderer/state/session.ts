import { createStore } from 'zustand/vanilla'
import type { Output, RequestInput } from '../../shared/contract/index.ts'
import type { ShellOutput } from '../../shared/contract/shell.ts'
import type { Problem } from '../../shared/problem.ts'
import type { Api } from '../api.ts'
import { settle, type Loaded } from './loaded.ts'

export type Profile = Output<'profile.get'>
export type Settings = Output<'settings.get'>

export interface SessionState {
  readonly profile: Loaded<Profile>
  readonly settings: Settings
  /** What the administrator of this PC has decided. */
  readonly policy: Output<'policy.get'>
  readonly about: ShellOutput<'shell.about'> | null
  readonly core: 'running' | 'restarting' | 'keeps-failing'
}

/** Until the core has answered: the product's own language, the system's theme, ten seconds to undo (protocol.md). */
const FIRST_SETTINGS: Settings = { language: 'vi', theme: 'system', density: 'comfortable', tokenModules: [], undoMs: 10_000, signService: false, signatureLevel: 'B-LTA', tsaUrls: [], tsaQuotas: [], hostMap: [], sendBeforeTimestamp: true }

/** Until the core has answered. */
const NO_POLICY: Output<'policy.get'> = { locked: [], serverUrl: null, problem: null }

/** Who sits here, how they want the desk, and whether the core lives. */
export function createSessionStore(api: Api) {
  const store = createStore<SessionState>(() => ({ profile: { kind: 'loading' }, settings: FIRST_SETTINGS, policy: NO_POLICY, about: null, core: 'running' }))

  async function load(): Promise<void> {
    const [profile, settings, about, policy] = await Promise.all([
      settle(api.request('profile.get', {})), settle(api.request('settings.get', {})), settle(api.request('shell.about', {})), settle(api.request('policy.get', {})),
    ])
    store.setState(now => ({
      // A core that dies while it is asked takes nobody's desk away: what was written there is still to be seen.
      profile: profile.kind === 'failed' && now.profile.kind === 'ready' ? now.profile : profile, settings: settings.kind === 'ready' ? settings.value : now.settings, about: about.kind === 'ready' ? about.value : now.about,
      policy: policy.kind === 'ready' ? policy.value : now.policy,
    }))
  }
  async function enter(work: Promise<Profile>): Promise<Problem | null> {
    const profile = await settle(work)
    if (profile.kind === 'ready') store.setState({ profile })
    return profile.kind === 'failed' ? profile.problem : null
  }
  const stops = [
    api.on('profile.changed', profile => store.setState({ profile: { kind: 'ready', value: profile } })),
    api.on('settings.changed', settings => store.setState({ settings })),
    api.on('shell.core-changed', ({ state }) => {
      store.setState({ core: state })
      if (state === 'running') void load()
    }),
  ]
  return {
    store, load,
    async set(change: Partial<Settings>): Promise<void> {
      const answer = await settle(api.request('settings.set', change))
      if (answer.kind === 'ready') store.setState({ settings: answer.value })
    },
    /** First run. Null when connected; the form shows the problem beside what was typed. */
    connect: (account: RequestInput<'profile.connect'>) => enter(api.request('profile.connect', account)),
    /** The agency keeps a key of its own to this profile: then nobody has to put a code away. */
    async isOpenedByAgency(): Promise<boolean> {
      const answer = await settle(api.request('recovery.get', {}))
      return answer.kind === 'ready' && answer.value.byAgency
    },
    connectDemo: () => enter(api.request('profile.connect-demo', {})),
    stop(): void { stops.forEach(stop => stop()) },
  }
}
