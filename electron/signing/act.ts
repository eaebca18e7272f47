import type { CopyKind } from '../../shared/model/signing-act.ts'
import type { Mark } from '../pdf/drawing.ts'
import type { Typeface } from '../pdf/font-face.ts'
import type { Picture } from '../pdf/png.ts'
import type { DocumentView } from './document-view.ts'
import type { Placement } from './signing-wish.ts'

/** What an act prints beside the picture. The caller gives them; the number is the province's, never made up here. */
export interface ActWords {
  readonly number?: string | undefined
  /** Calendar date `YYYY-MM-DD`. */
  readonly date?: string | undefined
  readonly copyKind?: CopyKind | undefined
  readonly text?: string | undefined
  /** The agency that stamps; by default the certificate's. */
  readonly agency?: string | undefined
}

/** Everything that is drawn from. `type` is there for every act that prints text. */
export interface ActScene {
  readonly words: ActWords
  readonly atMs: number
  readonly signer: { readonly name: string; readonly agency: string }
  readonly picture: Picture | null
  /** Width of the picture on paper, in millimetres. */
  readonly pictureMm: number
  readonly type: Typeface | null
}

/** One act: pure. Who signs, what the document allows and which field it goes into are decided elsewhere. */
export interface Act {
  /** Refuses where words are missing: `signing.*-missing`. */
  check(words: ActWords): void
  readonly printsText: (words: ActWords) => boolean
  /** Which pages `place` wants to see. */
  readonly looksAt: 'first-page' | 'last-pages'
  /** Where a new field belongs by the document itself. */
  place(view: DocumentView, scene: ActScene): Placement
  /** Throws `signing.text-too-long`, `signing.letter-not-in-font`. */
  draw(scene: ActScene, room: { readonly width: number; readonly height: number }): readonly Mark[]
}

export function lettersOf({ type }: ActScene): Typeface {
  if (type === null) throw new Error('an act that prints text was given no typeface')
  return type
}

export const POINTS_PER_MM = 72 / 25.4
