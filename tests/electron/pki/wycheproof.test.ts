import { createPublicKey } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseAlgorithm } from '../../../electron/pki/certificate.ts'
import { derNull, oid, sequence, TAG } from '../../../electron/pki/der.ts'
import { childrenOf, readDer } from '../../../electron/pki/der-read.ts'
import { OID } from '../../../electron/pki/oids.ts'
import { publicKeyOf } from '../../../electron/pki/public-key.ts'
import { checkSignature, readScheme, type Scheme } from '../../../electron/pki/signature-algorithms.ts'

const FOLDER = join(import.meta.dirname, '../../../../shared/corpora/wycheproof')
const present = existsSync(FOLDER)

interface Vectors {
  readonly testGroups: readonly {
    readonly publicKeyDer: string
    readonly privateKeyPem?: string
    readonly sha: string
    readonly type: string
    readonly tests: readonly { readonly tcId: number; readonly msg: string; readonly sig: string; readonly result: 'valid' | 'invalid' | 'acceptable' }[]
  }[]
}

const named = (oid: string) => readScheme({ oid, parameters: null })
const RSA_WITH: Readonly<Record<string, string>> = { 'SHA-1': '1.2.840.113549.1.1.5', 'SHA-224': '1.2.840.113549.1.1.14', 'SHA-256': OID.sha256WithRsa, 'SHA-384': '1.2.840.113549.1.1.12', 'SHA-512': '1.2.840.113549.1.1.13' }
const PSS: Scheme = { name: 'RSA-PSS-SHA256', digest: 'sha256', salt: 32, keys: ['rsa', 'rsa-pss'] }

describe.skipIf(!present)('wycheproof', () => {
  test.each([
    ['ecdsa_secp256r1_sha256_test.json', named('1.2.840.10045.4.3.2')],
    ['ecdsa_secp384r1_sha384_test.json', named('1.2.840.10045.4.3.3')],
    ['rsa_signature_2048_sha256_test.json', named('1.2.840.113549.1.1.11')],
    ['rsa_signature_2048_sha512_test.json', named('1.2.840.113549.1.1.13')],
    ['rsa_signature_3072_sha256_test.json', named('1.2.840.113549.1.1.11')],
    ['rsa_pss_2048_sha256_mgf1_32_test.json', PSS],
  ])('no wrong value is accepted and no right one refused: %s', (file, scheme) => {
    const { testGroups } = vectors(file)
    const wrong = testGroups.flatMap(group => group.tests.filter(({ msg, sig, result }) => {
      const check = checkSignature({ publicKey: publicKeyOf(Buffer.from(group.publicKeyDer, 'hex')), scheme, data: Buffer.from(msg, 'hex'), signature: Buffer.from(sig, 'hex') })
      return result !== 'acceptable' && (check === 'valid') !== (result === 'valid')
    }).map(({ tcId }) => tcId))
    expect(wrong).toEqual([])
  })

  test('every combination of digest, mask and salt of RSASSA-PSS is read from its parameters', () => {
    const { testGroups } = vectors('rsa_pss_misc_params_test.json')
    const wrong = testGroups.flatMap(group => group.tests.filter(({ msg, sig }) => {
      const publicKey = Buffer.from(group.publicKeyDer, 'hex')
      const algorithm = parseAlgorithm(childrenOf(readDer(publicKey), TAG.sequence)[0])
      // Without parameters the key leaves everything open: a signature must say what it took.
      if (!algorithm.parameters || childrenOf(readDer(algorithm.parameters), TAG.sequence).length === 0) return false
      const plain = createPublicKey({ key: publicKey, format: 'der', type: 'spki' })
      const asRsa = sequence(sequence(oid(OID.rsa), derNull()), childrenOf(readDer(publicKey), TAG.sequence)[1]?.encoded ?? new Uint8Array())
      const input = { scheme: readScheme(algorithm), data: Buffer.from(msg, 'hex'), signature: Buffer.from(sig, 'hex') }
      return plain.asymmetricKeyType !== 'rsa-pss' || checkSignature({ ...input, publicKey: publicKeyOf(publicKey) }) !== 'valid' || checkSignature({ ...input, publicKey: publicKeyOf(asRsa) }) !== 'valid'
    }).map(({ tcId }) => tcId))
    expect(wrong).toEqual([])
  })

  test('values as PKCS#1 v1.5 makes them are accepted', () => {
    const { testGroups } = vectors('rsa_pkcs1_2048_sig_gen_test.json')
    const wrong = testGroups.flatMap(({ privateKeyPem = '', sha, tests }) => {
      const publicKey = publicKeyOf(createPublicKey(privateKeyPem).export({ format: 'der', type: 'spki' }))
      const scheme = named(RSA_WITH[sha] ?? '')
      return tests.filter(({ msg, sig }) => checkSignature({ publicKey, scheme, data: Buffer.from(msg, 'hex'), signature: Buffer.from(sig, 'hex') }) !== 'valid').map(({ tcId }) => tcId)
    })
    expect(wrong).toEqual([])
  })

  test('values as cards give them (r‖s) are not taken for the DER that a signature carries', () => {
    const { testGroups } = vectors('ecdsa_secp256r1_sha256_p1363_test.json')
    const taken = testGroups.flatMap(group => group.tests.filter(({ msg, sig }) => checkSignature({
      publicKey: publicKeyOf(Buffer.from(group.publicKeyDer, 'hex')), scheme: named('1.2.840.10045.4.3.2'), data: Buffer.from(msg, 'hex'), signature: Buffer.from(sig, 'hex'),
    }) === 'valid').map(({ tcId }) => tcId))
    expect(taken).toEqual([])
  })
})

function vectors(file: string): Vectors {
  return JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Vectors
}
