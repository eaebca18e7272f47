/** Structured clone as text: what crosses Electron's IPC crosses ours, and what it refuses ours refuses. */
interface Base64 { to(bytes: Uint8Array): string; from(text: string): Uint8Array }
export interface Codec { encode(value: unknown): string; decode(text: string): unknown }

/** Self-contained (no imports, no outer names): its source is also put into the preload script's world. */
export function makeCodec(base64: Base64): Codec {
  function encode(root: unknown): string {
    const seen = new Map<unknown, number>()
    const nodes: unknown[] = []
    const refuse = (value: unknown): never => { throw Object.assign(new Error(`${Object.prototype.toString.call(value)} could not be cloned.`), { name: 'DataCloneError' }) }
    const visit = (value: unknown): unknown => {
      if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
      if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0) ? value : ['n', Object.is(value, -0) ? '-0' : String(value)]
      if (value === undefined) return ['u']
      if (typeof value === 'bigint') return ['i', String(value)]
      if (typeof value !== 'object') return refuse(value)
      const known = seen.get(value)
      if (known !== undefined) return [known]
      const at = nodes.push(null) - 1
      seen.set(value, at)
      nodes[at] = describe(value)
      return [at]
    }
    const describe = (value: object): unknown[] => {
      const tag = Object.prototype.toString.call(value).slice(8, -1)
      if (Array.isArray(value)) return ['a', value.map(visit)]
      if (value instanceof Date) return ['d', value.getTime()]
      if (value instanceof Map) return ['m', [...value].map(([key, item]) => [visit(key), visit(item)])]
      if (value instanceof Set) return ['s', [...value].map(visit)]
      if (value instanceof Error) return ['e', value.name, value.message, value.stack ?? null]
      if (value instanceof ArrayBuffer) return ['b', 'ArrayBuffer', base64.to(new Uint8Array(value))]
      if (ArrayBuffer.isView(value)) return ['b', tag, base64.to(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))]
      return tag === 'Object' ? ['o', Object.entries(value).map(([key, item]) => [key, visit(item)])] : refuse(value)
    }
    const top = visit(root)
    return JSON.stringify([top, nodes])
  }

  function decode(text: string): unknown {
    type Tagged = readonly [string | number, ...unknown[]]
    const [top, nodes] = JSON.parse(text) as [unknown, Tagged[]]
    const made = new Map<number, unknown>()
    const views: Readonly<Record<string, new (buffer: ArrayBuffer) => unknown>> = { Uint8Array, Int8Array, Uint8ClampedArray, Uint16Array, Int16Array, Uint32Array, Int32Array, Float32Array, Float64Array, BigInt64Array, BigUint64Array, DataView }
    const read = (value: unknown): unknown => {
      if (!Array.isArray(value)) return value
      const [kind, content] = value as unknown as Tagged
      if (typeof kind === 'number') return made.has(kind) ? made.get(kind) : build(kind)
      return kind === 'u' ? undefined : kind === 'i' ? BigInt(content as string) : Number(content)
    }
    const build = (at: number): unknown => {
      const [kind, first, second, third] = nodes[at] as Tagged
      const keep = <T>(value: T): T => {
        made.set(at, value)
        return value
      }
      const pairs = first as [unknown, unknown][]
      switch (kind) {
        case 'a': {
          const list: unknown[] = keep([])
          for (const item of first as unknown[]) list.push(read(item))
          return list
        }
        case 'o': {
          const object = keep({})
          for (const [key, item] of pairs) Object.defineProperty(object, key as string, { value: read(item), writable: true, enumerable: true, configurable: true })
          return object
        }
        case 'm': {
          const map = keep(new Map<unknown, unknown>())
          for (const [key, item] of pairs) map.set(read(key), read(item))
          return map
        }
        case 's': {
          const set = keep(new Set<unknown>())
          for (const item of first as unknown[]) set.add(read(item))
          return set
        }
        case 'd': return keep(new Date(first as number))
        case 'e': return keep(Object.assign(new Error(second as string), { name: first, stack: third ?? '' }))
        default: {
          const bytes = base64.from(second as string).slice()
          const View = views[first as string]
          return keep(View === undefined ? bytes.buffer : new View(bytes.buffer))
        }
      }
    }
    return read(top)
  }
  return { encode, decode }
}

export const codec = makeCodec({
  to: bytes => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
  from: text => new Uint8Array(Buffer.from(text, 'base64')),
})
