/** What the look of a comment paints (ISO 32000-2 §8, §11): only drawings of a few kinds are followed, everything else is unclear. */
import { allOperations, type Operation } from '../pdf/content.ts'
import { isArray, isDict, isName, isStream, nameOf, type PdfDict, type PdfObject, type PdfStream } from '../pdf/objects.ts'
import type { PdfFile } from '../pdf/open.ts'
import { around, type Rect } from '../pdf/geometry.ts'
import { pointsOf } from './comment-stack.ts'

/**
 * One connected part of a path. Lightness (0 black, 1 white) is as it lies on white paper; `multiplies`: what is under it
 * stays readable; `segments` are those of the whole path; `isStraight`: one line from point to point.
 */
export interface Painted { readonly kind: 'fill' | 'stroke'; readonly lightness: number; readonly multiplies: boolean; readonly lineWidth: number; readonly segments: number; readonly area: Rect; readonly isStraight: boolean }

/** A mark is a few hundred bytes; one of a megabyte draws a page. */
const LARGEST = 64 * 1024
const DEEPEST = 3
/** Entries of a graphics state that can be followed: blending, opacity, and flags that a path does not feel. */
const STATE_KEYS = new Set(['Type', 'BM', 'ca', 'CA', 'AIS', 'SA', 'OP', 'op', 'OPM', 'LW'])
/** Of a form (Table 93): nothing that takes its content from elsewhere (Ref, OPI, PS) or hides it (OC). */
const FORM_KEYS = new Set(['Type', 'Subtype', 'FormType', 'BBox', 'Matrix', 'Resources', 'Group', 'Length', 'Filter', 'DecodeParms', 'Name', 'LastModified', 'StructParent', 'StructParents'])
/** Operators that only shape lines. */
const HARMLESS = new Set(['J', 'j', 'M', 'd', 'i', 'ri', 'W', 'W*', 'BMC', 'BDC', 'EMC', 'MP', 'DP'])

interface State { fill: number; stroke: number; fillAlpha: number; strokeAlpha: number; multiplies: boolean; lineWidth: number; scale: number }
interface Path { parts: number[][]; segments: number }
interface Walk { readonly file: PdfFile; readonly painted: Painted[] }

/** Everything that a look paints, or null where it does more than paint paths in plain colours. Lengths are those of its own space. */
export async function paintedBy(file: PdfFile, look: PdfStream): Promise<readonly Painted[] | null> {
  const walk: Walk = { file, painted: [] }
  const start: State = { fill: 0, stroke: 0, fillAlpha: 1, strokeAlpha: 1, multiplies: false, lineWidth: 1, scale: 1 }
  return await follow(walk, look, start, DEEPEST) ? walk.painted : null
}

async function follow(walk: Walk, look: PdfStream, start: State, depth: number): Promise<boolean> {
  const { file } = walk
  const resources = await file.resolveDict(look.dict.get('Resources'))
  if (depth === 0 || !isPlainForm(look) || !await isPlainGroup(file, look.dict)) return false
  const content = await file.decode(look)
  const operations = content.length > LARGEST ? null : allOperations(content, file.limits)
  const [states, path] = [[{ ...start }], { parts: [], segments: 0 } as Path]
  for (const operation of operations ?? []) {
    const state = states.at(-1)
    if (!state) return false
    const { operator, operands: [first] } = operation
    if (operator === 'q') states.push({ ...state })
    else if (operator === 'Q') states.pop()
    else if (operator === 'gs') {
      if (!await setState(file, state, await entryOf(file, resources, 'ExtGState', first))) return false
    } else if (operator === 'Do') {
      const inner = await entryOf(file, resources, 'XObject', first)
      if (!isStream(inner) || nameOf(await file.resolve(inner.dict.get('Subtype'))) !== 'Form' || inner.dict.has('Matrix')) return false
      if (!await follow(walk, inner, state, depth - 1)) return false
    } else if (!apply(walk, state, path, operation)) return false
  }
  return operations !== null
}

/** True for a form that is nothing but what its own stream draws. */
export function isPlainForm({ dict }: PdfStream): boolean {
  return [...dict.keys()].every(key => FORM_KEYS.has(key))
}

/** In an isolated group nothing is under the paint, so that multiplying has no effect on the page (§11.4.5). */
async function isPlainGroup(file: PdfFile, dict: PdfDict): Promise<boolean> {
  const group = await file.resolve(dict.get('Group'))
  if (group === null) return true
  return isDict(group) && [...group.keys()].every(key => ['Type', 'S', 'CS', 'I', 'K'].includes(key)) && await file.resolve(group.get('I')) !== true && await file.resolve(group.get('K')) !== true
}

async function entryOf(file: PdfFile, resources: PdfDict | null, kind: string, name: PdfObject | undefined): Promise<PdfObject> {
  return isName(name) ? file.resolve((await file.resolveDict(resources?.get(kind)))?.get(name.value)) : null
}

async function setState(file: PdfFile, state: State, given: PdfObject): Promise<boolean> {
  if (!isDict(given) || ![...given.keys()].every(key => STATE_KEYS.has(key))) return false
  if (given.has('BM')) {
    const mode = await file.resolve(given.get('BM'))
    state.multiplies = nameOf(isArray(mode) ? mode[0] : mode) === 'Multiply'
  }
  for (const [key, name] of [['ca', 'fillAlpha'], ['CA', 'strokeAlpha'], ['LW', 'lineWidth']] as const) {
    const value = await file.resolve(given.get(key))
    if (value !== null && typeof value !== 'number') return false
    if (value !== null) state[name] = value
  }
  return true
}

/** False for an operator whose effect is not followed. */
function apply(walk: Walk, state: State, path: Path, { operator, operands }: Operation): boolean {
  const numbers = operands.map(item => typeof item === 'number' ? item : NaN)
  const [a = NaN, b = NaN, c = NaN, d = NaN] = numbers
  switch (operator) {
    case 'g': state.fill = a; return true
    case 'G': state.stroke = a; return true
    case 'rg': state.fill = lightness(a, b, c); return true
    case 'RG': state.stroke = lightness(a, b, c); return true
    case 'k': state.fill = lightness(1 - a - d, 1 - b - d, 1 - c - d); return true
    case 'K': state.stroke = lightness(1 - a - d, 1 - b - d, 1 - c - d); return true
    case 'w': state.lineWidth = a; return true
    // Turned or enlarged, a mark is another one.
    case 'cm': return a === 1 && b === 0 && c === 0 && d === 1
    case 'm': case 'l': case 'c': case 'v': case 'y': case 'h': case 're': return addPoints(path, operator, numbers)
    case 'n': Object.assign(path, { parts: [], segments: 0 }); return true
    default: return HARMLESS.has(operator) || paint(walk, state, path, operator)
  }
}

/** Operands of the operators that make paths (§8.5.2.1, Table 58). */
const OPERANDS: Readonly<Record<string, number>> = { m: 2, l: 2, c: 6, v: 4, y: 4, h: 0, re: 4 }

/** False where readers would have to guess what is meant. */
function addPoints(path: Path, operator: string, numbers: readonly number[]): boolean {
  if (numbers.length !== OPERANDS[operator] || !numbers.every(Number.isFinite)) return false
  path.segments += 1
  if (path.parts.length === 0 || operator === 'm' || operator === 're') path.parts.push([])
  const [x = 0, y = 0, width = 0, height = 0] = numbers
  path.parts.at(-1)?.push(...operator === 're' ? [x, y, x + width, y, x + width, y + height, x, y + height] : numbers)
  return true
}

function paint(walk: Walk, state: State, path: Path, operator: string): boolean {
  const [fills, strokes] = [/^[fFbB]\*?$/.test(operator), /^[sSbB]\*?$/.test(operator)]
  if (!fills && !strokes) return false
  for (const points of path.parts) {
    // Readers take what is out of range for the nearest that is in it.
    const shared = { multiplies: state.multiplies, lineWidth: Math.abs(state.lineWidth), segments: path.segments, area: around(pointsOf(points)), isStraight: points.length === 4 }
    if (fills) walk.painted.push({ kind: 'fill', lightness: onPaper(state.fill, state.fillAlpha), ...shared })
    if (strokes) walk.painted.push({ kind: 'stroke', lightness: onPaper(state.stroke, state.strokeAlpha), ...shared })
  }
  Object.assign(path, { parts: [], segments: 0 })
  return true
}

function onPaper(light: number, alpha: number): number {
  return 1 - within(alpha) * (1 - within(light))
}

function within(value: number): number { return Math.min(1, Math.max(0, value)) }

function lightness(red: number, green: number, blue: number): number {
  const [r, g, b] = [red, green, blue].map(within) as [number, number, number]
  return 0.3 * r + 0.59 * g + 0.11 * b
}
