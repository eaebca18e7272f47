import { open } from 'node:fs/promises'
import { ProblemError } from '../../../shared/problem.ts'
import { binaryFormat } from './binary-format.ts'
import type { BinaryFormat } from './binary-format.ts'

export interface Machine { readonly platform: string; readonly arch: string }

/** Enough for every header; a PE header lies behind a DOS program of some hundred bytes. */
const HEAD_BYTES = 4096
const ENTRY = Buffer.from('C_GetFunctionList')
/** Read at a time when looking for the exported name. */
const CHUNK_BYTES = 1 << 20
const KINDS: Readonly<Record<string, BinaryFormat['kind']>> = { win32: 'pe', darwin: 'mach-o' }

/**
 * Refuses what cannot be a PKCS#11 module for this machine before any of its code runs: `token.module-missing`,
 * `token.module-32-bit`, `token.module-invalid` with `why`.
 */
export async function checkModuleFile(path: string, machine: Machine): Promise<void> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw new ProblemError('token.module-missing', { module: path }, { cause: error })
  })
  try {
    if (!(await file.stat()).isFile()) throw new ProblemError('token.module-invalid', { module: path, why: 'not-a-file' })
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    const why = decideFormat(binaryFormat(buffer.subarray(0, bytesRead)), machine)
    if (why === '32-bit') throw new ProblemError('token.module-32-bit', { module: path })
    if (why !== null) throw new ProblemError('token.module-invalid', { module: path, why })
    if (!(await contains(file, ENTRY))) throw new ProblemError('token.module-invalid', { module: path, why: 'no-function-list' })
  } finally {
    await file.close()
  }
}

/** Why a library of this format cannot be loaded here, or null. */
export function decideFormat(format: BinaryFormat, { platform, arch }: Machine): 'not-a-library' | '32-bit' | 'other-architecture' | null {
  if (format.kind === 'none' || format.kind !== (KINDS[platform] ?? 'elf')) return 'not-a-library'
  if (format.bits === 32 && !['ia32', 'arm'].includes(arch)) return '32-bit'
  return format.archs.includes(arch) ? null : 'other-architecture'
}

/** The exported name stands in the file as plain text, in all three formats. */
async function contains(file: Awaited<ReturnType<typeof open>>, text: Buffer): Promise<boolean> {
  const chunk = Buffer.alloc(CHUNK_BYTES)
  for (let position = 0; ; position += CHUNK_BYTES - text.length) {
    const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES, position)
    if (chunk.subarray(0, bytesRead).includes(text)) return true
    if (bytesRead < CHUNK_BYTES) return false
  }
}
