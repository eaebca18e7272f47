import type { Signer } from '../../../../shared/model/signer.ts'
import type { BaseName } from './bases.ts'

/** One forgery of a class: made from the base as it was signed. */
export interface Attack {
  readonly name: string
  readonly base: BaseName
  /** `insider` is another signer of the same authority: trusted, and not the author. */
  forge(signed: Uint8Array, insider: Signer): Uint8Array | Promise<Uint8Array>
  /** What we say, `invalid` unless told; never `valid`. */
  readonly verdict?: 'indeterminate' | 'unreadable'
}
