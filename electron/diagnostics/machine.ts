import { totalmem } from 'node:os'

type Environment = Readonly<Record<string, string | undefined>>

/** What the IT department asks first of the PC itself. Nothing of the environment but the names of the proxies. */
export interface MachineReport {
  readonly versions: { readonly app: string; readonly node: string; readonly openssl: string; readonly platform: string; readonly arch: string }
  readonly memoryMb: number
  readonly proxy: string | null
  readonly noProxy: string | null
}

export function describeMachine(env: Environment, app: string): MachineReport {
  return {
    versions: { app, node: process.version, openssl: process.versions.openssl, platform: process.platform, arch: process.arch },
    memoryMb: Math.round(totalmem() / 1_048_576),
    proxy: withoutPassword(eitherCase(env, 'HTTPS_PROXY') ?? eitherCase(env, 'HTTP_PROXY') ?? eitherCase(env, 'ALL_PROXY')),
    noProxy: eitherCase(env, 'NO_PROXY'),
  }
}

function eitherCase(env: Environment, name: string): string | null {
  const value = env[name] ?? env[name.toLowerCase()]
  return value === undefined || value === '' ? null : value
}

/** A proxy's address often carries the officer's password for it. */
export function withoutPassword(address: string | null): string | null {
  if (address === null) return null
  const url = URL.parse(address.includes('://') ? address : `http://${address}`)
  return url === null ? '?' : url.host
}
