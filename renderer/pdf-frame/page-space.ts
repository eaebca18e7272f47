import type { PageBox } from './protocol.ts'

type Rect = readonly [number, number, number, number]
export interface ScreenBox { readonly left: number; readonly top: number; readonly width: number; readonly height: number }

/**
 * The one place where the page's space (points, origin lower left, as displayed) meets the screen's (CSS pixels, origin
 * upper left, turned by the reader). CropBox and the page's own /Rotate are already in the page's space.
 */
export function toScreen(box: PageBox, rect: Rect): ScreenBox {
  const [x1, y1, x2, y2] = [Math.min(rect[0], rect[2]), Math.min(rect[1], rect[3]), Math.max(rect[0], rect[2]), Math.max(rect[1], rect[3])]
  const { pageWidth: w, pageHeight: h, scale, turn } = box
  const [left, top] = { 0: [x1, h - y2], 90: [y1, x1], 180: [w - x2, y1], 270: [h - y2, w - x2] }[turn] as [number, number]
  const sideways = turn === 90 || turn === 270
  const width = sideways ? y2 - y1 : x2 - x1, height = sideways ? x2 - x1 : y2 - y1
  return { left: box.left + left * scale, top: box.top + top * scale, width: width * scale, height: height * scale }
}
