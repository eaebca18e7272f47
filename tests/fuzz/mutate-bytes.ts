/** Damage that knows nothing of the format. */
import type { Random } from './random.ts'

const EDGES = [0, 1, 0x1f, 0x20, 0x30, 0x7f, 0x80, 0x81, 0x84, 0xfe, 0xff]

export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array {
  if (bytes.length === 0) return bytes
  const at = random.below(bytes.length)
  const length = 1 + random.below(random.once(4) ? bytes.length - at : Math.min(32, bytes.length - at))
  const [head, part, tail] = [bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at + length)]
  switch (random.below(7)) {
    case 0: return Buffer.concat([head, Uint8Array.of((bytes[at] ?? 0) ^ (1 << random.below(8))), bytes.subarray(at + 1)])
    case 1: return Buffer.concat([head, Uint8Array.of(random.pick(EDGES)), bytes.subarray(at + 1)])
    case 2: return Buffer.concat([head, tail])
    case 3: return Buffer.concat([head, part, part, tail])
    case 4: return head
    case 5: return Buffer.concat([head, part.toReversed(), tail])
    default: return Buffer.concat([head, Uint8Array.from({ length: Math.min(length, 64) }, () => random.below(256)), tail])
  }
}
