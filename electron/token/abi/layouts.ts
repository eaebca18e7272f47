import koffi from 'koffi'
import type { TypeObject } from 'koffi'
import { FUNCTION_ORDER } from './functions.ts'

/**
 * CK_ULONG is C's `unsigned long`: 8 bytes on LP64, 4 on Windows, where structs are also packed to one byte. Both
 * layouts come from the one table below and are proved against C by a test.
 */
export interface Abi { readonly ulong: string; readonly pointer: string; readonly packed: boolean }

export const ABIS = {
  unix64: { ulong: 'uint64_t', pointer: 'void *', packed: false },
  win64: { ulong: 'uint32_t', pointer: 'void *', packed: true },
} as const satisfies Record<string, Abi>

export const HOST_ABI: Abi = { ulong: 'unsigned long', pointer: 'void *', packed: process.platform === 'win32' }

export type StructName = 'CK_FUNCTION_LIST' | 'CK_C_INITIALIZE_ARGS' | 'CK_SLOT_INFO' | 'CK_TOKEN_INFO' | 'CK_MECHANISM' | 'CK_RSA_PKCS_PSS_PARAMS' | 'CK_ATTRIBUTE'

/** Every struct that crosses the border, for one ABI. Text fields are raw bytes: blank padded, not zero terminated. */
export function layouts({ ulong, pointer, packed }: Abi): Readonly<Record<StructName, TypeObject>> {
  const struct = packed ? koffi.pack : koffi.struct
  const text = (length: number) => koffi.array('uint8_t', length, 'Typed')
  const ulongs = (...names: string[]) => Object.fromEntries(names.map(name => [name, ulong]))
  const version = koffi.struct({ major: 'uint8_t', minor: 'uint8_t' })
  return {
    CK_FUNCTION_LIST: struct({ version, ...Object.fromEntries(FUNCTION_ORDER.map(name => [name, pointer])) }),
    CK_C_INITIALIZE_ARGS: struct({
      CreateMutex: pointer, DestroyMutex: pointer, LockMutex: pointer, UnlockMutex: pointer, flags: ulong, pReserved: pointer,
    }),
    CK_SLOT_INFO: struct({ slotDescription: text(64), manufacturerID: text(32), flags: ulong, hardwareVersion: version, firmwareVersion: version }),
    CK_TOKEN_INFO: struct({
      label: text(32), manufacturerID: text(32), model: text(16), serialNumber: text(16), flags: ulong,
      ...ulongs(
        'ulMaxSessionCount', 'ulSessionCount', 'ulMaxRwSessionCount', 'ulRwSessionCount', 'ulMaxPinLen', 'ulMinPinLen',
        'ulTotalPublicMemory', 'ulFreePublicMemory', 'ulTotalPrivateMemory', 'ulFreePrivateMemory',
      ),
      hardwareVersion: version, firmwareVersion: version, utcTime: text(16),
    }),
    CK_MECHANISM: struct({ mechanism: ulong, pParameter: pointer, ulParameterLen: ulong }),
    CK_RSA_PKCS_PSS_PARAMS: struct(ulongs('hashAlg', 'mgf', 'sLen')),
    CK_ATTRIBUTE: struct({ type: ulong, pValue: pointer, ulValueLen: ulong }),
  }
}
