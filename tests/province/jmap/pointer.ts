import { MethodFailure, SetFailure } from './failure.ts'

/** Parts of a JSON pointer (RFC 6901), with or without its first slash. */
function parts(path: string): string[] {
  return path.split('/').map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** The value at a result reference's path; `*` maps over an array and flattens one level (RFC 8620 §3.7). */
export function evaluatePointer(value: unknown, path: string): unknown {
  if (path !== '' && !path.startsWith('/')) throw new MethodFailure('invalidResultReference', path)
  return walk(value, path === '' ? [] : parts(path.slice(1)))
}

function walk(value: unknown, path: readonly string[]): unknown {
  const [part, ...rest] = path
  if (part === undefined) return value
  if (Array.isArray(value)) {
    if (part === '*') return value.flatMap(item => walk(item, rest))
    if (/^(0|[1-9]\d*)$/.test(part) && Number(part) < value.length) return walk(value[Number(part)], rest)
  } else if (isObject(value) && Object.hasOwn(value, part)) return walk(value[part], rest)
  throw new MethodFailure('invalidResultReference', part)
}

/** An object with a PatchObject applied (RFC 8620 §5.3): keys are pointers, null removes or restores the default. */
export function applyPatch(object: Record<string, unknown>, patch: Record<string, unknown>): Record<string, unknown> {
  const result = structuredClone(object)
  const keys = Object.keys(patch)
  for (const key of keys) {
    if (keys.some(other => other !== key && other.startsWith(`${key}/`))) throw new SetFailure('invalidPatch', key)
    const path = parts(key)
    const last = path.pop() ?? ''
    const target = path.reduce<unknown>((at, part) => isObject(at) && Object.hasOwn(at, part) ? at[part] : undefined, result)
    if (!isObject(target)) throw new SetFailure('invalidPatch', key)
    if (patch[key] === null && path.length > 0) delete target[last]
    else Object.defineProperty(target, last, { value: patch[key], writable: true, enumerable: true, configurable: true })
  }
  return result
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
