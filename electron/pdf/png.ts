import { inflateSync } from 'node:zlib'
import { ProblemError } from '../../shared/problem.ts'
import { unfilterPng } from './predictor.ts'

/** A PNG picture decoded: 8-bit colour samples (gray or RGB by `colors`) and, when it has any transparency, alpha. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly colors: 1 | 3
  readonly samples: Uint8Array
  readonly alpha: Uint8Array | null
}

interface Chunks { readonly header: Uint8Array; readonly data: Uint8Array; readonly palette: Uint8Array | null; readonly transparency: Uint8Array | null }
interface Layout { readonly width: number; readonly height: number; readonly depth: number; readonly type: number }

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
/** A signature scanned at 600 dpi has 2; more would be a bomb that inflates to gigabytes. */
const MOST_PIXELS = 16_000_000
/** Channels by PNG colour type (PNG §11.2.2). */
const CHANNELS = new Map([[0, 1], [2, 3], [3, 1], [4, 2], [6, 4]])

/** Decodes a PNG of any colour type and depth that is not interlaced; everything else is `pdf.image-invalid`. */
export function decodePng(bytes: Uint8Array): Picture {
  const chunks = readChunks(bytes)
  const layout = readHeader(chunks.header)
  const { width, height, depth, type } = layout
  const channels = CHANNELS.get(type) ?? 0
  const rowLength = Math.ceil((width * channels * depth) / 8)
  const raw = inflate(chunks.data, height * (rowLength + 1))
  const rows = unfilterPng(raw, rowLength, Math.max(1, (channels * depth) >> 3))
  if (rows.length < height * rowLength) throw invalid('short')
  const colors = type === 0 || type === 4 ? 1 : 3
  const picture = { samples: new Uint8Array(width * height * colors), alpha: new Uint8Array(width * height).fill(255) }
  const sample = sampler(rows, rowLength, layout)
  for (let pixel = 0; pixel < width * height; pixel++) paint(picture, pixel, { chunks, layout, channels, colors, sample })
  const opaque = picture.alpha.every(value => value === 255)
  return { width, height, colors, samples: picture.samples, alpha: opaque ? null : picture.alpha }
}

interface Paint {
  readonly chunks: Chunks
  readonly layout: Layout
  readonly channels: number
  readonly colors: number
  sample(pixel: number, channel: number): number
}

function paint(picture: { samples: Uint8Array; alpha: Uint8Array }, pixel: number, { chunks, layout, channels, colors, sample }: Paint): void {
  if (layout.type === 3) {
    const index = sample(pixel, 0)
    for (let channel = 0; channel < 3; channel++) picture.samples[pixel * 3 + channel] = chunks.palette?.[index * 3 + channel] ?? 0
    picture.alpha[pixel] = chunks.transparency?.[index] ?? 255
    return
  }
  const scale = (value: number): number => layout.depth === 16 ? value >> 8 : Math.round(value * 255 / (2 ** layout.depth - 1))
  for (let channel = 0; channel < colors; channel++) picture.samples[pixel * colors + channel] = scale(sample(pixel, channel))
  if (channels > colors) picture.alpha[pixel] = scale(sample(pixel, colors))
  else if (isKeyed(chunks.transparency, colors, channel => sample(pixel, channel))) picture.alpha[pixel] = 0
}

/** tRNS of a picture without alpha names one colour that is transparent (PNG §11.3.1.1). */
function isKeyed(transparency: Uint8Array | null, colors: number, sample: (channel: number) => number): boolean {
  if (transparency === null || transparency.length < colors * 2) return false
  for (let channel = 0; channel < colors; channel++) {
    if (sample(channel) !== ((transparency[channel * 2] ?? 0) << 8 | (transparency[channel * 2 + 1] ?? 0))) return false
  }
  return true
}

function sampler(rows: Uint8Array, rowLength: number, { width, depth, type }: Layout): (pixel: number, channel: number) => number {
  const channels = CHANNELS.get(type) ?? 1
  return (pixel, channel) => {
    const row = Math.floor(pixel / width) * rowLength
    const bit = ((pixel % width) * channels + channel) * depth
    const at = row + (bit >> 3)
    if (depth === 16) return (rows[at] ?? 0) << 8 | (rows[at + 1] ?? 0)
    return ((rows[at] ?? 0) >> (8 - depth - (bit & 7))) & (2 ** depth - 1)
  }
}

function readChunks(bytes: Uint8Array): Chunks {
  if (!SIGNATURE.every((byte, index) => bytes[index] === byte)) throw invalid('not-png')
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const found = new Map<string, Uint8Array>()
  const data: Uint8Array[] = []
  for (let at = 8; at + 12 <= view.length;) {
    const length = view.readUInt32BE(at)
    const type = view.toString('latin1', at + 4, at + 8)
    if (at + 12 + length > view.length) throw invalid('short')
    const body = view.subarray(at + 8, at + 8 + length)
    if (type === 'IDAT') data.push(body)
    else if (!found.has(type)) found.set(type, body)
    at += 12 + length
  }
  return { header: found.get('IHDR') ?? new Uint8Array(0), data: Buffer.concat(data), palette: found.get('PLTE') ?? null, transparency: found.get('tRNS') ?? null }
}

function readHeader(header: Uint8Array): Layout {
  if (header.length < 13) throw invalid('header')
  const view = Buffer.from(header.buffer, header.byteOffset, header.length)
  const [width, height, depth, type, interlace] = [view.readUInt32BE(0), view.readUInt32BE(4), view.readUInt8(8), view.readUInt8(9), view.readUInt8(12)]
  if (width === 0 || height === 0 || width * height > MOST_PIXELS) throw invalid('size')
  if (!CHANNELS.has(type) || ![1, 2, 4, 8, 16].includes(depth)) throw invalid('colour')
  if (interlace !== 0) throw invalid('interlaced')
  return { width, height, depth, type }
}

function inflate(data: Uint8Array, size: number): Uint8Array {
  try {
    return inflateSync(data, { maxOutputLength: size })
  } catch (cause) {
    throw invalid('data', cause)
  }
}

function invalid(what: string, cause?: unknown): ProblemError {
  return new ProblemError('pdf.image-invalid', { what }, { cause })
}
