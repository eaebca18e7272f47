import { createHash } from 'node:crypto'
import { pieces, type Source } from '../pdf/source.ts'

/** True when a file begins with another, byte for byte, by the other's hash: then all that was signed in that one is in this one. */
export async function beginsWith(source: Source, { sha256, size }: { readonly sha256: string; readonly size: number }): Promise<boolean> {
  if (source.size < size) return false
  const hash = createHash('sha256')
  for await (const piece of pieces(source, 0, size)) hash.update(piece)
  return hash.digest('hex') === sha256
}
