import koffi from 'koffi'
import { ProblemError } from '../../../shared/problem.ts'
import { SIGNATURES } from '../abi/functions.ts'
import type { FunctionName } from '../abi/functions.ts'
import { CKR, ckrProblem } from '../constants/ckr.ts'
import { STRUCTS } from './memory.ts'

export interface CallOptions {
  /** Codes that are answers here; any other is thrown as its problem. */
  readonly accept?: readonly number[]
  /** Memory that an argument points to: referenced until the driver has returned. */
  readonly keep?: unknown
}

/** A loaded module. Calls run one after the other, off the event loop. */
export interface Library {
  call(name: FunctionName, args: readonly unknown[], options?: CallOptions): Promise<number>
}

type DriverFunction = { async: (...args: unknown[]) => void }
const ARGUMENT_TYPES: Readonly<Record<string, string>> = { u: 'unsigned long', b: 'uint8_t', p: 'void *' }
const ONLY_OK: readonly number[] = [CKR.OK]

/**
 * Loads a module that `checkModuleFile` has let pass. It stays loaded as long as the `Library` is referenced: koffi
 * unloads what it alone knows, and the next call would run in unmapped memory.
 */
export function loadLibrary(path: string): Library {
  const { handle, functions } = functionTable(path)
  const held = new Set<unknown>([handle])
  let last: Promise<unknown> = Promise.resolve()

  async function run(name: FunctionName, args: readonly unknown[], options: CallOptions): Promise<number> {
    const driver = functions.get(name)
    if (driver === undefined) throw ckrProblem(name, CKR.FUNCTION_NOT_SUPPORTED)
    const memory = [args, options.keep]
    held.add(memory)
    try {
      const ckr = await callDriver(driver, args)
      if (!(options.accept ?? ONLY_OK).includes(ckr)) throw ckrProblem(name, ckr)
      return ckr
    } finally {
      held.delete(memory)
    }
  }

  return {
    call(name, args, options = {}) {
      const result = last.then(() => run(name, args, options))
      last = result.catch(() => undefined)
      return result
    },
  }
}

function callDriver(driver: DriverFunction, args: readonly unknown[]): Promise<number> {
  return new Promise((resolve, reject) => {
    driver.async(...args, (error: Error | null, ckr: number) => {
      if (error) reject(error)
      else resolve(ckr)
    })
  })
}

function functionTable(path: string): { handle: unknown; functions: ReadonlyMap<FunctionName, DriverFunction> } {
  try {
    const pointer = new Uint8Array(8)
    const handle = koffi.load(path)
    const getFunctionList = handle.func('C_GetFunctionList', 'unsigned long', ['void *']) as (to: Uint8Array) => number
    const ckr = getFunctionList(pointer)
    if (ckr !== CKR.OK) throw ckrProblem('C_GetFunctionList', ckr)
    const list = koffi.decode(koffi.decode(pointer, 'void *'), STRUCTS.CK_FUNCTION_LIST) as Record<string, unknown>
    const table = new Map<FunctionName, DriverFunction>()
    for (const [name, args] of Object.entries(SIGNATURES) as [FunctionName, string][]) {
      const proto = koffi.proto('unsigned long', args.split('').map(arg => ARGUMENT_TYPES[arg]!))
      if (list[name]) table.set(name, koffi.decode(list[name], proto) as DriverFunction)
    }
    return { handle, functions: table }
  } catch (error) {
    if (error instanceof ProblemError) throw error
    throw new ProblemError('token.module-invalid', { module: path, why: 'not-loadable' }, { cause: error })
  }
}
