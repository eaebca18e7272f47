import { parseWire } from '../../shared/protocol/parse-wire.ts'
import { Session } from '../../shared/protocol/session.ts'
import { ProblemError } from '../../shared/problem.ts'
import { isSafe, parseAddress, sessionUrls } from './address.ts'
import { type Credentials, type HttpInputs, send } from './http.ts'
import { readText } from './read-body.ts'

const MAX_SESSION_BYTES = 4_000_000

/** The session with its URLs made whole; templates keep their braces. */
export interface FoundSession { readonly session: Session, readonly url: URL }

/**
 * Asks a server who we are (RFC 8620 §2). Throws `province.bad-address`, `province.unreachable`, `province.certificate`,
 * `province.wrong-password`, `province.not-jmap`.
 */
export async function discover(inputs: HttpInputs, address: string, credentials: Credentials): Promise<FoundSession> {
  const candidates = sessionUrls(parseAddress(address))
  let first: unknown = null
  for (const candidate of candidates) {
    try {
      return await readSession(inputs, candidate, credentials)
    } catch (error) {
      // A page that is no session may still be on a server that has one at the well-known place.
      if (!(error instanceof ProblemError) || error.code !== 'province.not-jmap') throw error
      first ??= error
    }
  }
  throw first
}

async function readSession(inputs: HttpInputs, at: URL, credentials: Credentials): Promise<FoundSession> {
  const { response, url } = await send(inputs, credentials, at, { headers: { accept: 'application/json' } })
  const session = parseWire(Session, await readText(response, MAX_SESSION_BYTES))
  const whole = (template: string): string => resolveTemplate(template, url)
  return { url, session: { ...session, apiUrl: whole(session.apiUrl), downloadUrl: whole(session.downloadUrl), uploadUrl: whole(session.uploadUrl), eventSourceUrl: whole(session.eventSourceUrl) } }
}

/** Some servers state relative URLs. Braces are kept from `URL`, which would escape them. A URL that is less safe than the session's is refused. */
function resolveTemplate(template: string, base: URL): string {
  const escaped = template.replaceAll('{', '__OPEN__').replaceAll('}', '__CLOSE__')
  const url = URL.parse(escaped, base.href)
  if (url === null || !isSafe(url)) throw new ProblemError('province.not-jmap', { reason: 'session-url' })
  return url.href.replaceAll('__OPEN__', '{').replaceAll('__CLOSE__', '}')
}
