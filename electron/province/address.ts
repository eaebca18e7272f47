import { ProblemError } from '../../shared/problem.ts'

/**
 * The address as a person types it: `h31.gov.vn`, an origin, or the session's own URL. HTTPS where no scheme is given;
 * plain HTTP only on this very machine, since the password travels with every request. `province.bad-address`.
 */
export function parseAddress(text: string): URL {
  const typed = text.trim()
  let url: URL
  try {
    url = new URL(/^[a-z][a-z\d+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`)
  } catch (cause) {
    throw new ProblemError('province.bad-address', { reason: 'malformed' }, { cause })
  }
  if (typed === '' || url.hostname === '') throw new ProblemError('province.bad-address', { reason: 'malformed' })
  // A password in an address ends up in logs and in the list of recent files.
  if (url.username !== '' || url.password !== '') throw new ProblemError('province.bad-address', { reason: 'credentials' })
  if (!isSafe(url)) throw new ProblemError('province.bad-address', { reason: 'not-https' })
  url.hash = ''
  return url
}

/** HTTPS, or HTTP that does not leave the machine. */
export function isSafe(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname))
}

/** Where to look for the session: what was typed when it names a page, else the well-known place (RFC 8620 §2.2). */
export function sessionUrls(address: URL): readonly URL[] {
  const wellKnown = new URL('/.well-known/jmap', address)
  return address.pathname === '/' || address.pathname === '' ? [wellKnown] : [address, wellKnown]
}
