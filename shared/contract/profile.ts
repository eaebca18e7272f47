import { z } from 'zod'
import { TsaQuota } from '../model/machine-policy.ts'
import { SIGNATURE_LEVELS } from '../model/signature-level.ts'
import { ProblemData } from './problem-data.ts'

/** Who is signed in on this profile, or that nobody is yet. */
export const ProfileView = z.discriminatedUnion('state', [
  z.object({ state: z.literal('new'), demoOffered: z.boolean() }),
  z.object({
    state: z.literal('ready'), serverUrl: z.string(), userName: z.string(), officerId: z.string().nullable(), officerName: z.string(), title: z.string().nullable(),
    agencyId: z.string().nullable(), agencyName: z.string(), roles: z.array(z.string()),
    /** The server says that it is a demo: the bar at the bottom is shown. */
    demo: z.boolean(),
  }),
])
export type ProfileView = z.infer<typeof ProfileView>

/** Trạng thái đồng bộ. Being offline is a state, not a problem. */
export const SyncState = z.object({
  kind: z.enum(['idle', 'syncing', 'first', 'offline', 'problem']), lastAt: z.number().nullable(), done: z.number().nullable(), total: z.number().nullable(), problem: ProblemData.nullable(),
  /** Server time minus ours; shown when more than five minutes (security.md). */
  clockSkewMs: z.number(),
})
export type SyncState = z.infer<typeof SyncState>

export const Settings = z.object({
  language: z.enum(['vi', 'en']), theme: z.enum(['system', 'light', 'dark']), density: z.enum(['comfortable', 'compact']),
  tokenModules: z.array(z.string().max(1000)).max(50), undoMs: z.number().int().min(0).max(60_000),
  /** VGCA Sign Service as a second way to sign; switched on by `settings.use-sign-service` alone. */
  signService: z.boolean(),
  /** The level that signatures are raised to, where a TSA is set: the list in order of preference, and hosts by another address (`FROM=TO`). */
  signatureLevel: z.enum(SIGNATURE_LEVELS), tsaUrls: z.array(z.string().max(2_000)).max(20), hostMap: z.array(z.string().max(2_000)).max(100),
  /** What contracts with TSAs allow; a TSA without one is asked without counting. */
  tsaQuotas: z.array(TsaQuota.extend({ url: z.string().max(2_000) })).max(20),
  /** Whether a document may be sent before its signature has a timestamp. */
  sendBeforeTimestamp: z.boolean(),
})
export type Settings = z.infer<typeof Settings>

/** What the administrator of this machine has decided, and what is wrong with the file that says so. */
export const PolicyView = z.object({
  /** Settings that cannot be changed here. */
  locked: z.array(Settings.keyof()),
  /** The only server to sign in to; null: any. */
  serverUrl: z.string().nullable(),
  problem: ProblemData.nullable(),
})
export type PolicyView = z.infer<typeof PolicyView>

export const profileRequests = {
  'profile.get': { input: z.object({}), output: ProfileView },
  /** First run: asks the server who we are, stores the account, starts the first sync. */
  'profile.connect': { input: z.object({ serverUrl: z.string().max(2000), userName: z.string().max(500), password: z.string().max(1000) }), output: ProfileView },
  /** First run against the demo province that the development tree started; `process.unexpected` where there is none. */
  'profile.connect-demo': { input: z.object({}), output: ProfileView },
  'sync.get': { input: z.object({}), output: SyncState },
  'sync.now': { input: z.object({}), output: z.object({}) },
  /** When this profile's recovery code was made, null where nobody has one; and whether the agency's own recovery key opens it. */
  'recovery.get': { input: z.object({}), output: z.object({ madeAt: z.number().nullable(), byAgency: z.boolean() }) },
  /** Makes a recovery code, to be shown once; the one before no longer opens anything. */
  'recovery.make': { input: z.object({}), output: z.object({ code: z.string(), madeAt: z.number() }) },
  /**
   * Opens a profile whose keychain has lost its key (`store.no-key` or `store.wrong-key` with `recovery`), and gives the
   * key to this machine's keychain again. `store.recovery-code-wrong`.
   */
  'recovery.open': { input: z.object({ code: z.string().max(200) }), output: z.object({}) },
  'policy.get': { input: z.object({}), output: PolicyView },
  /** As they are in effect: what the administrator has decided stands in place of the officer's own. */
  'settings.get': { input: z.object({}), output: Settings },
  'settings.set': { input: Settings.partial(), output: Settings },
  /** The leader's handwritten signature as PNG; null where none is set. */
  'settings.get-signature-image': { input: z.object({}), output: z.object({ png: z.instanceof(Uint8Array).nullable() }) },
  /** Stores the leader's handwritten signature: a PNG with transparency, from a picked file or bytes. Null removes it. */
  'settings.set-signature-image': { input: z.object({ png: z.instanceof(Uint8Array).nullable() }), output: z.object({}) },
  /** The agency's seal as PNG with transparency and its real width on paper in millimetres; null where none is set. */
  'settings.get-seal-image': { input: z.object({}), output: z.object({ seal: z.object({ png: z.instanceof(Uint8Array), mm: z.number() }).nullable() }) },
  'settings.set-seal-image': { input: z.object({ seal: z.object({ png: z.instanceof(Uint8Array), mm: z.number().min(10).max(100) }).nullable() }), output: z.object({}) },
  /** Adds a PKCS#12 file as a token, or a PKCS#11 module, from a file the person picked. */
  'settings.add-token-file': { input: z.object({ grant: z.string().max(100) }), output: Settings },
  /**
   * Signs through VGCA Sign Service too, or no longer. Switching it on takes the certificate that the running service
   * shows now as the only one ever trusted.
   */
  'settings.use-sign-service': { input: z.object({ on: z.boolean() }), output: Settings },
  /** Modules, store, trust, versions: for the IT department; no secret and no document text in it. */
  'diagnostics.get': { input: z.object({}), output: z.object({ lines: z.array(z.object({ key: z.string(), value: z.string(), ok: z.boolean() })) }) },
  'directory.search': {
    input: z.object({ text: z.string().max(200), what: z.enum(['agencies', 'officers', 'colleagues']), limit: z.number().int().min(1).max(200).default(50) }),
    output: z.object({ items: z.array(z.object({ id: z.string(), name: z.string(), detail: z.string() })) }),
  },
  /** Only against a demo province; the token's PIN is what the bar shows. */
  'demo.get': { input: z.object({}), output: z.object({ networkDown: z.boolean(), pin: z.string().nullable() }) },
  'demo.network': { input: z.object({ down: z.boolean() }), output: z.object({}) },
  'demo.arrive': { input: z.object({}), output: z.object({}) },
} as const

export const profileEvents = {
  'profile.changed': ProfileView,
  'sync.changed': SyncState,
  'settings.changed': Settings,
} as const
