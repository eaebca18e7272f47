/** Chứng thư gốc: the trust anchors that policy names, read from a folder of certificate files. */
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { parseCertificate, type Certificate } from './certificate.ts'

const FILE_NAME = /\.(pem|crt|cer|der)$/i
/** A folder given by mistake (a home folder) must not be read whole. */
const MOST_FILES = 1_000
const LARGEST_FILE = 4 * 1024 * 1024

/** `unreadable` are names of files that promised a certificate and held none: shown by `doctor`, never trusted. */
export interface TrustStore { readonly anchors: readonly Certificate[]; readonly unreadable: readonly string[] }

export async function readTrustFolder(folder: string): Promise<TrustStore> {
  const names = (await readdir(folder)).filter(isCertificateFile).toSorted().slice(0, MOST_FILES)
  const anchors = new Map<string, Certificate>()
  const unreadable: string[] = []
  for (const name of names) {
    const found = parseCertificateFile(await readSmallFile(join(folder, name)))
    if (found.length === 0) unreadable.push(name)
    for (const certificate of found) anchors.set(certificate.sha256, certificate)
  }
  return { anchors: [...anchors.values()], unreadable }
}

/** Empty for what is no file, too large or may not be read: one bad name must not cost the others their trust. */
async function readSmallFile(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path)
    return size > LARGEST_FILE ? new Uint8Array() : await readFile(path)
  } catch {
    return new Uint8Array() // told by the caller as an unreadable file
  }
}

/** By its name; what is in it is another matter. */
export function isCertificateFile(name: string): boolean {
  return FILE_NAME.test(name)
}

/** The certificates in a file: PEM blocks, else one DER; empty when there is none that can be read. */
export function parseCertificateFile(bytes: Uint8Array): Certificate[] {
  if (bytes.length > LARGEST_FILE) return []
  const blocks = pemBlocks(Buffer.from(bytes).toString('latin1'))
  return (blocks.length > 0 ? blocks : [bytes]).flatMap(der => {
    try {
      return [parseCertificate(der)]
    } catch {
      return [] // told by the caller as an unreadable file
    }
  })
}

function pemBlocks(text: string): Uint8Array[] {
  return [...text.matchAll(/-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----([^-]+)-----END/g)].map(match => Uint8Array.from(Buffer.from(match[1] ?? '', 'base64')))
}
