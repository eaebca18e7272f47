/** What core and token process say to each other, on the port that the shell brokers or over a child's IPC channel. */
import * as z from 'zod'
import { ProblemData } from '../../shared/contract/problem-data.ts'
import { SIGNATURE_ALGORITHMS } from '../../shared/model/signer.ts'

const Bytes = z.custom<Uint8Array>(value => value instanceof Uint8Array)
const Slot = z.union([z.number(), z.bigint()])
const Nothing = z.strictObject({})
const RequestId = z.string().min(1).max(64)

/** Where the PIN comes from. It is never in a message. */
export const PinRoad = z.discriminatedUnion('road', [
  /** On a port that the shell brings beside `{type:'pin', requestId}` (shared/contract/token-process.ts). */
  z.strictObject({ road: z.literal('port'), requestId: RequestId }),
  z.strictObject({ road: z.literal('file'), path: z.string().min(1).max(4096) }),
  /** The standard input that the token process inherited. */
  z.strictObject({ road: z.literal('standard-input') }),
])
export type PinRoad = z.infer<typeof PinRoad>

const TokenStateData = z.strictObject({
  slot: Slot, label: z.string(), serial: z.string(), model: z.string(), manufacturer: z.string(),
  pinPad: z.boolean(), lowCount: z.boolean(), finalTry: z.boolean(), locked: z.boolean(), mustChange: z.boolean(),
  minPin: z.number(), maxPin: z.number(),
})

export const tokenRequests = {
  /** Loads the driver or reads the file; everything else comes after. */
  'open': { input: Nothing, output: Nothing },
  'tokens': { input: Nothing, output: z.array(TokenStateData) },
  'readers': { input: Nothing, output: z.array(z.strictObject({ slot: Slot, description: z.string(), present: z.boolean() })) },
  /** Asked every two seconds while nothing else is. */
  'presence': { input: z.strictObject({ events: z.boolean() }), output: z.strictObject({ slots: z.array(Slot).readonly(), moved: z.array(Slot).readonly() }) },
  'certificates': { input: z.strictObject({ slot: Slot }), output: z.array(z.strictObject({ der: Bytes, key: z.enum(['present', 'absent', 'unknown']) })) },
  /** Waits until a PIN has come into this process; the next `login`, `sign` or `change-pin` uses it up. */
  'receive-pin': { input: z.strictObject({ from: PinRoad, as: z.enum(['pin', 'new-pin']).default('pin') }), output: Nothing },
  /** Nobody will be asked after all: ends `receive-pin` with `token.pin-cancelled`. */
  'forget-pin': { input: z.strictObject({ requestId: RequestId }), output: Nothing },
  /** Without a received PIN the reader's pad asks. */
  'login': { input: z.strictObject({ slot: Slot }), output: Nothing },
  'use-key': {
    input: z.strictObject({ certificateSha256: z.string().regex(/^[0-9a-f]{64}$/) }),
    output: z.strictObject({ algorithms: z.array(z.enum(SIGNATURE_ALGORITHMS)).readonly(), alwaysAuthenticate: z.boolean() }),
  },
  'sign': { input: z.strictObject({ data: Bytes, algorithm: z.enum(SIGNATURE_ALGORITHMS) }), output: Bytes },
  /** With the two PINs received before; without them the reader's pad asks for both. */
  'change-pin': { input: z.strictObject({ slot: Slot }), output: Nothing },
  /** Gives the card back; the last request to this process. */
  'release': { input: Nothing, output: Nothing },
  'logout': { input: Nothing, output: Nothing },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

export type TokenRequestName = keyof typeof tokenRequests
/** As the core gives it. */
export type TokenInput<N extends TokenRequestName> = z.input<(typeof tokenRequests)[N]['input']>
/** As the token process reads it. */
type ParsedInput<N extends TokenRequestName> = z.output<(typeof tokenRequests)[N]['input']>
export type TokenOutput<N extends TokenRequestName> = z.infer<(typeof tokenRequests)[N]['output']>
/** One answer for every request; a missing one does not compile. */
export type TokenHandlers = { readonly [N in TokenRequestName]: (input: ParsedInput<N>) => Promise<TokenOutput<N>> }

/** Core → token process. */
export const RequestMessage = z.object({ id: z.number(), name: z.string(), input: z.unknown() })
/** Token process → core. */
export const ReplyMessage = z.discriminatedUnion('ok', [
  z.object({ id: z.number(), ok: z.literal(true), value: z.unknown() }),
  z.object({ id: z.number(), ok: z.literal(false), problem: ProblemData }),
])

export function isTokenRequestName(name: string): name is TokenRequestName {
  return Object.hasOwn(tokenRequests, name)
}
