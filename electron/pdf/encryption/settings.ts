import { ProblemError } from '../../../shared/problem.ts'
import { damaged } from '../limits.ts'
import { isDict, isString, nameOf, type PdfDict, type PdfObject } from '../objects.ts'

/** How strings or streams are enciphered; `identity` is not at all (ISO 32000-2 Table 25). */
export type Method = 'identity' | 'rc4' | 'aes-128' | 'aes-256'

/** The standard security handler's Encrypt dictionary (ISO 32000-2 §7.6.4), read and checked. */
export interface EncryptionSettings {
  readonly revision: 2 | 3 | 4 | 5 | 6
  readonly keyBytes: number
  readonly owner: Uint8Array
  readonly user: Uint8Array
  /** The file key wrapped for either password, and the permissions under it: revisions 5 and 6. */
  readonly wrapped: { readonly owner: Uint8Array; readonly user: Uint8Array; readonly permissions: Uint8Array } | null
  /** P as a signed 32-bit number. */
  readonly permissions: number
  readonly encryptMetadata: boolean
  readonly strings: Method
  readonly streams: Method
  readonly embeddedFiles: Method
  /** By the names that a stream's Crypt filter may give. */
  readonly named: ReadonlyMap<string, Method>
}

type Resolve = (object: PdfObject | undefined) => Promise<PdfObject>

/**
 * Reads an Encrypt dictionary. Throws `pdf.encrypted-for-recipients` (public-key handlers), `pdf.encrypted` (handlers and
 * versions that nobody documents), `pdf.damaged`.
 */
export async function readSettings(dict: PdfDict, resolve: Resolve): Promise<EncryptionSettings> {
  const held = new Map<string, PdfObject>()
  for (const [key, value] of dict) held.set(key, await resolve(value))
  checkHandler(held)
  const version = numberIn(held, 'V', 0)
  const revision = numberIn(held, 'R', 0)
  const fits = version === 5 ? revision === 5 || revision === 6 : (version === 1 || version === 2 || version === 4) && revision >= 2 && revision <= 4
  if (!fits) throw new ProblemError('pdf.encrypted', { handler: 'Standard', version, revision })
  const filters = version >= 4 ? await readFilters(held, resolve) : plainRc4()
  const wrapped = version === 5 ? { owner: bytesIn(held, 'OE', 32), user: bytesIn(held, 'UE', 32), permissions: bytesIn(held, 'Perms', 16) } : null
  return {
    revision: revision as EncryptionSettings['revision'], keyBytes: keyBytes(version, held, filters),
    owner: bytesIn(held, 'O', wrapped ? 48 : 32), user: bytesIn(held, 'U', wrapped ? 48 : 32), wrapped,
    permissions: numberIn(held, 'P') | 0, encryptMetadata: held.get('EncryptMetadata') !== false, ...filters,
  }
}

function checkHandler(dict: PdfDict): void {
  const handler = nameOf(dict.get('Filter')) ?? ''
  const subFilter = nameOf(dict.get('SubFilter')) ?? ''
  // §7.6.5: recipients' certificates open these; the name of the handler itself says little.
  if (handler !== 'Standard' && (subFilter.startsWith('adbe.pkcs7') || dict.has('Recipients'))) throw new ProblemError('pdf.encrypted-for-recipients', { handler: handler.slice(0, 40) })
  if (handler !== 'Standard') throw new ProblemError('pdf.encrypted', { handler: handler.slice(0, 40) })
}

type Filters = Pick<EncryptionSettings, 'strings' | 'streams' | 'embeddedFiles' | 'named'> & { readonly lengths: readonly number[] }

function plainRc4(): Filters {
  return { strings: 'rc4', streams: 'rc4', embeddedFiles: 'rc4', named: new Map(), lengths: [] }
}

async function readFilters(dict: PdfDict, resolve: Resolve): Promise<Filters> {
  const list = dict.get('CF')
  const named = new Map<string, Method>()
  const lengths: number[] = []
  for (const [name, value] of isDict(list) ? list : []) {
    const filter = await resolve(value)
    if (!isDict(filter)) throw damaged('crypt-filter')
    named.set(name, methodOf(nameOf(await resolve(filter.get('CFM')))))
    const length = await resolve(filter.get('Length'))
    if (typeof length === 'number') lengths.push(length)
  }
  named.set('Identity', 'identity')
  const chosen = (key: string, otherwise: Method): Method => {
    const name = nameOf(dict.get(key))
    if (name === undefined) return otherwise
    const method = named.get(name)
    if (method === undefined) throw damaged('crypt-filter')
    return method
  }
  const streams = chosen('StmF', 'identity')
  return { streams, strings: chosen('StrF', 'identity'), embeddedFiles: chosen('EFF', streams), named, lengths }
}

function methodOf(name: string | undefined): Method {
  if (name === undefined || name === 'None') return 'identity'
  if (name === 'V2') return 'rc4'
  if (name === 'AESV2') return 'aes-128'
  if (name === 'AESV3') return 'aes-256'
  throw new ProblemError('pdf.encrypted', { handler: 'Standard', method: name.slice(0, 40) })
}

function keyBytes(version: number, dict: PdfDict, { named, lengths }: Filters): number {
  if (version === 5) return 32
  if (version === 1) return 5
  if ([...named.values()].includes('aes-128')) return 16
  // Version 4 repeats the length in the filter, in bytes by the standard and in bits by some writers.
  const [inFilter = 128] = lengths.map(length => length < 40 ? length * 8 : length)
  const bits = numberIn(dict, 'Length', version === 4 ? inFilter : 40)
  if (bits < 40 || bits > 128 || bits % 8 !== 0) throw damaged('encryption-Length')
  return bits / 8
}

function numberIn(dict: PdfDict, key: string, otherwise?: number): number {
  const value = dict.get(key) ?? otherwise
  if (typeof value !== 'number' || !Number.isInteger(value)) throw damaged(`encryption-${key}`)
  return value
}

/** Some writers pad these strings with zeros; what stands behind the defined length means nothing. */
function bytesIn(dict: PdfDict, key: string, length: number): Uint8Array {
  const value = dict.get(key)
  if (!isString(value) || value.bytes.length < length) throw damaged(`encryption-${key}`)
  return value.bytes.subarray(0, length)
}
