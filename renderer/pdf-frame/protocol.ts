/** What the window and the PDF frame say to each other on one MessagePort. Both sides read the other's words as unknown shapes of these. */

/** Page from 1; points, origin lower left of the page as displayed (CropBox, after the page's own rotation). */
export interface PageRect { readonly page: number; readonly rect: readonly [number, number, number, number] }
/** A signature on the page, drawn by us from our report. `tone` gives its colour. */
export interface SignatureMark extends PageRect { readonly number: number; readonly tone: 'good' | 'wait' | 'bad'; readonly label: string }

export type ToFrame =
  | { readonly type: 'open'; readonly size: number; readonly title: string; readonly fit: 'width' | 'page' }
  | { readonly type: 'close' }
  /** Answers `password-wanted`; null while nobody has given it. UTF-8; the frame wipes it. */
  | { readonly type: 'password'; readonly password: Uint8Array<ArrayBuffer> | null }
  /** Answers a `range`; null when it could not be read. */
  | { readonly type: 'bytes'; readonly from: number; readonly bytes: Uint8Array | null }
  | { readonly type: 'page'; readonly page: number }
  | { readonly type: 'zoom'; readonly zoom: 'in' | 'out' | 'fit-width' | 'fit-page' }
  | { readonly type: 'rotate' }
  | { readonly type: 'find'; readonly text: string; readonly ignoreMarks: boolean; readonly step: -1 | 0 | 1 }
  | { readonly type: 'marks'; readonly marks: readonly SignatureMark[] }
  | { readonly type: 'reveal'; readonly at: PageRect }
  | { readonly type: 'scroll'; readonly by: number }
  /** Asks for one page from 1 as it is printed; answered by `printed`. */
  | { readonly type: 'print'; readonly page: number }
  | { readonly type: 'look'; readonly theme: 'system' | 'light' | 'dark'; readonly language: 'vi' | 'en' }

/** One page on the frame's screen, in CSS pixels from the frame's upper left corner; `turn` is the reader's own rotation. */
export interface PageBox {
  readonly page: number; readonly left: number; readonly top: number; readonly width: number; readonly height: number
  /** CSS pixels to a point, and the page's size in points as displayed without `turn`. */
  readonly scale: number; readonly pageWidth: number; readonly pageHeight: number; readonly turn: 0 | 90 | 180 | 270
}

export type FromFrame =
  | { readonly type: 'ready' }
  | { readonly type: 'range'; readonly from: number; readonly length: number }
  /** The document is encrypted and the empty password does not open it. */
  | { readonly type: 'password-wanted' }
  | { readonly type: 'opened'; readonly pages: number }
  | { readonly type: 'drawn'; readonly page: number }
  | { readonly type: 'failed'; readonly why: 'password' | 'damaged' | 'unreadable' }
  | { readonly type: 'at'; readonly page: number }
  | { readonly type: 'found'; readonly at: number; readonly of: number }
  | { readonly type: 'geometry'; readonly pages: readonly PageBox[] }
  | { readonly type: 'key'; readonly key: string; readonly ctrl: boolean; readonly alt: boolean; readonly shift: boolean }
  | { readonly type: 'link'; readonly url: string }
  /** A page for the printer: its size in points as displayed, and its picture; null when it could not be drawn. */
  | { readonly type: 'printed'; readonly page: number; readonly width: number; readonly height: number; readonly png: Uint8Array<ArrayBuffer> | null }
  | { readonly type: 'mark'; readonly number: number }
