import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { SoftHsm } from './softhsm.ts'

/** What the proxy does from its next call on; what is not named is as SoftHSM2 does it. */
export interface Faults {
  readonly crash?: boolean
  readonly hang?: boolean
  /** C_Sign answers CKR_GENERAL_ERROR at this many calls, leaving the operation open. */
  readonly failSigns?: number
  /** The token has been pulled out. */
  readonly gone?: boolean
  readonly pinPad?: boolean
  readonly padCancelled?: boolean
  /** The key asks for the PIN at each signature. */
  readonly always?: boolean
  /** C_Sign answers other bytes than the key would. */
  readonly lie?: boolean
  /** The token hashes nothing itself: CKM_RSA_PKCS and CKM_RSA_PKCS_PSS only. */
  readonly bare?: boolean
  /** C_Logout fails. */
  readonly stuck?: boolean
}

export interface FaultyModule { readonly module: string; readonly env: Readonly<Record<string, string>>; set(faults: Faults): void }

const SOURCE = fileURLToPath(new URL('faulty-module.c', import.meta.url))

export function hasCompiler(): boolean {
  return process.platform === 'linux' && spawnSync('gcc', ['--version'], { stdio: 'ignore' }).status === 0
}

/** A PKCS#11 proxy over a SoftHSM2 that locks after three wrong PINs and misbehaves on demand. */
export function makeFaultyModule(hsm: SoftHsm): FaultyModule {
  const folder = join(hsm.dir, 'proxy')
  mkdirSync(folder, { recursive: true })
  const module = join(folder, 'faulty.so')
  const control = join(folder, 'control')
  execFileSync('gcc', ['-shared', '-fPIC', '-O1', '-o', module, SOURCE, '-ldl'], { stdio: 'pipe' })
  const set = (faults: Faults) => writeFileSync(control, Object.entries(faults).map(([name, value]) => `${name}=${Number(value)}\n`).join(''))
  set({})
  return { module, set, env: { ...hsm.env, FAULTY_CONTROL: control, FAULTY_REAL: hsm.module } }
}
