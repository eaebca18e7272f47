/** Where keys are: a driver's library, or a PKCS#12 file. */
export interface KeyPlace { readonly kind: 'module' | 'p12'; readonly path: string }

/** Before a path that is no library; no absolute path begins so, on any system. */
const P12_PREFIX = 'p12:'

/** The one string by which core, shell and token process name a key's place (`module` in the contract). */
export function moduleName({ kind, path }: KeyPlace): string {
  return kind === 'p12' ? P12_PREFIX + path : path
}

export function keyPlace(module: string): KeyPlace {
  return module.startsWith(P12_PREFIX) ? { kind: 'p12', path: module.slice(P12_PREFIX.length) } : { kind: 'module', path: module }
}
