import { closeSync, openSync, readFileSync, readSync } from 'node:fs'

/** Read at a time; a needle across two reads is met by the overlap. */
const CHUNK = 4 << 20
/** Bytes looked at behind a text. */
const FOLLOWING = 8

/** Whether this process may look into the memory of that one: Linux only, and not under every guard. */
export function mayScanMemory(pid: number): boolean {
  if (process.platform !== 'linux') return false
  try {
    closeSync(openSync(`/proc/${pid}/mem`, 'r'))
    return true
  } catch {
    return false
  }
}

/**
 * What follows a text, in UTF-8 or UTF-16 of either order, wherever it stands in what a running process can write to; the
 * rest of its memory is its programs' own files.
 */
export function followersInMemory(pid: number, text: string): string[] {
  const wide = Buffer.from(text, 'utf16le')
  // Without its outer zeros a text looks alike in both orders.
  const needles = [Buffer.from(text), wide.subarray(0, wide.length - 1)]
  const overlap = Math.max(...needles.map(({ length }) => length)) + FOLLOWING
  const memory = openSync(`/proc/${pid}/mem`, 'r')
  const chunk = Buffer.alloc(CHUNK)
  const found: string[] = []
  try {
    for (const [from, to] of writableRanges(pid)) {
      for (let at = from; at < to; at += CHUNK - overlap) {
        const part = chunk.subarray(0, readAt(memory, chunk, at, Math.min(CHUNK, to - at)))
        for (const needle of needles) found.push(...followers(part, needle))
      }
    }
    return found
  } finally {
    closeSync(memory)
  }
}

function writableRanges(pid: number): [number, number][] {
  return readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n').flatMap(line => {
    const [, from, to] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? []
    return from === undefined || to === undefined ? [] : [[Number.parseInt(from, 16), Number.parseInt(to, 16)]]
  })
}

function readAt(memory: number, chunk: Buffer, at: number, length: number): number {
  try {
    return readSync(memory, chunk, 0, length, at)
  } catch {
    return 0 // given back, or a guard page
  }
}

function followers(part: Buffer, needle: Uint8Array): string[] {
  const found: string[] = []
  for (let at = part.indexOf(needle); at !== -1; at = part.indexOf(needle, at + 1)) {
    const end = at + needle.length
    found.push(part.subarray(end, end + FOLLOWING).toString('latin1').replaceAll('\0', ''))
  }
  return found
}
