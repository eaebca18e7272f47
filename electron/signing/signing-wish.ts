import type { SignatureAlgorithm } from '../../shared/model/signer.ts'
import type { SigningAct } from '../../shared/model/signing-act.ts'
import type { Rect } from '../pdf/geometry.ts'
import type { ActWords } from './act.ts'

/** Where on which page: page from 1, points, origin lower left of the page as displayed (CropBox, after rotation). */
export interface Placement { readonly page: number; readonly rect: Rect }

/** How a document is to be signed, without the document and the key. */
export interface SigningWish {
  readonly act: SigningAct
  /** What the act prints. */
  readonly words?: ActWords | undefined
  readonly placement?: Placement | undefined
  /** The handwritten signature or seal as PNG. Without it a new field is invisible unless it was placed. */
  readonly image?: Uint8Array | undefined
  /** Its width on paper in millimetres: a seal is printed at its real size. By default what the PNG says of itself, else 36. */
  readonly imageMm?: number | undefined
  readonly fieldName?: string | undefined
  readonly certify?: 1 | 2 | 3 | undefined
  readonly name?: string | undefined
  readonly reason?: string | undefined
  readonly location?: string | undefined
  /** By default what fits the key; RSA signs with PKCS#1 v1.5. */
  readonly algorithm?: SignatureAlgorithm | undefined
}
