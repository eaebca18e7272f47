/**
 * A custom scheme is unknown to a stock Chromium: `app://bundle/x` is loaded as `https://bundle.app.invalid/x` (a secure,
 * standard origin that no resolver knows) and answered by the app's own handler; every URL handed back is translated.
 */
export interface Privileges { readonly standard?: boolean; readonly secure?: boolean; readonly supportFetchAPI?: boolean; readonly codeCache?: boolean }
export const privileged = new Map<string, Privileges>()

export function toBrowser(url: string): string {
  return url.replace(/^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)/i, (all, scheme: string, host: string) => privileged.has(scheme) ? `https://${host}.${scheme}.invalid` : all)
}

export function fromBrowser(url: string): string {
  return url.replace(/^https:\/\/([^/?#]*)\.([a-z][a-z0-9+-]*)\.invalid/, (all, host: string, scheme: string) => privileged.has(scheme) ? `${scheme}://${host}` : all)
}

/** In a content security policy the sources of our schemes are named by origin: `app://pdf`. */
export function policyToBrowser(policy: string): string {
  return policy.replace(/(?<=\s)[a-z][a-z0-9+.-]*:\/\/[^\s;/]+/g, source => toBrowser(source))
}
