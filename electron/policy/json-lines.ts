/** A JSON text with the line of every value, so that who wrote it by hand is told where to look. */
export type JsonPath = readonly (string | number)[]
export interface LinedJson {
  readonly value: unknown
  /** The line, from 1, of the key or item at this path; of what holds it where it is not there. */
  lineOf(path: JsonPath): number
}
export type ParsedJson = { readonly ok: true; readonly json: LinedJson } | { readonly ok: false; readonly line: number }

/** Deeper than any policy; a hostile file must not end the program. */
const DEEPEST = 32
const PIECE = /[{}[\],:]|"(?:[^"\\\n]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|\n|[ \t\r]+|./gy

interface Piece { readonly text: string; readonly line: number }
class Misplaced extends Error {
  readonly line: number
  constructor(line: number) {
    super(`line ${line}`)
    this.line = line
  }
}

/** Reads as `JSON.parse` does, but a repeated key is refused. */
export function parseJson(text: string): ParsedJson {
  const pieces = split(text)
  const lines = new Map<string, number>()
  try {
    const reader = { pieces, at: 0, lastLine: pieces.at(-1)?.line ?? 1 }
    const value = readValue(reader, [], lines)
    const rest = reader.pieces[reader.at]
    if (rest !== undefined) throw new Misplaced(rest.line)
    return { ok: true, json: { value, lineOf: path => lineOf(lines, path) } }
  } catch (error) {
    if (error instanceof Misplaced) return { ok: false, line: error.line }
    throw error
  }
}

function split(text: string): Piece[] {
  const pieces: Piece[] = []
  let line = 1
  for (const [piece] of text.matchAll(PIECE)) {
    if (piece === '\n') line += 1
    else if (piece.trim() !== '') pieces.push({ text: piece, line })
  }
  return pieces
}

interface Reader { readonly pieces: readonly Piece[]; at: number; readonly lastLine: number }

function take(reader: Reader, wanted?: string): Piece {
  const piece = reader.pieces[reader.at]
  if (piece === undefined) throw new Misplaced(reader.lastLine)
  if (wanted !== undefined && piece.text !== wanted) throw new Misplaced(piece.line)
  reader.at += 1
  return piece
}

function readValue(reader: Reader, path: JsonPath, lines: Map<string, number>): unknown {
  const piece = take(reader)
  const key = JSON.stringify(path)
  if (!lines.has(key)) lines.set(key, piece.line)
  if (path.length > DEEPEST) throw new Misplaced(piece.line)
  if (piece.text === '{') return readObject(reader, path, lines)
  if (piece.text === '[') return readArray(reader, path, lines)
  return plain(piece)
}

function readObject(reader: Reader, path: JsonPath, lines: Map<string, number>): object {
  const entries = new Map<string, unknown>()
  while (!isNext(reader, '}')) {
    if (entries.size > 0) take(reader, ',')
    const name = take(reader)
    const key = name.text.startsWith('"') ? plain(name) : null
    if (typeof key !== 'string' || entries.has(key)) throw new Misplaced(name.line)
    take(reader, ':')
    lines.set(JSON.stringify([...path, key]), name.line)
    entries.set(key, readValue(reader, [...path, key], lines))
  }
  take(reader, '}')
  return Object.fromEntries(entries)
}

function readArray(reader: Reader, path: JsonPath, lines: Map<string, number>): unknown[] {
  const items: unknown[] = []
  while (!isNext(reader, ']')) {
    if (items.length > 0) take(reader, ',')
    items.push(readValue(reader, [...path, items.length], lines))
  }
  take(reader, ']')
  return items
}

function isNext({ pieces, at }: Reader, text: string): boolean {
  return pieces[at]?.text === text
}

function plain({ text, line }: Piece): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    // One scalar without whitespace: the only thing that can be wrong with it is itself.
    throw new Misplaced(line)
  }
}

function lineOf(lines: ReadonlyMap<string, number>, path: JsonPath): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const line = lines.get(JSON.stringify(path.slice(0, length)))
    if (line !== undefined) return line
  }
  return 1
}
