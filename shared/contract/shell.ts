/** What a window may ask of the shell, and what the shell tells it. The shell knows no document and gives out no path. */
import * as z from 'zod'

/** A file or place the user picked, as an opaque ticket; the core alone can turn it into a path. */
export const Grant = z.strictObject({ id: z.string().min(1).max(64), name: z.string(), size: z.number().nullable() })
export type Grant = z.infer<typeof Grant>

export const FileKind = z.enum(['pdf', 'image', 'certificate', 'module', 'any'])
export type FileKind = z.infer<typeof FileKind>

const Nothing = z.strictObject({})
const Language = z.enum(['vi', 'en'])
const MenuItem = z.enum(['new-draft', 'sync', 'search', 'print', 'settings', 'diagnostics', 'help', 'back', 'forward',
  'go-incoming', 'go-to-sign', 'go-drafts', 'go-outgoing', 'go-outbox'])
export type MenuItem = z.infer<typeof MenuItem>

export const shellRequests = {
  /** The system's dialog; an empty list when the user cancelled. */
  'shell.pick-files': { input: z.strictObject({ kind: FileKind, many: z.boolean() }), output: z.strictObject({ grants: z.array(Grant) }) },
  'shell.pick-folder': { input: Nothing, output: z.strictObject({ grant: Grant.nullable() }) },
  'shell.pick-save': { input: z.strictObject({ suggestedName: z.string().min(1).max(255) }), output: z.strictObject({ grant: Grant.nullable() }) },
  /** Only https, and only after the user said yes to the address shown in full. */
  'shell.open-external': { input: z.strictObject({ url: z.string().max(2000) }), output: z.strictObject({ opened: z.boolean() }) },
  /** Prints what the window shows under `@media print`, through the system's dialog. */
  'shell.print': { input: Nothing, output: z.strictObject({ printed: z.boolean() }) },
  'shell.set-theme': { input: z.strictObject({ theme: z.enum(['system', 'light', 'dark']) }), output: Nothing },
  'shell.set-zoom': { input: z.strictObject({ factor: z.number().min(0.5).max(3) }), output: Nothing },
  'shell.set-language': { input: z.strictObject({ language: Language }), output: Nothing },
  'shell.window': { input: z.strictObject({ act: z.enum(['minimize', 'toggle-maximize', 'close']) }), output: Nothing },
  /** Shown by the system only while no window of ours has the focus. */
  'shell.notify': { input: z.strictObject({ title: z.string().max(200), body: z.string().max(500) }), output: z.strictObject({ shown: z.boolean() }) },
  /** The demo's receiving agency in a window with a core and a profile of its own. */
  'shell.open-receiver': { input: Nothing, output: Nothing },
  'shell.about': {
    input: Nothing,
    output: z.strictObject({
      version: z.string(), electron: z.string(), chrome: z.string(), platform: z.string(), language: Language,
      /** `overlay`: the system draws its buttons into our title bar, 138 px at its end; `frame`: into a frame of its own. */
      windowButtons: z.enum(['overlay', 'frame']),
      demo: z.boolean(),
      desk: z.enum(['officer', 'receiver']),
    }),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

export type ShellRequestName = keyof typeof shellRequests
export type ShellInput<N extends ShellRequestName> = z.infer<(typeof shellRequests)[N]['input']>
export type ShellOutput<N extends ShellRequestName> = z.infer<(typeof shellRequests)[N]['output']>

/** `Object.hasOwn`, so that `toString` is no request. */
export function isShellRequestName(name: unknown): name is ShellRequestName {
  return typeof name === 'string' && Object.hasOwn(shellRequests, name)
}

export const shellEvents = {
  'shell.menu-chosen': z.strictObject({ item: MenuItem }),
  'shell.window-changed': z.strictObject({ maximized: z.boolean(), fullScreen: z.boolean(), focused: z.boolean() }),
  /** `restarting` and `running` bracket a restart; after `keeps-failing` the shell has given up (three times in 60 s). */
  'shell.core-changed': z.strictObject({ state: z.enum(['restarting', 'running', 'keeps-failing']) }),
} as const satisfies Record<string, z.ZodType>

export type ShellEventName = keyof typeof shellEvents
export type ShellPayload<N extends ShellEventName> = z.infer<(typeof shellEvents)[N]>
