import { createHash, randomBytes, sign, X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { memorySource } from '../../../electron/pdf/source.ts'
import { parseCertificate } from '../../../electron/pki/certificate.ts'
import { signDocument } from '../../../electron/signing/sign-document.ts'
import { readPkcs12 } from '../../../electron/token/pkcs12/read.ts'
import { validatePdf } from '../../../electron/validation/validate.ts'
import { personalAccount } from '../../province/caller.ts'
import { basic, makeProvince, TEST_ORIGIN } from '../../province/make-province.ts'
import type { Province } from '../../province/province.ts'
import { DEMO_PIN, seedDemo } from '../../province/seed/make-seed.ts'
import type { SeedData } from '../../province/seed-data.ts'

/** The demo with the product's own hands: its PKCS#12 reader, its writer and its judge on the province's people and papers. */

const NOW = Date.UTC(2026, 10, 24, 2, 14)
const dir = mkdtempSync(join(tmpdir(), 'journey-'))
const made = { seed: null as SeedData | null }
const seed = (): SeedData => made.seed ?? (() => { throw new Error('not made') })()
beforeAll(async () => { made.seed = await seedDemo({ authorityDir: dir, now: NOW, random: size => randomBytes(size) }, 450) }, 60_000)
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const bytesOf = (blobId: string): Buffer => {
  const blob = seed().blobs.find(one => one.blobId === blobId)
  return Buffer.concat([blob?.head ?? Buffer.alloc(0), blob?.bytes ?? Buffer.alloc(0)])
}

function demoSigner() {
  const [token] = seed().tokens
  const { keys, certificates } = readPkcs12(token?.p12 ?? new Uint8Array(), Buffer.from(DEMO_PIN))
  const [key] = keys
  const [certificate, ...chain] = certificates
  if (key === undefined || certificate === undefined) throw new Error('the token is empty')
  return { certificate, chain, sign: (attributes: Uint8Array) => Promise.resolve(new Uint8Array(sign('sha256', attributes, key))) }
}

const LEADER = { user: 'minhanh', officerId: 'O-snv-minhanh' } as const
const RECEIVER = { user: 'lan.tranhung', officerId: 'O-tranhung-lan' } as const

async function call(province: Province, { user, officerId }: { readonly user: string, readonly officerId: string }, name: string, args: object): Promise<Record<string, never>> {
  const response = await province.fetch(new Request(`${TEST_ORIGIN}/jmap/api`, {
    method: 'POST', headers: { authorization: basic(user, 'demo'), 'content-type': 'application/json' },
    body: JSON.stringify({ using: ['urn:ietf:params:jmap:core', 'https://lienthong.example/ns/jmap/edoc'], methodCalls: [[name, { accountId: personalAccount(officerId), ...args }, 'c']] }),
  }))
  const { methodResponses } = await response.json() as { methodResponses: [string, Record<string, never>, string][] }
  return methodResponses[0]?.[1] ?? {}
}

describe('the demo', () => {
  test('its leader approves, numbers and dispatches each of the three papers, and the receiver has them', async () => {
    const province = makeProvince({ seed: seed(), signatures: 'checked', clock: { now: () => NOW + 60_000 } })
    const move = async (args: object) => (await call(province, LEADER, 'Action/set', { create: { m: args } }) as unknown as { created?: { m?: unknown }, notCreated?: { m?: unknown } })
    const before = (await call(province, RECEIVER, 'Task/query', {}) as unknown as { ids: string[] }).ids.length
    for (const documentId of ['D-sign-1', 'D-sign-2', 'D-sign-3']) {
      const doc = seed().documents.find(({ value }) => value.id === documentId)?.value
      const main = doc?.attachments[0]
      const original = bytesOf(main?.blobId ?? '')
      const { tail } = await signDocument({ source: memorySource(original), signer: demoSigner(), atMs: NOW, act: 'approve' })
      const body = Buffer.concat([original, tail])
      const upload = await province.fetch(new Request(`${TEST_ORIGIN}/jmap/upload/${personalAccount(LEADER.officerId)}/`, { method: 'POST', headers: { authorization: basic(LEADER.user, 'demo'), 'content-type': 'application/pdf' }, body }))
      const { blobId } = await upload.json() as { blobId: string }
      expect(await move({ verb: 'approve', documentId, attachments: [{ blobId, name: main?.name, role: 'main', sha256: createHash('sha256').update(body).digest('hex') }] })).toHaveProperty('created.m')
      expect(await move({ verb: 'number', documentId })).toHaveProperty('created.m')
      expect(await move({ verb: 'dispatch', documentId, toAgencyIds: doc?.addressees.map(({ agencyId }) => agencyId) })).toHaveProperty('created.m')
    }
    expect((await call(province, RECEIVER, 'Task/query', {}) as unknown as { ids: string[] }).ids.length).toBe(before + 3)
    province.close()
  }, 30_000)

  test.each([
    ['UBND-NC', 'valid', []], ['TTr-UBND', 'invalid', ['changes.suspicious']], ['PC-VP', 'indeterminate', ['certificate.no-anchor']],
  ] as const)('the product says of %s: %s', async (notation, verdict, reasons) => {
    const doc = seed().documents.findLast(({ agencyId, value }) => agencyId === 'A-snv' && value.notation === notation)?.value
    const anchor = parseCertificate(new X509Certificate(Buffer.from(seed().trust.files[0]?.bytes ?? [])).raw)
    const report = await validatePdf({ source: memorySource(bytesOf(doc?.attachments[0]?.blobId ?? '')), trust: [anchor], at: NOW })
    expect(report.verdict).toBe(verdict)
    expect(report.reasons).toEqual(expect.arrayContaining([...reasons]))
  })

  test('the product finds the falsified figure', async () => {
    const doc = seed().documents.find(({ value }) => value.subject.includes('nhà dột nát trên địa bàn xã Kỳ Sơn') && value.state === 'arrived')?.value
    const report = await validatePdf({ source: memorySource(bytesOf(doc?.attachments[0]?.blobId ?? '')), trust: [], at: NOW })
    expect([report.verdict, report.signatures.map(({ intact }) => intact)]).toEqual(['invalid', [false, false]])
  })
})
