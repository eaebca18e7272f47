import type { Encryption } from './encryption/encryption.ts'
import { type Cursor, offsetOf, takeInteger, takeKeyword } from './lexer.ts'
import { damaged, type PdfLimits, tooComplex } from './limits.ts'
import { isDict, isRef, isStream, nameOf, type PdfObject, type PdfRef } from './objects.ts'
import { parseObject, type ParseWatch, type Span } from './parse.ts'
import { openObjectStream, type ObjectStream } from './object-stream.ts'
import type { Source } from './source.ts'
import type { StreamContext } from './streams.ts'
import { parseAt, parseNow } from './window.ts'
import { streamStart } from './xref.ts'
import type { XrefEntry } from './xref-entry.ts'

/** An object with its place: from its number to the end of its value, and the values of its own dictionary. */
export interface Located { readonly object: PdfObject; readonly span: Span; readonly entries: ReadonlyMap<string, Span> }

export interface Loader {
  get(ref: PdfRef): Promise<PdfObject>
  /** As `resolve` where it is at hand; undefined where it must be waited for. */
  now(object: PdfObject | undefined): PdfObject | undefined
  resolve(object: PdfObject | undefined): Promise<PdfObject>
  locate(ref: PdfRef): Promise<Located | null>
}

export interface LoaderInputs {
  readonly source: Source
  readonly limits: PdfLimits
  readonly xref: ReadonlyMap<number, XrefEntry>
  /** Null for plain files, and for reading the Encrypt dictionary itself. */
  readonly encryption: Encryption | null
  /** The number of the Encrypt dictionary, which nothing enciphers. */
  readonly encryptNumber: number | null
  note(note: string): void
  spend(bytes: number): void
}

/** Enough for what a signature touches; a document of 500 pages must not end up in memory object by object. */
const KEPT_OBJECTS = 5_000
/** Decoded object streams are some 100 KB each. */
const KEPT_CONTAINERS = 16

/** Reads objects by reference, through object streams where they are packed (ISO 32000-2 §7.5.7). */
export function createLoader(inputs: LoaderInputs): Loader {
  const { source, limits, xref, note } = inputs
  const objects = new Map<number, PdfObject>()
  const containers = new Map<number, ObjectStream>()
  const watch = duplicatesNoted(note)

  /** `hops` counts loads inside loads: a Length that lies in the object stream it measures would never end. */
  async function load(ref: PdfRef, hops: number): Promise<PdfObject> {
    const now = loadNow(ref, hops)
    const entry = xref.get(ref.number)
    if (now !== undefined || entry === undefined || entry.kind === 'free') return now ?? null
    const object = entry.kind === 'packed'
      ? unpack(inputs, await container(entry.container, hops + 1), { number: ref.number, index: entry.index })
      : (await objectAt(inputs, ref.number, entry, watch)).object
    keep(objects, ref.number, object, KEPT_OBJECTS)
    return object
  }

  function loadNow(ref: PdfRef, hops: number): PdfObject | undefined {
    // Before the cache: a reference to itself is soon a known object and would be followed for ever.
    if (hops > limits.maxHops) throw tooComplex('reference-loop')
    const known = objects.get(ref.number)
    if (known !== undefined) return known
    const entry = xref.get(ref.number)
    if (entry === undefined || entry.kind === 'free') return null
    const object = objectNow(ref.number, entry)
    if (object !== undefined) keep(objects, ref.number, object, KEPT_OBJECTS)
    return object
  }

  function objectNow(number: number, entry: Exclude<XrefEntry, { kind: 'free' }>): PdfObject | undefined {
    if (entry.kind === 'offset') return parseNow(source, entry.offset, limits, objectParser(inputs, number, entry, watch))?.object
    const opened = containers.get(entry.container)
    return opened && unpack(inputs, opened, { number, index: entry.index })
  }

  async function follow(object: PdfObject | undefined, hops: number): Promise<PdfObject> {
    let current = object ?? null
    for (let hop = hops; isRef(current); hop++) current = await load(current, hop)
    return current
  }

  function followNow(object: PdfObject | undefined): PdfObject | undefined {
    let current: PdfObject | undefined = object ?? null
    for (let hop = 0; isRef(current); hop++) current = loadNow(current, hop)
    return current
  }

  async function container(number: number, hops: number): Promise<ObjectStream> {
    const known = containers.get(number)
    if (known !== undefined) return known
    // An object stream inside an object stream is forbidden (§7.5.7) and would be another way to loop.
    if (xref.get(number)?.kind !== 'offset') throw damaged('object-stream')
    const stream = await load({ kind: 'ref', number, generation: 0 }, hops)
    if (!isStream(stream)) throw damaged('object-stream')
    const context: StreamContext = {
      source, note, spend: inputs.spend, maxStreamBytes: limits.maxStreamBytes, encryption: inputs.encryption, resolve: item => follow(item, hops + 1),
    }
    const opened = await openObjectStream(context, stream, limits)
    keep(containers, number, opened, KEPT_CONTAINERS)
    return opened
  }

  return {
    get: ref => load(ref, 0),
    now: followNow,
    resolve: object => follow(object, 0),
    locate: ref => locate(inputs, ref.number),
  }
}

async function locate(inputs: LoaderInputs, number: number): Promise<Located | null> {
  const entry = inputs.xref.get(number)
  if (entry?.kind !== 'offset') return null
  const entries = new Map<string, Span>()
  const { object, span } = await objectAt(inputs, number, entry, { ...duplicatesNoted(inputs.note), entry: (key, where) => { entries.set(key, where) } })
  return { object, span, entries }
}

/** One object of an object stream. */
function unpack({ limits, note }: LoaderInputs, opened: ObjectStream, { number, index }: { readonly number: number; readonly index: number }): PdfObject {
  const at = opened.offsets.get(number)
  // Some readers look by the number, others by the place: where these differ they show different documents.
  if (opened.numbers[index] !== number) note('object-stream-index')
  if (at === undefined) return null
  return parseObject({ bytes: opened.data, base: 0, final: true, at }, limits, duplicatesNoted(note))
}

function duplicatesNoted(note: LoaderInputs['note']): ParseWatch {
  return { duplicate: () => { note('duplicate-key') } }
}

type AtOffset = Extract<XrefEntry, { kind: 'offset' }>

function objectAt(inputs: LoaderInputs, number: number, entry: AtOffset, watch: ParseWatch): Promise<{ object: PdfObject; span: Span }> {
  return parseAt(inputs.source, entry.offset, inputs.limits, objectParser(inputs, number, entry, watch))
}

function objectParser(inputs: LoaderInputs, number: number, entry: AtOffset, watch: ParseWatch): (cursor: Cursor) => { object: PdfObject; span: Span } {
  return cursor => {
    if (takeInteger(cursor) !== number) throw damaged('object-number', entry.offset)
    if (takeInteger(cursor) !== entry.generation) inputs.note('generation')
    if (!takeKeyword(cursor, 'obj')) throw damaged('object-missing', entry.offset)
    // An object without a value is null to every reader.
    const value = takeKeyword(cursor, 'endobj') ? null : parseObject(cursor, inputs.limits, watch)
    const span = { from: entry.offset, length: offsetOf(cursor) - entry.offset }
    const ref: PdfRef = { kind: 'ref', number, generation: entry.generation }
    return { object: decrypted(inputs, withStream(cursor, value, ref), ref), span }
  }
}

function withStream(cursor: Cursor, value: PdfObject, ref: PdfRef): PdfObject {
  if (!isDict(value) || !takeKeyword(cursor, 'stream')) return value
  return { kind: 'stream', dict: value, start: streamStart(cursor), ref }
}

/** The object with its strings deciphered. Those inside object streams are so with the stream (ISO 32000-2 §7.5.7). */
function decrypted({ encryption, encryptNumber }: LoaderInputs, object: PdfObject, ref: PdfRef): PdfObject {
  if (encryption === null || ref.number === encryptNumber) return object
  const isXref = isStream(object) && nameOf(object.dict.get('Type')) === 'XRef'
  return isXref ? object : encryption.decryptStrings(object, ref)
}

function keep<V>(map: Map<number, V>, key: number, value: V, limit: number): void {
  map.set(key, value)
  // Not one at a time: a map walks over the places of all that were taken from its front before.
  if (map.size < limit * 1.5) return
  for (const oldest of map.keys()) {
    if (map.size <= limit) break
    map.delete(oldest)
  }
}
