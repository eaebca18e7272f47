import { join, posix } from 'node:path'
import { pathsOf, systemFolder } from './registry.ts'

/** Windows' folder where its environment names none. */
export const WINDOWS = 'C:\\Windows'

/**
 * Names of Vietnamese vendors' modules in Windows' system folder (facts §3): VGCA's first, since officers have those.
 */
const WINDOWS_NAMES = [
  'eTPKCS11.dll', 'bit4xpki.dll', 'bit4ipki.dll', 'IDPrimePKCS1164.dll', 'gclib.dll',
  ...numbered('viettel-ca_v', 1, 6), ...numbered('vnptca_p11_v', 6, 10), 'vnpt-ca_csp11.dll', 'vnpt-ca_v34.dll', 'vnpt-ca_cl_v1.dll',
  'wdpkcs.dll', 'BkavCA.dll', 'BkavCAv2S.dll', 'st3csp11.dll', 'fpt-ca.dll', ...numbered('fptca_v', 3, 6), 'CA2_csp11.dll', 'CA2_v34.dll',
  'ncca_csp11_v1.dll', 'nca_v4.dll', 'newca_v4.dll', 'efy-ca_v1.dll', 'fca_v1.dll', 'misaca_csp11_v2.dll', 'eps2003csp11.dll',
  'ShuttleCsp11_3003.dll', 'ngp11v211.dll',
]

/** Families of names; `X_s.dll` is the vendor's CSP shell, the PKCS#11 library is `X.dll` beside it. */
const WINDOWS_FAMILIES = /^(vina-?ca|safe-?ca|viettel-ca_v|vnptca_p11_v|fptca_v|nca_v|newca_v|ca2_v).*(?<!_s)\.dll$/i

export function isKnownWindowsName(name: string): boolean {
  return WINDOWS_FAMILIES.test(name)
}

/** Those of 32 bits come last: they are looked at only to say what is wrong with them. */
const LINUX_FOLDERS = [
  '/usr/lib', '/usr/lib64', '/usr/local/lib', '/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/opt/lib', '/usr/lib32', '/usr/lib/i386-linux-gnu',
]
const LINUX_NAMES = [
  'libeTPkcs11.so', 'libeToken.so', 'libbit4xpki.so', 'libbit4ipki.so', 'libIDPrimePKCS11.so', 'fptca_v4.so', 'pkcs11/libeTPkcs11.so',
  'softhsm/libsofthsm2.so',
]

const MAC_PATHS = ['/usr/local/lib/libeTPkcs11.dylib', '/usr/local/lib/libbit4xpki.dylib', '/usr/local/lib/libIDPrimePKCS11.dylib']

/** Paths worth a look, in order of preference; most do not exist. `systemRoot` is Windows' own folder. */
export function knownModulePaths(platform: string, systemRoot = WINDOWS): string[] {
  if (platform === 'win32') return ([64, 32] as const).flatMap(bits => WINDOWS_NAMES.map(name => pathsOf(systemRoot).join(systemFolder(systemRoot, bits), name)))
  if (platform === 'darwin') return [...MAC_PATHS]
  return LINUX_FOLDERS.flatMap(folder => LINUX_NAMES.map(name => posix.join(folder, name)))
}

/** Where p11-kit's descriptions of modules lie; later ones are the machine's own. */
export function p11KitFolders(home: string | undefined): string[] {
  return ['/usr/share/p11-kit/modules', '/etc/pkcs11/modules', ...(home ? [join(home, '.config/pkcs11/modules')] : [])]
}

/** Where p11-kit looks for a module that is named without a folder. */
export const P11_KIT_LIBRARIES = ['/usr/lib/x86_64-linux-gnu/pkcs11', '/usr/lib/aarch64-linux-gnu/pkcs11', '/usr/lib64/pkcs11', '/usr/lib/pkcs11']

/**
 * The `module:` line of a p11-kit description (pkcs11.conf(5)), or null where it names none, keeps trust anchors
 * instead of keys, or is switched off.
 */
export function parseP11KitModule(text: string): string | null {
  const settings = new Map(text.split('\n').filter(line => !line.startsWith('#')).map(line => {
    const [name = '', ...value] = line.split(':')
    return [name.trim(), value.join(':').trim()]
  }))
  if (settings.get('trust-policy') === 'yes') return null
  return settings.get('module') || null
}

function numbered(name: string, from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => `${name}${to - index}.dll`)
}
