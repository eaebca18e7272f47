import { deflateSync } from 'node:zlib'
import type { Ink, Mark, Size } from './drawing.ts'
import { embedFont, type EmbeddedFont } from './font-embed.ts'
import type { FaceName, Typeface } from './font-face.ts'
import type { Rotation } from './geometry.ts'
import { type PdfObject, pdfDict, pdfName, type PdfRef } from './objects.ts'
import type { Picture } from './png.ts'
import type { Update } from './update.ts'

/** Size of the field as displayed, in points, and how the page is turned when shown. */
export interface Place extends Size { readonly rotation: Rotation }

export interface Drawn { readonly marks: readonly Mark[]; readonly type: Typeface | null }

/**
 * Adds the appearance stream of a field (ISO 32000-2 §12.5.5); it stands upright on a rotated page, and a viewer fits it
 * into the field's rectangle, whatever the page's unit. `type` is needed where the marks hold text.
 */
export function addAppearance(update: Update, { marks, type }: Drawn, place: Place): PdfRef {
  const fonts = new Map<FaceName, EmbeddedFont>()
  const texts = marks.filter(mark => mark.kind === 'text')
  for (const face of new Set(texts.map(mark => mark.face))) {
    if (type !== null) fonts.set(face, embedFont(update, type, face, texts.filter(mark => mark.face === face).map(mark => mark.text)))
  }
  const pictures = new Map<Picture, string>()
  for (const mark of marks) if (mark.kind === 'picture' && !pictures.has(mark.picture)) pictures.set(mark.picture, `Picture${pictures.size + 1}`)
  const images = Object.fromEntries([...pictures].map(([picture, name]) => [name, addPicture(update, picture)]))
  const dict = pdfDict({
    Type: pdfName('XObject'), Subtype: pdfName('Form'), FormType: 1, BBox: [0, 0, place.width, place.height], Matrix: uprightMatrix(place),
    Resources: pdfDict({
      Font: fonts.size === 0 ? undefined : pdfDict(Object.fromEntries([...fonts].map(([face, { ref }]) => [face, ref]))),
      XObject: pictures.size === 0 ? undefined : pdfDict(images),
    }),
  })
  const operators = marks.map(mark => operatorsOf(mark, text => fonts.get(text.face)?.encode(text.text) ?? '', picture => pictures.get(picture) ?? ''))
  return update.add({ kind: 'stream', dict, data: Buffer.from(operators.join('\n'), 'latin1') })
}

type TextMark = Extract<Mark, { kind: 'text' }>

function operatorsOf(mark: Mark, encode: (text: TextMark) => string, nameOf: (picture: Picture) => string): string {
  switch (mark.kind) {
    case 'text': return `q ${colour(mark.ink)} rg BT /${mark.face} ${numbers([mark.size])} Tf ${numbers(mark.at)} Td <${encode(mark)}> Tj ET Q`
    case 'picture': {
      const [left, bottom, right, top] = mark.rect
      return `q ${numbers([right - left, 0, 0, top - bottom, left, bottom])} cm /${nameOf(mark.picture)} Do Q`
    }
    case 'line': return `q ${colour(mark.ink)} RG ${numbers([mark.width])} w ${numbers(mark.from)} m ${numbers(mark.to)} l S Q`
    case 'frame': {
      const [left, bottom, right, top] = mark.rect
      return `q ${colour(mark.ink)} RG ${numbers([mark.width])} w ${numbers([left, bottom, right - left, top - bottom])} re S Q`
    }
  }
}

/** Turns what is drawn upright against the page's own turn. */
function uprightMatrix({ width, height, rotation }: Place): number[] {
  const matrices: Record<Rotation, number[]> = {
    0: [1, 0, 0, 1, 0, 0], 90: [0, 1, -1, 0, height, 0], 180: [-1, 0, 0, -1, width, height], 270: [0, -1, 1, 0, 0, width],
  }
  return matrices[rotation]
}

function addPicture(update: Update, picture: Picture): PdfRef {
  const mask = picture.alpha === null ? undefined : addImage(update, picture, { space: 'DeviceGray', samples: picture.alpha })
  return addImage(update, picture, { space: picture.colors === 1 ? 'DeviceGray' : 'DeviceRGB', samples: picture.samples, mask })
}

function addImage(update: Update, { width, height }: Picture, image: { space: string; samples: Uint8Array; mask?: PdfObject | undefined }): PdfRef {
  const dict = pdfDict({
    Type: pdfName('XObject'), Subtype: pdfName('Image'), Width: width, Height: height, ColorSpace: pdfName(image.space),
    BitsPerComponent: 8, Filter: pdfName('FlateDecode'), SMask: image.mask,
  })
  return update.add({ kind: 'stream', dict, data: deflateSync(image.samples) })
}

function numbers(values: readonly number[]): string { return values.map(value => String(Number(value.toFixed(3)))).join(' ') }
function colour(ink: Ink): string { return numbers(ink) }
