import type { FaceName } from './font-face.ts'
import type { Rect } from './geometry.ts'
import type { Picture } from './png.ts'

export interface Size { readonly width: number; readonly height: number }

/** Red, green, blue from 0 to 1. */
export type Ink = readonly [number, number, number]
export const INK = { black: [0, 0, 0], stamp: [0.78, 0.08, 0.1], pen: [0.05, 0.15, 0.55] } as const satisfies Record<string, Ink>

/**
 * What a signature or a filled field shows, in points, origin lower left, upright on the page as displayed. The same
 * marks become operators of a PDF (`appearance.ts`) and the picture of the dialog (`printed.ts`): what is seen is printed.
 */
export type Mark =
  | { readonly kind: 'text'; readonly text: string; readonly face: FaceName; readonly size: number; readonly at: readonly [x: number, baseline: number]; readonly ink: Ink }
  | { readonly kind: 'picture'; readonly picture: Picture; readonly rect: Rect }
  | { readonly kind: 'line'; readonly from: readonly [number, number]; readonly to: readonly [number, number]; readonly width: number; readonly ink: Ink }
  | { readonly kind: 'frame'; readonly rect: Rect; readonly width: number; readonly ink: Ink }

/** Draws into whatever room the field has; asked once for each place. */
export type Look = (room: Size) => readonly Mark[]

export const INVISIBLE: Look = () => []

/** A picture as large as the room allows, or as `most` says, centred, never stretched. */
export function pictureIn(picture: Picture, room: Size, most?: Size): Mark {
  const scale = Math.min(Math.min(room.width, most?.width ?? Infinity) / picture.width, Math.min(room.height, most?.height ?? Infinity) / picture.height)
  const [across, up] = [picture.width * scale, picture.height * scale]
  const [left, bottom] = [(room.width - across) / 2, (room.height - up) / 2]
  return { kind: 'picture', picture, rect: [left, bottom, left + across, bottom + up] }
}
