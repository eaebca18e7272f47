import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipEntry { readonly name: string; readonly bytes: Uint8Array }

// .ZIP File Format Specification 6.3.10: §4.3.7 local header, §4.3.12 central directory, §4.3.16 end record.
const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const VERSION = 20
/** Names are UTF-8 (§4.4.4, bit 11). */
const UTF8 = 0x0800
const DEFLATE = 8
/** Unix, a plain file that its owner may read and write (§4.4.15). */
const MODE = (0o100600 << 16) >>> 0

/** A zip of a few small files; below 4 GB and 65,535 entries, so the old format is enough. `at` is their time. */
export function zip(entries: readonly ZipEntry[], at: Date): Buffer {
  const time = dosTime(at)
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, bytes } of entries) {
    const nameBytes = Buffer.from(name, 'utf8')
    const packed = deflateRawSync(bytes)
    const common = fields([[VERSION, 2], [UTF8, 2], [DEFLATE, 2], [time, 4], [crc32(bytes), 4], [packed.length, 4], [bytes.length, 4], [nameBytes.length, 2], [0, 2]])
    directory.push(fields([[CENTRAL, 4], [(3 << 8) | VERSION, 2]]), common, fields([[0, 2], [0, 2], [0, 2], [MODE, 4], [offset, 4]]), nameBytes)
    const local = [fields([[LOCAL, 4]]), common, nameBytes, packed]
    parts.push(...local)
    offset += local.reduce((sum, part) => sum + part.length, 0)
  }
  const central = Buffer.concat(directory)
  return Buffer.concat([...parts, central, fields([[END, 4], [0, 2], [0, 2], [entries.length, 2], [entries.length, 2], [central.length, 4], [offset, 4], [0, 2]])])
}

/** Little-endian whole numbers of so many bytes, one behind the other. */
function fields(values: readonly (readonly [value: number, bytes: 2 | 4])[]): Buffer {
  const out = Buffer.alloc(values.reduce((sum, [, bytes]) => sum + bytes, 0))
  let at = 0
  for (const [value, bytes] of values) {
    at = bytes === 2 ? out.writeUInt16LE(value, at) : out.writeUInt32LE(value, at)
  }
  return out
}

/** MS-DOS date and time in one (§4.4.6); it knows no zone, so UTC is written. */
function dosTime(at: Date): number {
  const date = ((Math.max(1980, at.getUTCFullYear()) - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate()
  return ((date << 16) | (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1)) >>> 0
}
