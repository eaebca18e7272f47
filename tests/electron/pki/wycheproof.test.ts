import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkSignature, readScheme, type Scheme } from '../../../electron/pki/signature-algorithms.ts'

const FOLDER = join(import.meta.dirname, '../../../../shared/corpora/wycheproof')
const present = existsSync(FOLDER)

interface Vectors {
  readonly testGroups: readonly {
    readonly publicKeyDer: string
    readonly tests: readonly { readonly tcId: number; readonly msg: string; readonly sig: string; readonly result: 'valid' | 'invalid' | 'acceptable' }[]
  }[]
}

const named = (oid: string) => readScheme({ oid, parameters: null })
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
    const { testGroups } = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Vectors
    const wrong = testGroups.flatMap(group => group.tests.filter(({ msg, sig, result }) => {
      const check = checkSignature({ publicKey: Buffer.from(group.publicKeyDer, 'hex'), scheme, data: Buffer.from(msg, 'hex'), signature: Buffer.from(sig, 'hex') })
      return result !== 'acceptable' && (check === 'valid') !== (result === 'valid')
    }).map(({ tcId }) => tcId))
    expect(wrong).toEqual([])
  })
})
