import type { z } from 'zod'
import type { Reply } from '../problem.ts'
import { attachmentEvents, attachmentRequests } from './attachments.ts'
import { documentEvents, documentRequests } from './documents.ts'
import { moveEvents, moveRequests } from './moves.ts'
import { profileEvents, profileRequests } from './profile.ts'
import { signingEvents, signingRequests } from './signing.ts'

/** Everything the window may ask of the core. What it may ask of the shell is in shell.ts. */
export const requests = {
  ...profileRequests, ...documentRequests, ...attachmentRequests, ...moveRequests, ...signingRequests,
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

/** What the core tells the window. Events say what changed, never carry commands. */
export const events = {
  ...profileEvents, ...documentEvents, ...attachmentEvents, ...moveEvents, ...signingEvents,
} as const satisfies Record<string, z.ZodType>

export type RequestName = keyof typeof requests
export type EventName = keyof typeof events
/** What a caller may give: fields with a default may be left out. */
export type RequestInput<N extends RequestName> = z.input<(typeof requests)[N]['input']>
/** What a handler receives after parsing. */
export type Input<N extends RequestName> = z.infer<(typeof requests)[N]['input']>
export type Output<N extends RequestName> = z.infer<(typeof requests)[N]['output']>
export type Payload<N extends EventName> = z.infer<(typeof events)[N]>
/** One handler for every request; a missing or misspelt one does not compile. */
export type Handlers = { [N in RequestName]: (input: Input<N>) => Promise<Output<N>> }
/** Tells every listener of this core. */
export type Emit = <N extends EventName>(name: N, payload: Payload<N>) => void

export function isRequestName(name: unknown): name is RequestName {
  return typeof name === 'string' && Object.hasOwn(requests, name)
}

/** The messages on a port between window and core. */
export interface PortRequest { readonly id: number; readonly name: string; readonly input: unknown }
export type PortMessage =
  | { readonly kind: 'reply'; readonly id: number; readonly reply: Reply<unknown> }
  | { readonly kind: 'event'; readonly name: string; readonly payload: unknown }
