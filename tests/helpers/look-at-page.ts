import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Rect } from '../../electron/pdf/geometry.ts'

function run(tool: string, args: readonly string[], input?: Uint8Array): Buffer {
  const { stdout, status, stderr } = spawnSync(tool, args, { maxBuffer: 256 * 1024 * 1024, ...(input === undefined ? {} : { input }) })
  if (status !== 0) throw new Error(`${tool}: ${stderr.toString()}`)
  return stdout
}

export interface Shown { readonly folder: string; readonly pdf: Uint8Array; readonly page?: number }

function fileOf({ folder, pdf }: Shown): string {
  const path = join(folder, 'shown.pdf')
  writeFileSync(path, pdf)
  return path
}

/** The text that poppler finds in a rectangle of the page as displayed (points, origin lower left), and nowhere else. */
export function textIn(shown: Shown, [left, bottom, right, top]: Rect, pageHeight: number): string {
  const page = String(shown.page ?? 1)
  const box = [left, pageHeight - top, right - left, pageHeight - bottom].map(value => String(Math.round(value)))
  const height = String(Math.ceil(top - bottom))
  return run('pdftotext', ['-r', '72', '-f', page, '-l', page, '-layout', '-x', box[0] ?? '0', '-y', box[1] ?? '0', '-W', box[2] ?? '0', '-H', height, fileOf(shown), '-']).toString('utf8')
}

/** In the order in which it was drawn, or as it stands on the page. */
export function wholeText(shown: Shown, order: 'raw' | 'layout' = 'raw'): string {
  return run('pdftotext', [`-${order}`, fileOf(shown), '-']).toString('utf8')
}

/** Per font: embedded, subset, with ToUnicode. */
export function fontsIn(shown: Shown): { readonly name: string; readonly marks: string }[] {
  return run('pdffonts', [fileOf(shown)]).toString('utf8').split('\n').slice(2).filter(line => line !== '')
    .map(line => ({ name: line.split(/\s+/)[0] ?? '', marks: /(yes|no)\s+(yes|no)\s+(yes|no)/.exec(line)?.[0].replaceAll(/\s+/g, ' ') ?? '' }))
}

export interface Ink { readonly rect: Rect; readonly pixels: number }

/** Where two renderings of a page differ, in points of the page as displayed; null where they do not. 72 dpi times `scale`. */
export function differenceOf(before: Shown, after: Shown, scale = 2, within: Rect = [0, 0, Infinity, Infinity]): Ink | null {
  const [was, is] = [render(before, scale), render(after, scale)]
  if (was.width !== is.width || was.height !== is.height) throw new Error('the pages have different sizes')
  let [left, bottom, right, top, pixels] = [Infinity, Infinity, -Infinity, -Infinity, 0]
  for (let pixel = 0; pixel < is.width * is.height; pixel++) {
    const at = pixel * 3
    if (is.samples[at] === was.samples[at] && is.samples[at + 1] === was.samples[at + 1] && is.samples[at + 2] === was.samples[at + 2]) continue
    const [x, y] = [pixel % is.width, Math.floor(pixel / is.width)]
    if (x < within[0] * scale || x >= within[2] * scale || is.height - y <= within[1] * scale || is.height - y - 1 >= within[3] * scale) continue
    ;[left, right, bottom, top] = [Math.min(left, x), Math.max(right, x + 1), Math.min(bottom, is.height - y - 1), Math.max(top, is.height - y)]
    pixels++
  }
  return pixels === 0 ? null : { rect: [left / scale, bottom / scale, right / scale, top / scale], pixels }
}

interface Raster { readonly width: number; readonly height: number; readonly samples: Buffer }

function render(shown: Shown, scale: number): Raster {
  const page = String(shown.page ?? 1)
  const ppm = run('pdftoppm', ['-r', String(72 * scale), '-f', page, '-l', page, '-singlefile', '-cropbox', fileOf(shown)])
  const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(ppm.subarray(0, 40).toString('latin1'))
  return { width: Number(head?.[1]), height: Number(head?.[2]), samples: ppm.subarray(head?.[0].length ?? 0) }
}
