import { posix, win32 } from 'node:path'

/** Which of Windows' two registries: programs of 32 bits write into one of their own. */
export type RegistryView = 64 | 32

/** What `reg query KEY /s /v VALUE` prints for one view; empty where the key is not there. */
export type QueryRegistry = (wanted: { readonly key: string; readonly value: string; readonly view: RegistryView }) => Promise<string>

/** Where the CSPs of smart cards are entered; beside each lies the vendor's PKCS#11 library (facts §3). */
const PROVIDERS = 'HKLM\\SOFTWARE\\Microsoft\\Cryptography\\Defaults\\Provider'
const VALUE = 'Image Path'

/**
 * Libraries that the vendors' entries in Windows' registry lead to, those of 64 bits first. Hints only: a CSP's own library
 * is often no PKCS#11 module.
 */
export async function registryModulePaths(query: QueryRegistry, systemRoot: string): Promise<string[]> {
  const paths: string[] = []
  for (const view of [64, 32] as const) paths.push(...parseProviders(await query({ key: PROVIDERS, value: VALUE, view }), { systemRoot, view }))
  return [...new Set(paths)]
}

/** Paths named by the printed entries: for `X_s.dll`, the CSP's shell, `X.dll` first. Microsoft's own are no tokens. */
export function parseProviders(printed: string, { systemRoot, view }: { readonly systemRoot: string; readonly view: RegistryView }): string[] {
  let provider = ''
  return printed.split(/\r?\n/).flatMap(line => {
    if (line.startsWith('HKEY_')) provider = line.slice(line.lastIndexOf('\\') + 1)
    const image = /^\s+Image Path\s+REG_(?:EXPAND_)?SZ\s+(.+?)\s*$/i.exec(line)?.[1]
    if (image === undefined || provider.startsWith('Microsoft ')) return []
    const path = absolute(image, systemRoot, view)
    return path.toLowerCase().endsWith('_s.dll') ? [`${path.slice(0, -'_s.dll'.length)}.dll`, path] : [path]
  })
}

/** In the view of 32 bits `System32` means the folder that Windows shows such programs under that name. */
function absolute(image: string, systemRoot: string, view: RegistryView): string {
  const path = image.replace(/^"(.*)"$/, '$1').replace(/%(SystemRoot|windir)%/gi, () => systemRoot)
  const folder = systemFolder(systemRoot, view)
  if (!/[\\/]/.test(path)) return pathsOf(systemRoot).join(folder, path)
  const system = systemFolder(systemRoot, 64).toLowerCase()
  return view === 32 && path.toLowerCase().startsWith(system) ? folder + path.slice(system.length) : path
}

/** Where Windows keeps the libraries of 64 or 32 bits, as a 64-bit program names them. */
export function systemFolder(systemRoot: string, view: RegistryView): string {
  return pathsOf(systemRoot).join(systemRoot, view === 64 ? 'System32' : 'SysWOW64')
}

/** Windows' folder has Windows' form, but where a test lays one out elsewhere. */
export function pathsOf(systemRoot: string): typeof win32 {
  return systemRoot.startsWith('/') ? posix : win32
}
