/**
 * What shell, core and token process say to each other. The parent port of a utility process *is* its control port:
 * one channel per pair, and the only one that can carry further ports. Ports travel beside a message, never in it.
 */
import * as z from 'zod'
import type { Reply } from '../problem.ts'

/** How a core is told where it lives. Paths come from the shell's own options, never from a window. */
export const CoreOptions = z.strictObject({
  profileDir: z.string().min(1),
  /** Base64url text, mode 600; for machines without a keychain. */
  keyFile: z.string().optional(),
  /** True where the shell can wrap a key in the OS keychain (`wrap-key`, `unwrap-key`). */
  keychain: z.boolean(),
  /** The province's first line of output (cli.md), in a file of mode 600; only in the development tree. */
  demoFile: z.string().optional(),
  /** Which of the demo's two desks this core serves. */
  demoDesk: z.enum(['officer', 'receiver']).optional(),
  trustDirs: z.array(z.string()),
  /** Where the machine's policy is, if there is one. */
  policyFile: z.string().optional(),
  serverCa: z.string().optional(),
  language: z.enum(['vi', 'en']),
})
export type CoreOptions = z.infer<typeof CoreOptions>

const WindowId = z.number().int().nonnegative()
const RequestId = z.string().min(1).max(64)
const TokenProcessId = z.string().min(1).max(64)

const Replied = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), problem: z.object({ code: z.string(), facts: z.record(z.string(), z.unknown()) }) }),
])

/** Shell → core. */
export const ToCore = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('start'), options: CoreOptions }),
  /** With one port: the window's (`PortRequest` in, `PortMessage` out, both in index.ts). */
  z.strictObject({ type: z.literal('window'), windowId: WindowId }),
  z.strictObject({ type: z.literal('window-gone'), windowId: WindowId }),
  /** Answers the core's `ask` of that id. For `spawn-token` the port to the token process comes with it. */
  z.strictObject({ type: z.literal('answer'), id: z.number(), reply: Replied }),
  z.strictObject({ type: z.literal('token-exited'), tokenProcess: TokenProcessId, exitCode: z.number() }),
  /** The PC woke up or was unlocked: whatever was waiting for the network is worth a try now. */
  z.strictObject({ type: z.literal('woke') }),
  /** Close the databases and leave with exit code 0. */
  z.strictObject({ type: z.literal('stop') }),
])
export type ToCore = z.infer<typeof ToCore>

/** What only the shell can do for the core; each is answered by `answer`. */
export const ShellQuestion = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('wrap-key'), key: z.instanceof(Uint8Array) }),
  z.strictObject({ name: z.literal('unwrap-key'), wrapped: z.instanceof(Uint8Array) }),
  /** `module` is passed on to the token process unread: a PKCS#11 library's path, or what else the token room takes. */
  z.strictObject({ name: z.literal('spawn-token'), module: z.string().min(1).max(4096) }),
  z.strictObject({ name: z.literal('kill-token'), tokenProcess: TokenProcessId }),
  z.strictObject({ name: z.literal('resolve-grant'), grant: z.string().min(1).max(64) }),
  z.strictObject({ name: z.literal('resolve-proxy'), url: z.string().max(4096) }),
])
export type ShellQuestion = z.infer<typeof ShellQuestion>

/** The value of each answer. */
export interface ShellAnswers {
  'wrap-key': { readonly wrapped: Uint8Array }
  'unwrap-key': { readonly key: Uint8Array }
  'spawn-token': { readonly tokenProcess: string }
  'kill-token': { readonly killed: boolean }
  /** Where the user's picked file, folder or place to save is. */
  'resolve-grant': { readonly path: string; readonly purpose: 'read' | 'write' | 'folder' }
  /** As Electron's `session.resolveProxy`: `DIRECT` or `PROXY host:port; …`. */
  'resolve-proxy': { readonly proxy: string }
}

/** Core → shell. */
export const FromCore = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('ask'), id: z.number(), question: ShellQuestion }),
  /** Lay the PIN's road: one end to the window, the other to the token process; the core never holds it. */
  z.strictObject({ type: z.literal('pin-wanted'), requestId: RequestId, windowId: WindowId, tokenProcess: TokenProcessId }),
])
export type FromCore = z.infer<typeof FromCore>

/** What the preload script puts on the page as `window.lienThong`. Names beginning with `shell.` go to the shell. */
export interface Bridge {
  /** Never rejects. What the core was doing when it ended is answered with `core.restarted`. */
  request(name: string, input: unknown): Promise<Reply<unknown>>
  /** Hears every event of core and shell; returns how to stop. */
  on(listener: (event: string, payload: unknown) => void): () => void
}

/**
 * The page hears this as a `message` event of its own window, with one port: where the token process
 * posts a key, the PIN dialog posts one `Uint8Array` sealed with it and closes, or only closes to cancel. It may come before or after the core's event of the same `requestId`.
 */
export interface PinPortMessage { readonly type: 'pin-port'; readonly requestId: string }
