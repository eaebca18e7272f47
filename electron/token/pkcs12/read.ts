import { createHmac, createPrivateKey, timingSafeEqual } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import * as asn1js from 'asn1js'
import * as pkijs from 'pkijs'
import { ProblemError } from '../../../shared/problem.ts'
import { wipe } from '../pin/memory.ts'
import { HASHES, UnreadableCipher, decryptWithPassword, limited, octets, pbmac1 } from './ciphers.ts'
import type { Password } from './ciphers.ts'
import { PURPOSE, bmpPassword, derive } from './derive.ts'

export interface Pkcs12Content { readonly keys: readonly KeyObject[]; readonly certificates: readonly Uint8Array[] }

const DATA = '1.2.840.113549.1.7.1'
const ENCRYPTED_DATA = '1.2.840.113549.1.7.6'
const BAG = { key: '1.2.840.113549.1.12.10.1.1', shroudedKey: '1.2.840.113549.1.12.10.1.2', certificate: '1.2.840.113549.1.12.10.1.3' } as const

/**
 * Keys and certificates of a PKCS#12 file (RFC 7292) under its password, given as UTF-8 bytes that stay the caller's.
 * `token.p12-password` only where the file's own check value says so; anything else that cannot be read is
 * `token.p12-invalid`.
 */
export function readPkcs12(file: Uint8Array, password: Uint8Array): Pkcs12Content {
  const bmp = bmpPassword(password)
  try {
    const pfx = parse(() => pkijs.PFX.fromBER(file))
    const safe = parse(() => octets(pfx.authSafe.content))
    const forms = formsOf({ utf8: password, bmp })
    const fit = pfx.macData === undefined ? forms[0] : forms.find(form => fitsMac(pfx.macData!, safe, form))
    if (fit === undefined) throw new ProblemError('token.p12-password')
    return readSafe(safe, fit, pfx.macData !== undefined)
  } finally {
    wipe(bmp)
  }
}

/** No password is two zeros to some programs and nothing at all to others (Windows, NSS). */
function formsOf(password: Password): readonly [Password, ...Password[]] {
  return password.utf8.length > 0 ? [password] : [password, { ...password, bmp: new Uint8Array(0) }]
}

/** The integrity check of RFC 7292 §4 and appendix A: it alone tells a wrong password from a broken file. */
function fitsMac(macData: pkijs.MacData, safe: Uint8Array, password: Password): boolean {
  const { digest, digestAlgorithm } = macData.mac
  const expected = octets(digest)
  const actual = parse(() => pbmac1(digestAlgorithm, safe, password)) ?? oldMac(macData, safe, password)
  return actual.length === expected.length && timingSafeEqual(actual, expected)
}

function oldMac({ mac, macSalt, iterations: given }: pkijs.MacData, safe: Uint8Array, { bmp }: Password): Uint8Array {
  const [hash, salt, iterations] = parse(() => [HASHES[mac.digestAlgorithm.algorithmId], octets(macSalt), limited(given ?? 1)] as const)
  if (hash === undefined) throw invalid('unknown-mac', mac.digestAlgorithm.algorithmId)
  return createHmac(hash, derive(bmp, { hash, salt, iterations, purpose: PURPOSE.mac, length: octets(mac.digest).length })).update(safe).digest()
}

function readSafe(safe: Uint8Array, password: Password, checked: boolean): Pkcs12Content {
  const keys: KeyObject[] = []
  const certificates: Uint8Array[] = []
  const contents = parse(() => new pkijs.AuthenticatedSafe({ schema: asn1js.fromBER(safe).result }).safeContents)
  for (const content of contents) {
    for (const bag of bagsOf(content, password, checked)) {
      if (bag.bagId === BAG.certificate) certificates.push(parse(() => octets((bag.bagValue as pkijs.CertBag).certValue)))
      if (bag.bagId === BAG.key) keys.push(privateKey(new Uint8Array((bag.bagValue as pkijs.PrivateKeyInfo).toSchema().toBER())))
      if (bag.bagId === BAG.shroudedKey) keys.push(privateKey(shroudedKey(bag.bagValue as pkijs.PKCS8ShroudedKeyBag, password, checked)))
    }
  }
  return { keys, certificates }
}

function bagsOf(content: pkijs.ContentInfo, password: Password, checked: boolean): pkijs.SafeBag[] {
  const plain = content.contentType === DATA
    ? parse(() => octets(content.content))
    : content.contentType === ENCRYPTED_DATA ? encryptedContent(content, password, checked) : null
  if (plain === null) throw invalid('unknown-content', content.contentType)
  return parse(() => pkijs.SafeContents.fromBER(plain).safeBags)
}

function encryptedContent(content: pkijs.ContentInfo, password: Password, checked: boolean): Uint8Array {
  const { encryptedContentInfo: info } = parse(() => new pkijs.EncryptedData({ schema: content.content }))
  return decrypt(checked, () => decryptWithPassword(info.contentEncryptionAlgorithm, new Uint8Array(info.getEncryptedContent()), password))
}

function shroudedKey(bag: pkijs.PKCS8ShroudedKeyBag, password: Password, checked: boolean): Uint8Array {
  return decrypt(checked, () => decryptWithPassword(bag.encryptionAlgorithm, octets(bag.encryptedData), password))
}

/** PKCS#8 to a key inside OpenSSL; the bytes are wiped. */
function privateKey(pkcs8: Uint8Array): KeyObject {
  try {
    return parse(() => createPrivateKey({ key: Buffer.from(pkcs8.buffer, pkcs8.byteOffset, pkcs8.length), format: 'der', type: 'pkcs8' }))
  } finally {
    pkcs8.fill(0)
  }
}

/** Where no check value has spoken for the password, what does not decrypt is most likely a wrong one. */
function decrypt(checked: boolean, work: () => Uint8Array): Uint8Array {
  try {
    return work()
  } catch (error) {
    if (error instanceof UnreadableCipher || checked) throw invalid('unreadable', error)
    throw new ProblemError('token.p12-password', {}, { cause: error })
  }
}

/** pkijs and asn1js throw errors of many kinds at what is not ASN.1; here all mean the same. */
function parse<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw invalid('unreadable', error)
  }
}

function invalid(why: string, cause: unknown): ProblemError {
  return new ProblemError('token.p12-invalid', { why }, { cause })
}
