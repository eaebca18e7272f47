/** What the composition root gives to ask the services of trust with; nothing here opens a connection by itself. */

/** `proxy` is `host:port` of an HTTP proxy, null for a direct connection. */
export type Fetch = (request: Request, proxy: string | null) => Promise<Response>

export interface NetworkInputs {
  readonly fetch: Fetch
  readonly now: () => number
  readonly random: (bytes: number) => Uint8Array
  /** Resolves after so many milliseconds; rejects when the signal aborts. */
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>
  /** The proxy that the system prescribes for an address; absent: none. */
  readonly proxyFor?: (url: URL) => Promise<string | null>
  /** Names that certificates carry and the office's network knows by others (facts: ocsp.ca.ptc). The first that fits counts. */
  readonly hostMap?: readonly HostRule[]
}

/** `from`: a host, with its port where it has one; `to`: a host with or without port, or an address whose path then replaces the old. */
export interface HostRule { readonly from: string; readonly to: string }

/** Reads `FROM=TO` as the command line and settings write it; null where it is none. */
export function parseHostRule(text: string): HostRule | null {
  const cut = text.indexOf('=')
  const from = plainHost(text.slice(0, cut).trim())
  const to = text.slice(cut + 1).trim()
  if (cut < 1 || from === null || targetOf(to, 'http:') === null) return null
  return { from, to }
}

/** Where a request really goes. */
export function mapHost(url: URL, rules: readonly HostRule[] = []): URL {
  const rule = rules.find(({ from }) => from.toLowerCase() === url.host || from.toLowerCase() === url.hostname)
  const target = rule ? targetOf(rule.to, url.protocol) : null
  if (!target) return url
  const mapped = new URL(target)
  if (target.pathname === '/') {
    mapped.pathname = url.pathname
    mapped.search = url.search
  }
  return mapped
}

function plainHost(text: string): string | null {
  return targetOf(text, 'http:')?.host ?? null
}

function targetOf(text: string, protocol: string): URL | null {
  const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `${protocol}//${text}`)
  return url && isAskable(url) ? url : null
}

/** Addresses come out of certificates, that is from anybody: only the web's two schemes, and no passwords. */
export function isAskable(url: URL): boolean {
  return (url.protocol === 'http:' || url.protocol === 'https:') && url.hostname !== '' && url.username === '' && url.password === ''
}
