import { createPrivateKey, X509Certificate } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import type { TokenObject } from './softhsm.ts'

/** Key and certificate out of a PKCS#12 file, by OpenSSL's tool: a judge that is not ours. */
export function readPkcs12(file: string, password: string): Required<TokenObject> {
  const read = (...what: readonly string[]) => execFileSync('openssl', ['pkcs12', '-in', file, '-passin', 'env:P12_PASSWORD', '-nodes', ...what], { env: { ...process.env, P12_PASSWORD: password }, stdio: ['ignore', 'pipe', 'ignore'] })
  return { certificate: new Uint8Array(new X509Certificate(read('-clcerts', '-nokeys')).raw), privateKey: createPrivateKey(read('-nocerts')) }
}
