import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FUNCTION_ORDER } from '../../electron/token/abi/functions.ts'
import type { FunctionName } from '../../electron/token/abi/functions.ts'
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
  /** The token wants its PIN changed first. */
  readonly mustChange?: boolean
  /** The slot of this number holds a card that the driver does not know. */
  readonly badSlot?: number
  /** How often the token has been pulled out and put back between two looks. */
  readonly moves?: number
  /** These functions answer this CKR without doing anything. */
  readonly answer?: PerFunction
  /** These functions take so many milliseconds longer. */
  readonly delay?: PerFunction
  /** These functions end the process (1), or never return (1). */
  readonly crashIn?: PerFunction
  readonly hangIn?: PerFunction
}
type PerFunction = Readonly<Partial<Record<FunctionName, number>>>

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
  const set = (faults: Faults) => {
    // Renamed into place: the driver, in another process, reads the whole or the old one.
    writeFileSync(`${control}.next`, linesOf(faults).join(''))
    renameSync(`${control}.next`, control)
  }
  set({})
  return { module, set, env: { ...hsm.env, FAULTY_CONTROL: control, FAULTY_REAL: hsm.module, FAULTY_PIN_FILE: hsm.pinFile, FAULTY_CONF: hsm.env.SOFTHSM2_CONF } }
}

const PREFIXES: Readonly<Record<string, string>> = { answer: 'answer', delay: 'delay', crashIn: 'crash', hangIn: 'hang' }

function linesOf(faults: Faults): string[] {
  return Object.entries(faults as Readonly<Record<string, boolean | number | PerFunction>>).flatMap(([name, value]) => (
    typeof value === 'object'
      ? Object.entries(value).map(([functionName, number]) => `${PREFIXES[name]}${FUNCTION_ORDER.indexOf(functionName)}=${number}\n`)
      : [`${name}=${Number(value)}\n`]
  ))
}
