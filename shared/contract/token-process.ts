/** Apart from what shell and core say to each other: a token process starts for one signature and reads nothing else. */
import * as z from 'zod'

/** Shell → token process. A port travels beside each message (core-process.ts). */
export const ToToken = z.discriminatedUnion('type', [
  /** With one port: the core's. */
  z.strictObject({ type: z.literal('start'), module: z.string() }),
  /** With one port: a key goes out on it, one `Uint8Array` sealed with that key comes back, or nothing before it closes: cancelled. */
  z.strictObject({ type: z.literal('pin'), requestId: z.string().min(1).max(64) }),
])
export type ToToken = z.infer<typeof ToToken>
