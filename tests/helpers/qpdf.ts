import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** True when a program of this name can be started. */
export function hasTool(tool: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0
}

/** The document as qpdf rewrites it with these options. */
export function rewriteWithQpdf(pdf: Uint8Array, options: readonly string[]): Uint8Array {
  return inFolder(pdf, (from, folder) => {
    const to = join(folder, 'out.pdf')
    // 3 is success with warnings.
    const { status, stderr } = spawnSync('qpdf', ['--allow-weak-crypto', ...options, from, to], { encoding: 'utf8' })
    if (status !== 0 && status !== 3) throw new Error(`qpdf: ${stderr}`)
    return readFileSync(to)
  })
}

/** The options that encrypt, by handler; each is a revision of ISO 32000's standard security handler of its own. */
export const QPDF_HANDLERS = {
  'RC4-40': ['40', '--'], 'RC4-128': ['128', '--use-aes=n', '--'], 'RC4-128 in crypt filters': ['128', '--force-V4', '--'],
  'AES-128': ['128', '--use-aes=y', '--'], 'AES-128, metadata plain': ['128', '--use-aes=y', '--cleartext-metadata', '--'],
  'AES-256 R5': ['256', '--force-R5', '--'], 'AES-256 R6': ['256', '--'],
} as const satisfies Record<string, readonly string[]>

/** Every object as qpdf reads it, deciphered: by `obj:12 0 R`; strings begin with `u:` (text) or `b:` (hexadecimal). */
export function objectsByQpdf(pdf: Uint8Array, password = ''): Record<string, { value?: unknown; stream?: { dict: Record<string, unknown>; data: string } }> {
  return inFolder(pdf, from => {
    const said = execFileSync('qpdf', [`--password=${password}`, '--json=2', '--json-key=qpdf', '--json-stream-data=inline', from], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
    return (JSON.parse(said) as { qpdf: [unknown, Record<string, { value?: unknown; stream?: { dict: Record<string, unknown>; data: string } }>] }).qpdf[1]
  })
}

function inFolder<T>(pdf: Uint8Array, act: (from: string, folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'qpdf-'))
  try {
    const from = join(folder, 'in.pdf')
    writeFileSync(from, pdf)
    return act(from, folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
