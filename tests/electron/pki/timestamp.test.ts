import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { buildTimestampRequest } from '../../../electron/pki/timestamp-request.ts'
import { checkTimestampResponse } from '../../../electron/pki/timestamp-response.ts'
import { verifyCms } from '../../../electron/pki/cms-verify.ts'
import { makeEllipticAuthority } from '../../helpers/authority-server.ts'
import { NOW } from '../../helpers/make-store.ts'
import { makeRandom } from '../../province/make-province.ts'
import { answerTimestamp, FAILURE, refuseTimestamp } from '../../province/authority/tsa.ts'

const authority = makeEllipticAuthority()
const digest = createHash('sha256').update('giá trị chữ ký').digest()
const nonce = Uint8Array.from([0x41, ...new Uint8Array(15).fill(3)])
const request = buildTimestampRequest({ digest, nonce })
const response = answerTimestamp(request, { identity: authority.tsa(), at: NOW, serial: Buffer.of(1, 2, 3), fault: null })
const check = (bytes: Uint8Array, wish = {}) => checkTimestampResponse({ response: bytes, digest, nonce, ...wish })

describe('the answer of a TSA', () => {
  test('is a token over this digest with this nonce', async () => {
    expect(await check(response)).toMatchObject({ kind: 'token', at: NOW, certificate: { serial: authority.tsa().serial } })
  })

  test.each([
    ['another digest', { digest: createHash('sha256').update('x').digest() }, 'imprint'], ['another algorithm of the same digest', { digest: createHash('sha512').update('x').digest() }, 'imprint'],
    ['another nonce', { nonce: new Uint8Array(16).fill(5) }, 'nonce'], ['another policy', { policies: ['1.2.3'] }, 'policy'],
  ])('asked for %s it is refused', async (_, wish, fault) => {
    expect(await check(response, wish)).toMatchObject({ kind: 'refused', fault })
  })

  test('that leaves out its certificate, though it was asked for, is refused', async () => {
    const silent = Uint8Array.from(request.subarray(0, -3)) // without certReq, the last of its fields
    silent[1] = (silent[1] ?? 0) - 3
    expect(await check(answerTimestamp(silent, { identity: authority.tsa(), at: NOW, serial: Buffer.of(1, 2, 3), fault: null }))).toMatchObject({ kind: 'refused', fault: 'no-certificate' })
  })

  test('that refuses says why', async () => {
    expect(await check(refuseTimestamp(FAILURE.badDataFormat))).toEqual({ kind: 'refused', fault: 'rejected', status: 2, failure: 'badDataFormat' })
  })

  test('cut anywhere or with any bit turned over it is refused, or its token still proves the same', async () => {
    const random = makeRandom(3161)
    const turned = Array.from({ length: 600 }, () => {
      const copy = Uint8Array.from(response)
      const at = ((random(1)[0] ?? 0) * 256 + (random(1)[0] ?? 0)) % copy.length
      copy[at] = (copy[at] ?? 0) ^ 1 << ((random(1)[0] ?? 0) & 7)
      return copy
    })
    const cut = Array.from({ length: response.length }, (_, length) => response.subarray(0, length))
    for (const one of [...turned, ...cut]) {
      const answer = await check(one)
      if (answer.kind === 'refused') continue
      const again = await verifyCms({ cms: answer.token, form: 'timestamp', content: async function* () { /* by its digest */ }, imprint: digest })
      expect({ at: answer.at, intact: again.intact, valid: again.cryptographyValid }).toEqual({ at: NOW, intact: true, valid: true })
    }
  })

  test('a request for something that is no digest is a mistake of ours', () => {
    expect(() => buildTimestampRequest({ digest: new Uint8Array(20), nonce })).toThrow(RangeError)
  })
})
