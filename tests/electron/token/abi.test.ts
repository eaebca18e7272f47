import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import koffi from 'koffi'
import { describe, expect, test } from 'vitest'
import { ABIS, layouts } from '../../../electron/token/abi/layouts.ts'

const P11_KIT = '/usr/include/p11-kit-1'

/** The structs in C as the OASIS headers declare them, for machines without p11-kit's own header. */
const DECLARATIONS = `
typedef struct { unsigned char major, minor; } CK_VERSION;
typedef struct { void *CreateMutex, *DestroyMutex, *LockMutex, *UnlockMutex; CK_ULONG flags; void *pReserved; } CK_C_INITIALIZE_ARGS;
typedef struct { CK_ULONG mechanism; void *pParameter; CK_ULONG ulParameterLen; } CK_MECHANISM;
typedef struct { CK_ULONG hashAlg, mgf, sLen; } CK_RSA_PKCS_PSS_PARAMS;
typedef struct { CK_ULONG type; void *pValue; CK_ULONG ulValueLen; } CK_ATTRIBUTE;
typedef struct { unsigned char slotDescription[64], manufacturerID[32]; CK_ULONG flags; CK_VERSION hardwareVersion, firmwareVersion; } CK_SLOT_INFO;
typedef struct { unsigned char label[32], manufacturerID[32], model[16], serialNumber[16]; CK_ULONG flags, ulMaxSessionCount, ulSessionCount,
  ulMaxRwSessionCount, ulRwSessionCount, ulMaxPinLen, ulMinPinLen, ulTotalPublicMemory, ulFreePublicMemory, ulTotalPrivateMemory, ulFreePrivateMemory;
  CK_VERSION hardwareVersion, firmwareVersion; unsigned char utcTime[16]; } CK_TOKEN_INFO;
`

type AbiName = keyof typeof ABIS
const isThere = (compiler: string) => spawnSync(compiler, ['--version'], { stdio: 'ignore' }).status === 0

/** Has the compiler check that every offset and size in our tables is C's. */
function checkAgainst(abi: AbiName, header: string): number {
  const asserts: string[] = []
  const claim = (expression: string, value: number) => asserts.push(`_Static_assert(${expression} == ${value}, "${expression} is not ${value}");`)
  claim('sizeof(CK_ULONG)', koffi.sizeof(ABIS[abi].ulong))
  for (const [struct, type] of Object.entries(layouts(ABIS[abi]))) {
    if (struct === 'CK_FUNCTION_LIST' && header.includes(DECLARATIONS)) continue
    claim(`sizeof(${struct})`, type.size)
    for (const [member, { offset }] of Object.entries(type.members ?? {})) claim(`offsetof(${struct}, ${member})`, offset)
  }
  const dir = mkdtempSync(join(tmpdir(), 'abi-'))
  try {
    writeFileSync(join(dir, 'abi.c'), `#include <stddef.h>\n${header}\n${asserts.join('\n')}\n`)
    execFileSync('gcc', ['-fsyntax-only', '-w', '-I', P11_KIT, join(dir, 'abi.c')], { stdio: 'pipe' })
    return asserts.length
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

describe('the layouts of PKCS#11 structs', () => {
  test.skipIf(!isThere('gcc') || !existsSync(P11_KIT))('are those of p11-kit’s header, all 68 functions included', () => {
    expect(checkAgainst('unix64', '#include <p11-kit/pkcs11.h>')).toBeGreaterThan(100)
  })

  test.skipIf(!isThere('gcc'))('are those of C on 64-bit Unix', () => {
    expect(checkAgainst('unix64', `typedef unsigned long CK_ULONG;${DECLARATIONS}`)).toBeGreaterThan(30)
  })

  test.skipIf(!isThere('gcc'))('are those of C on 64-bit Windows: 32-bit CK_ULONG, packed to one byte', () => {
    // Fixed widths and packing are no matter of the system: gcc judges them for Windows as well.
    const header = `typedef unsigned int CK_ULONG;\n#pragma pack(push, 1)\n${DECLARATIONS}\n#pragma pack(pop)`
    expect(checkAgainst('win64', header)).toBeGreaterThan(30)
  })

  test('the list of functions is the version and 68 pointers', () => {
    expect([layouts(ABIS.unix64).CK_FUNCTION_LIST.size, layouts(ABIS.win64).CK_FUNCTION_LIST.size]).toEqual([8 + 68 * 8, 2 + 68 * 8])
  })
})
