import { crc32, deflateSync } from 'node:zlib'

/** A PNG with alpha: a blue stroke like a handwritten signature on transparent ground. */
export function makeSignaturePng(width = 240, height = 80): Uint8Array {
  const rows = Buffer.alloc(height * (width * 4 + 1))
  for (let x = 0; x < width; x++) {
    const middle = height / 2 + Math.sin(x / 14) * (height / 3) * (1 - x / width)
    for (let y = Math.max(0, Math.floor(middle) - 2); y < Math.min(height, middle + 2); y++) rows.set([20, 40, 200, 255], y * (width * 4 + 1) + 1 + x * 4)
  }
  // A foot on the lower left, so that a picture that is mirrored or turned is seen to be.
  for (let y = height - 12; y < height; y++) for (let x = 0; x < 12; x++) rows.set([200, 0, 0, 255], y * (width * 4 + 1) + 1 + x * 4)
  return makePng({ width, height, depth: 8, type: 6 }, rows)
}

/** A square of one colour: where it is drawn, every pixel of its rectangle changes. `perMetre` says how large it is on paper. */
export function makeSquarePng(side = 40, perMetre?: number): Uint8Array {
  const rows = Buffer.alloc(side * (side * 3 + 1), 40)
  for (let y = 0; y < side; y++) rows[y * (side * 3 + 1)] = 0
  const size = Buffer.alloc(9)
  size.writeUInt32BE(perMetre ?? 0, 0)
  size.writeUInt32BE(perMetre ?? 0, 4)
  size.writeUInt8(1, 8)
  return makePng({ width: side, height: side, depth: 8, type: 2 }, rows, perMetre === undefined ? [] : [['pHYs', size]])
}

/** A seal's rings and star, red on transparent ground; `side` pixels. */
export function makeSealPng(side = 600): Uint8Array {
  const rows = Buffer.alloc(side * (side * 4 + 1))
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const [across, up] = [(x + 0.5) / side * 2 - 1, 1 - (y + 0.5) / side * 2]
      const radius = Math.hypot(across, up)
      const isRing = (radius > 0.955 && radius < 0.995) || Math.abs(radius - 0.92) < 0.008 || Math.abs(radius - 0.6) < 0.008
      if (isRing || isInStar(across, up, 0.3)) rows.set([200, 20, 30, 255], y * (side * 4 + 1) + 1 + x * 4)
    }
  }
  return makePng({ width: side, height: side, depth: 8, type: 6 }, rows)
}

/** In three of the five lines' inner sides at most two are missed: the star of a flag. */
function isInStar(x: number, y: number, size: number): boolean {
  const inner = size * Math.cos(Math.PI * 2 / 5)
  const outside = Array.from({ length: 5 }, (_, index) => Math.PI / 2 + Math.PI / 5 + index * Math.PI * 2 / 5).filter(angle => x * Math.cos(angle) + y * Math.sin(angle) > inner)
  return outside.length <= 1 && Math.hypot(x, y) <= size
}

/** A PNG around rows that already carry their filter bytes; `extra` chunks stand before the data. */
export function makePng(head: { width: number; height: number; depth: number; type: number; interlace?: number }, rows: Uint8Array, extra: readonly [string, Uint8Array][] = []): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(head.width, 0)
  header.writeUInt32BE(head.height, 4)
  header.set([head.depth, head.type, 0, 0, head.interlace ?? 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', header),
    ...extra.map(([type, data]) => chunk(type, data)), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  out.set(body, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}
