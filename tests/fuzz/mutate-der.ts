/** Damage to ASN.1 that keeps the nesting: elements are changed, doubled, dropped and moved, and all lengths set right again. */
import { der } from '../../electron/pki/der.ts'
import { children, readDer, type DerNode } from '../../electron/pki/der-read.ts'
import { mutateBytes } from './mutate-bytes.ts'
import type { Random } from './random.ts'

const TAGS = [0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0a, 0x0c, 0x13, 0x17, 0x18, 0x30, 0x31, 0x80, 0x82, 0xa0, 0xa1, 0xa3, 0xbf, 0xff]
const MOST_BYTES = 256 * 1024

export function mutateDer(bytes: Uint8Array, random: Random): Uint8Array {
  if (random.once(5)) return mutateBytes(bytes, random)
  try {
    const changed = rewrite(readDer(bytes, { ber: true, trailing: true }), random)
    return changed.length > MOST_BYTES ? bytes : changed
  } catch {
    return mutateBytes(bytes, random) // what is no ASN.1 any more is damaged as bytes
  }
}

/** Down a random path to one element, which is changed; the elements above are written anew around it. */
function rewrite(node: DerNode, random: Random): Uint8Array {
  const parts = partsOf(node)
  if (parts.length === 0 || random.once(6)) return damage(node, random)
  const at = random.below(parts.length)
  const written = parts.map(part => part.encoded)
  const own = parts[at]
  if (!own) return node.encoded
  switch (random.below(8)) {
    case 0: written.splice(at, 1); break
    case 1: written.splice(at, 0, own.encoded); break
    case 2: written.splice(random.below(parts.length), 0, ...written.splice(at, 1)); break
    default: written[at] = rewrite(own, random)
  }
  return indefinite(node.tag, written, random)
}

function damage(node: DerNode, random: Random): Uint8Array {
  switch (random.below(6)) {
    case 0: return der(random.pick(TAGS), node.content)
    case 1: return der(node.tag)
    case 2: return der(node.tag, node.encoded)
    case 3: return der(0x30, node.encoded)
    case 4: return Uint8Array.of(node.tag, 0x84, 0x7f, 0xff, 0xff, random.below(256), ...node.content.subarray(0, 64))
    default: return der(node.tag, mutateBytes(node.content, random))
  }
}

/** Now and then with a length that is not told (BER), where the tag allows it. */
function indefinite(tag: number, parts: readonly Uint8Array[], random: Random): Uint8Array {
  return random.once(20) ? Buffer.concat([Uint8Array.of(tag, 0x80), ...parts, Uint8Array.of(0, 0)]) : der(tag, ...parts)
}

/** An octet string that holds an element is opened as well: extensions and encapsulated content are there. */
function partsOf(node: DerNode): DerNode[] {
  if ((node.tag & 0x20) !== 0) return children(node)
  if (node.tag !== 0x04 || node.content.length < 4) return []
  try {
    return [readDer(node.content)]
  } catch {
    return []
  }
}
