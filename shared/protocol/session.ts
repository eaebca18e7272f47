import { z } from 'zod'
import { CORE_CAPABILITY, CoreLimits, EDOC_CAPABILITY, EdocAccountCapability, EdocCapability } from './capability.ts'

const MAX_ACCOUNTS = 500 // an officer has three; a delegate a handful
const Capabilities = z.record(z.string().max(255), z.unknown())
const Url = z.string().min(1).max(4_000) // may be relative (seen in real servers): resolve against the session's own URL

export const SessionAccount = z.object({
  name: z.string().max(2_000).default(''), isPersonal: z.boolean().default(true), isReadOnly: z.boolean().default(false),
  accountCapabilities: Capabilities.default({}),
})
export type SessionAccount = z.infer<typeof SessionAccount>

/** The Session resource (RFC 8620 §2). */
export const Session = z.object({
  capabilities: Capabilities,
  accounts: z.record(z.string().min(1).max(255), SessionAccount).refine(accounts => Object.keys(accounts).length <= MAX_ACCOUNTS, 'too many accounts'),
  primaryAccounts: z.record(z.string().max(255), z.string().max(255)).default({}),
  username: z.string().max(2_000).default(''), apiUrl: Url, downloadUrl: Url, uploadUrl: Url, eventSourceUrl: Url, state: z.string().max(2_000).default(''),
})
export type Session = z.infer<typeof Session>

/** The server's limits; the RFC's minima when it states none. */
export function coreLimits(session: Session): CoreLimits {
  const stated = CoreLimits.safeParse(session.capabilities[CORE_CAPABILITY])
  return stated.success ? stated.data : CoreLimits.parse({})
}

/** What the server says of official documents, null when it has none. */
export function edocCapability(session: Session): EdocCapability | null {
  const value = session.capabilities[EDOC_CAPABILITY]
  if (value === undefined) return null
  const stated = EdocCapability.safeParse(value)
  return stated.success ? stated.data : EdocCapability.parse({})
}

/** The account's e-document view, null when the account holds no official documents. */
export function edocAccount(account: SessionAccount): EdocAccountCapability | null {
  const value = account.accountCapabilities[EDOC_CAPABILITY]
  if (value === undefined) return null
  const stated = EdocAccountCapability.safeParse(value)
  return stated.success ? stated.data : EdocAccountCapability.parse({})
}

/** The values of a level-1 URI template (RFC 6570), each encoded so that it cannot leave its place in the URL. */
export function expandTemplate(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''))
}
