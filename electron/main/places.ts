import { join } from 'node:path'

/** Where a profile lives: local to the PC, never roaming (architecture.md). */
export function profileFolder(platform: NodeJS.Platform, environment: Readonly<Record<string, string | undefined>>, home: string): string {
  if (platform === 'win32') return join(environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'LienThong', 'default')
  return join(environment['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'lien-thong', 'default')
}

/** Where the IT department puts the machine's policy. An administrator alone may write there. */
export function policyFile(platform: NodeJS.Platform, environment: Readonly<Record<string, string | undefined>>): string {
  return join(policyFolder(platform, environment), 'policy.json')
}

function policyFolder(platform: NodeJS.Platform, environment: Readonly<Record<string, string | undefined>>): string {
  return platform === 'win32' ? join(environment['ProgramData'] ?? 'C:\\ProgramData', 'LienThong') : '/etc/lien-thong'
}

/** Where the IT department puts trust anchors; a profile's own folder is the officer's, not theirs. */
export function policyTrustFolder(platform: NodeJS.Platform, environment: Readonly<Record<string, string | undefined>>): string {
  return join(policyFolder(platform, environment), 'trust')
}
