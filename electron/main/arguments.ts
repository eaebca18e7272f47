/**
 * What the app may be started with. In a package every other switch is refused: Chromium's own cannot be fused away,
 * and `--remote-debugging-port` would read the PIN out of the page (security.md).
 */
export interface StartArguments {
  readonly profileDir: string | null
  readonly keyFile: string | null
  readonly trustDirs: readonly string[]
  /** Another policy than the machine's: in the development tree alone. */
  readonly policyFile: string | null
  readonly serverCa: string | null
  readonly language: 'vi' | 'en' | null
  /** What follows `--cli`; null where a window is wanted. */
  readonly cli: readonly string[] | null
}
export type Decision = { readonly kind: 'start'; readonly start: StartArguments } | { readonly kind: 'refused'; readonly what: string }

const OWN_OPTIONS = ['profile', 'key-file', 'trust', 'ca', 'lang', 'policy'] as const
type OwnOption = (typeof OWN_OPTIONS)[number]
// Chromium reads its switches anywhere in the line, after our `--cli` too, and takes `-x` as well as `--x`.
const CHROMIUM_ENVIRONMENT = /^(SSLKEYLOGFILE|NODE_.*|ELECTRON_.*)$/i

/** `--cli` is ours up to its end, so a command's own options pass; what Chromium would also act on does not. */
const DANGEROUS_EVERYWHERE = /^--?(remote-debugging|inspect|load-extension|js-flags|proxy-|host-rules|host-resolver|ignore-certificate|disable-web-security|allow-|no-sandbox|disable-sandbox|enable-logging|log-net-log|ssl-key-log|user-data-dir|renderer-|utility-|gpu-|unsafely-|enable-blink|disable-features|enable-features|test-|auth-)/i

/** Decides from the words after the program's name. `packaged` is false only in the development tree. */
export function decideArguments(words: readonly string[], environment: readonly string[], packaged: boolean): Decision {
  const at = words.indexOf('--cli')
  const own = at === -1 ? words : words.slice(0, at)
  const values = new Map<OwnOption, string[]>()
  for (const word of own) {
    const option = readOwnOption(word)
    if (option !== null && !(packaged && option.name === 'policy')) values.set(option.name, [...(values.get(option.name) ?? []), option.value])
    else if (packaged && word.startsWith('-')) return { kind: 'refused', what: word.split('=')[0] ?? word }
  }
  if (packaged) {
    const hidden = words.find(word => DANGEROUS_EVERYWHERE.test(word)) ?? environment.find(name => CHROMIUM_ENVIRONMENT.test(name))
    if (hidden !== undefined) return { kind: 'refused', what: hidden.split('=')[0] ?? hidden }
  }
  const last = (name: OwnOption): string | null => values.get(name)?.at(-1) ?? null
  const language = last('lang')
  return {
    kind: 'start',
    start: {
      profileDir: last('profile'), keyFile: last('key-file'), serverCa: last('ca'), trustDirs: values.get('trust') ?? [], policyFile: last('policy'),
      language: language === 'vi' || language === 'en' ? language : null,
      cli: at === -1 ? null : words.slice(at + 1),
    },
  }
}

function readOwnOption(word: string): { name: OwnOption; value: string } | null {
  const match = /^--([a-z-]+)=(.+)$/s.exec(word)
  const name = OWN_OPTIONS.find(option => option === match?.[1])
  return name === undefined || match?.[2] === undefined ? null : { name, value: match[2] }
}
