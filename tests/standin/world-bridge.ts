/**
 * Carries an exposed API from the preload script's world to the page's: functions and promises become stand-ins, the
 * rest is structured-cloned by Chromium itself as an event's detail crosses worlds. The two share nothing but DOM events
 * under a random name. Self-contained: its source is put into both worlds.
 */
export interface WorldBridge {
  pack(value: unknown): unknown
  unpack(value: unknown): unknown
  emit(to: string, kind: string, detail: unknown): void
  on(kind: string, listener: (detail: unknown) => void): void
}

export function makeWorldBridge(secret: string, here: string, there: string): WorldBridge {
  type Callable = (...args: unknown[]) => unknown
  interface Marked { readonly $bridge: 'function' | 'promise'; readonly id: number }
  const { addEventListener, dispatchEvent } = EventTarget.prototype
  const Custom = CustomEvent
  const own = new Map<number, Callable>()
  const idOf = new WeakMap<Callable, number>()
  const state: { next: number; answer: { value?: unknown; error?: unknown } | null } = { next: 0, answer: null }

  const keep = (callable: Callable): number => {
    const known = idOf.get(callable)
    if (known !== undefined) return known
    const id = ++state.next
    idOf.set(callable, id)
    own.set(id, callable)
    return id
  }
  const isPlain = (value: object): boolean => Object.prototype.toString.call(value) === '[object Object]'
  // `seen` keeps what refers to itself in one piece, as Electron's own bridge does.
  const pack = (value: unknown, seen = new Map<unknown, unknown>()): unknown => {
    if (typeof value === 'function') return { $bridge: 'function', id: keep(value as Callable) } satisfies Marked
    if (typeof value === 'symbol') throw new TypeError('An object could not be cloned.')
    if (value === null || typeof value !== 'object') return value
    if (seen.has(value)) return seen.get(value)
    if (value instanceof Promise) return { $bridge: 'promise', id: keep((ok, no) => { value.then(ok as Callable, no as Callable) }) } satisfies Marked
    return copy(value, seen, item => pack(item, seen))
  }
  const copy = (value: object, seen: Map<unknown, unknown>, each: (item: unknown) => unknown): unknown => {
    if (!Array.isArray(value) && !isPlain(value)) return value
    const made: object = Array.isArray(value) ? [] : {}
    seen.set(value, made)
    for (const [key, item] of Object.entries(value)) Object.defineProperty(made, key, { value: each(item), writable: true, enumerable: true, configurable: true })
    return made
  }
  const isMarked = (value: object): value is Marked => '$bridge' in value
  const unpack = (value: unknown, seen = new Map<unknown, unknown>()): unknown => {
    if (value === null || typeof value !== 'object') return value
    if (seen.has(value)) return seen.get(value)
    if (isMarked(value)) {
      const { id } = value
      return value.$bridge === 'function' ? (...args: unknown[]) => call(id, args) : new Promise((ok, no) => { call(id, [ok, no]) })
    }
    return copy(value, seen, item => unpack(item, seen))
  }
  const emit = (to: string, kind: string, detail: unknown): void => { dispatchEvent.call(window, new Custom(secret + to + kind, { detail })) }
  const on = (kind: string, listener: (detail: unknown) => void): void => addEventListener.call(window, secret + here + kind, event => listener((event as CustomEvent<unknown>).detail))
  // Events are synchronous: the other world has answered before `emit` returns.
  const call = (id: number, args: unknown[]): unknown => {
    emit(there, 'call', { id, args: args.map(arg => pack(arg)) })
    const { answer } = state
    state.answer = null
    if (answer === null) throw new Error('An object could not be cloned.')
    if ('error' in answer) throw answer.error
    return unpack(answer.value)
  }
  on('answer', detail => { state.answer = detail as { value?: unknown; error?: unknown } })
  on('call', detail => {
    const { id, args } = detail as { id: number; args: unknown[] }
    try {
      emit(there, 'answer', { value: pack(own.get(id)?.(...args.map(arg => unpack(arg)))) })
    } catch (error) {
      emit(there, 'answer', { error: error instanceof Error ? error : new Error(String(error)) })
    }
  })
  return { pack, unpack, emit, on }
}
