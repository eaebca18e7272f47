import type { Placement } from '../../shared/contract/signing.ts'
import type { BlobSource } from '../store/blob-file.ts'

/** One document that is to be signed. */
export interface ToSign { readonly source: BlobSource; readonly name: string; readonly placement: Placement | null }

/** Who makes signed documents of others: a token of ours behind its driver, or another program of this PC. */
export interface Way {
  /** In words, for who asks afterwards. */
  readonly certificate: string
  /** Aborts when nothing more can be signed; null where nobody would know. */
  readonly removed: AbortSignal | null
  /** Documents at work at once; 1 where each wants a person. */
  readonly atOnce: number
  /** The whole signed document, judged. */
  sign(document: ToSign): Promise<Uint8Array | AsyncIterable<Uint8Array>>
}

/** Opens a way for one act or batch and closes it behind it. */
export type UseWay = <T>(act: (way: Way) => Promise<T>) => Promise<T>
