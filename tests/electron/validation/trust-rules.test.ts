import { describe, expect, test } from 'vitest'
import { parseCertificate, type Certificate } from '../../../electron/pki/certificate.ts'
import { readEvidence } from '../../../electron/pki/revocation.ts'
import { memorySource } from '../../../electron/pdf/source.ts'
import { judgeTimestampRevocation } from '../../../electron/validation/revocation.ts'
import { judgeTrust } from '../../../electron/validation/signer-trust.ts'
import { validatePdf } from '../../../electron/validation/validate.ts'
import { HOLDER, makeEllipticAuthority } from '../../helpers/authority-server.ts'
import { NOW } from '../../helpers/make-store.ts'
import { signerOf } from '../../helpers/make-trust.ts'
import { makeCrl } from '../../province/authority/crl.ts'
import { FORM, makeBase } from './attacks/bases.ts'
import { append } from './attacks/tools.ts'

const HOUR_MS = 3_600_000
const [SERVER_AUTH, CODE_SIGNING, E_MAIL, TIME_STAMPING] = ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.3', '1.3.6.1.5.5.7.3.4', '1.3.6.1.5.5.7.3.8']
const authority = makeEllipticAuthority()
const [officer, tsa, issuing, root] = [authority.officer(HOLDER).certificate, authority.tsa().certificate, authority.issuing.certificate, authority.root.certificate].map(der => parseCertificate(der)) as [Certificate, Certificate, Certificate, Certificate]

describe('what a certificate is for', () => {
  const trustOf = (certificate: Certificate, purpose: 'signature' | 'timestamp', purposes: readonly string[] | null): string => {
    const { kind, reasons } = judgeTrust({ certificate: { ...certificate, extensions: { ...certificate.extensions, extendedKeyUsage: purposes } }, candidates: [issuing], anchors: [root], at: NOW, provenAt: null, purpose })
    return [kind, ...reasons].join(' ')
  }

  test.each<[string, readonly string[] | null, string]>([
    ['nothing in particular', null, 'trusted'], ['e-mail among others', [SERVER_AUTH, E_MAIL], 'trusted'], ['servers alone', [SERVER_AUTH], 'refused certificate.wrong-usage'],
    ['code alone', [CODE_SIGNING], 'refused certificate.wrong-usage'], ['timestamps alone', [TIME_STAMPING], 'refused certificate.wrong-usage'],
  ])('%s: decides whether it signs papers', (_, purposes, wanted) => {
    expect(trustOf(officer, 'signature', purposes)).toBe(wanted)
  })

  test('a timestamp comes from who says so', () => {
    expect([trustOf(tsa, 'timestamp', tsa.extensions.extendedKeyUsage), trustOf(tsa, 'timestamp', null), trustOf(officer, 'timestamp', [E_MAIL])]).toEqual(['trusted', 'refused certificate.wrong-usage', 'refused certificate.wrong-usage'])
  })
})

describe('a TSA that was revoked after it had stamped', () => {
  const statedAt = NOW - 2 * HOUR_MS
  const status = (reason: number, revokedAt: number) => {
    const lists = [makeCrl(authority.issuer, { revoked: [{ serial: authority.tsa().serial, at: revokedAt, reason }], thisUpdate: NOW, nextUpdate: NOW + HOUR_MS, number: 2 }), makeCrl(authority.rootIssuer, { revoked: [], thisUpdate: NOW, nextUpdate: NOW + HOUR_MS, number: 1 })]
    return judgeTimestampRevocation({ path: [tsa, issuing, root], evidence: readEvidence({ ocsps: [], crls: lists, certificates: [] }), candidates: [], at: NOW, now: NOW, statedAt }).kind
  }

  test('for its key: proves nothing any more; because it ended its service: proves what it did', () => {
    const after = NOW - HOUR_MS
    expect([status(1, after), status(0, after), status(3, after), status(4, after), status(5, after)]).toEqual(['revoked', 'revoked', 'good', 'good', 'good'])
  })

  test('or before: proves nothing, whatever the reason', () => {
    expect([status(1, statedAt - HOUR_MS), status(5, statedAt - HOUR_MS)]).toEqual(['revoked', 'revoked'])
  })
})

test('one signature value in two fields is told as such, and so is a field that had no signature when it was made', async () => {
  const signed = await makeBase('plain', signerOf(authority.officer(HOLDER)))
  const [, value = ''] = /\/FT \/Sig[^>]*\/V (\d+ 0 R)/.exec(Buffer.from(signed).toString('latin1')) ?? []
  const twice = await append(signed, { [FORM]: now => now.replace('/Fields [', '/Fields [300 0 R '), 300: `<</FT /Sig /T (hai) /V ${value}>>` })
  const { verdict, signatures } = await validatePdf({ source: memorySource(twice), trust: [root], at: NOW })
  expect([verdict, signatures.map(({ field, reasons }) => [field === 'hai', reasons.includes('signature.shared-value'), reasons.includes('signature.not-in-form')])]).toEqual([
    'invalid', expect.arrayContaining([[true, true, true], [false, true, false]]),
  ])
})
