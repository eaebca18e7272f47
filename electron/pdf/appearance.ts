import { deflateSync } from 'node:zlib'
import type { Rotation } from './geometry.ts'
import { type PdfObject, pdfDict, pdfName, type PdfRef } from './objects.ts'
import type { Picture } from './png.ts'
import type { Update } from './update.ts'

/** What a signature shows: nothing, or a picture as large as its field allows, centred, never stretched. */
export interface Look { readonly picture: Picture | null }

/** Size of the field as displayed, in user-space units, and how the page is turned when shown. */
export interface Place { readonly width: number; readonly height: number; readonly rotation: Rotation }

/** Adds the appearance stream of a signature field (ISO 32000-2 §12.5.5); it stands upright on a rotated page. */
export function addAppearance(update: Update, { picture }: Look, place: Place): PdfRef {
  const dict = pdfDict({
    Type: pdfName('XObject'), Subtype: pdfName('Form'), FormType: 1, BBox: [0, 0, place.width, place.height], Matrix: uprightMatrix(place),
    Resources: picture === null ? pdfDict({}) : pdfDict({ XObject: pdfDict({ Seal: addPicture(update, picture) }) }),
  })
  return update.add({ kind: 'stream', dict, data: Buffer.from(picture === null ? '' : drawing(picture, place), 'latin1') })
}

function drawing(picture: Picture, { width, height }: Place): string {
  const scale = Math.min(width / picture.width, height / picture.height)
  const [across, up] = [picture.width * scale, picture.height * scale]
  const matrix = [across, 0, 0, up, (width - across) / 2, (height - up) / 2].map(value => value.toFixed(3))
  return `q ${matrix.join(' ')} cm /Seal Do Q`
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
