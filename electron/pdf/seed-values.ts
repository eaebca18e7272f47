import type { DocMdpLevel } from './certification.ts'
import { isArray, isDict, isString, nameOf, type PdfDict, type PdfObject, textOf } from './objects.ts'
import type { PdfFile } from './open.ts'

/**
 * What the maker of a signature field demands of whoever signs in it (ISO 32000-2 §12.7.5.5 Table 237). Only what is
 * binding is here: a list whose flag is not set is a wish for dialogs. Null where nothing is demanded.
 */
export interface SeedValues {
  readonly filter: string | null
  readonly subFilters: readonly string[] | null
  readonly digestMethods: readonly string[] | null
  /** The lowest version of the rules that the signing program must know. */
  readonly version: number | null
  /** Reasons to choose from; an empty list forbids one. */
  readonly reasons: readonly string[] | null
  /** 0 demands an approval signature, 1–3 one that certifies at this level. */
  readonly certify: 0 | DocMdpLevel | null
  readonly timestamp: boolean
  readonly certificate: CertificateSeed | null
  /** Names of binding demands that no program of ours meets: revocation data inside the CMS, a legal attestation, … */
  readonly others: readonly string[]
}

/** Table 238; every list that is there must be matched. */
export interface CertificateSeed {
  readonly subjects: readonly Uint8Array[] | null
  readonly issuers: readonly Uint8Array[] | null
  readonly policies: readonly string[] | null
  /** Attribute (a short name or an object identifier) and value; all of one list must be in the subject. */
  readonly subjectNames: readonly ReadonlyMap<string, string>[] | null
  /** Nine letters each, `0`, `1` or `X`, in the order of RFC 5280's key usage. */
  readonly keyUsages: readonly string[] | null
}

/** The demands of a field; null when its maker left none. */
export async function seedValues(file: PdfFile, field: PdfDict): Promise<SeedValues | null> {
  const seed = await file.resolveDict(field.get('SV'))
  if (seed === null) return null
  const at = (key: string): Promise<PdfObject> => file.resolve(seed.get(key))
  const flags = await flagsOf(file, seed)
  const texts = async (bit: number, key: string): Promise<string[] | null> => flags(bit) && seed.has(key) ? textsIn(file, await at(key)) : null
  const version = await at('V')
  const timestamp = await file.resolveDict(seed.get('TimeStamp'))
  return {
    filter: flags(1) ? nameOf(await at('Filter')) ?? null : null,
    subFilters: await texts(2, 'SubFilter'), digestMethods: await texts(7, 'DigestMethod'),
    version: flags(3) && typeof version === 'number' ? version : null,
    // Bit 4 without reasons, or with the single one ".", forbids a reason.
    reasons: flags(4) ? (await textsIn(file, await at('Reasons'))).filter(reason => reason !== '.') : null,
    certify: certifyOf(await file.resolve((await file.resolveDict(seed.get('MDP')))?.get('P'))),
    timestamp: timestamp !== null && await file.resolve(timestamp.get('Ff')) === 1,
    certificate: await certificateSeed(file, await file.resolveDict(seed.get('Cert'))),
    others: [
      ...flags(5) && seed.has('LegalAttestation') ? ['LegalAttestation'] : [], ...flags(6) && await at('AddRevInfo') === true ? ['AddRevInfo'] : [],
      ...flags(8) && nameOf(await at('LockDocument')) === 'true' ? ['LockDocument'] : [], ...flags(9) && seed.has('AppearanceFilter') ? ['AppearanceFilter'] : [],
    ],
  }
}

async function certificateSeed(file: PdfFile, dict: PdfDict | null): Promise<CertificateSeed | null> {
  if (dict === null) return null
  const flags = await flagsOf(file, dict)
  const list = async (bit: number, key: string): Promise<readonly PdfObject[] | null> => {
    const items = flags(bit) ? await file.resolve(dict.get(key)) : null
    return isArray(items) ? Promise.all(items.map(item => file.resolve(item))) : null
  }
  const bytes = (items: readonly PdfObject[] | null): Uint8Array[] | null => items?.filter(isString).map(item => item.bytes) ?? null
  const texts = (items: readonly PdfObject[] | null): string[] | null => items?.filter(isString).map(textOf) ?? null
  const names = await list(4, 'SubjectDN')
  return {
    subjects: bytes(await list(1, 'Subject')), issuers: bytes(await list(2, 'Issuer')), policies: texts(await list(3, 'OID')),
    subjectNames: names === null ? null : await Promise.all(names.filter(isDict).map(name => textEntries(file, name))),
    keyUsages: texts(await list(6, 'KeyUsage')),
  }
}

/** Bits of Ff, counted from 1 as the tables do. */
async function flagsOf(file: PdfFile, dict: PdfDict): Promise<(bit: number) => boolean> {
  const flags = await file.resolve(dict.get('Ff'))
  return bit => typeof flags === 'number' && (flags & (1 << (bit - 1))) !== 0
}

async function textsIn(file: PdfFile, list: PdfObject): Promise<string[]> {
  const texts: string[] = []
  for (const item of isArray(list) ? list : []) {
    const one = await file.resolve(item)
    if (isString(one)) texts.push(textOf(one))
    else texts.push(nameOf(one) ?? '')
  }
  return texts
}

async function textEntries(file: PdfFile, dict: PdfDict): Promise<Map<string, string>> {
  const entries = new Map<string, string>()
  for (const [key, value] of dict) {
    const text = await file.resolve(value)
    if (isString(text)) entries.set(key, textOf(text))
  }
  return entries
}

function certifyOf(level: PdfObject): SeedValues['certify'] {
  return level === 0 || level === 1 || level === 2 || level === 3 ? level : null
}
