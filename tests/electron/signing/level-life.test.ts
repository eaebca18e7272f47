import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { memorySource } from '../../../electron/pdf/source.ts'
import { parseCertificate } from '../../../electron/pki/certificate.ts'
import { prepareDocument } from '../../../electron/signing/prepare-document.ts'
import { signAtLevel } from '../../../electron/signing/sign-at-level.ts'
import type { SigningInputs } from '../../../electron/signing/sign-document.ts'
import { validatePdf } from '../../../electron/validation/validate.ts'
import { makeAuthorityServer, type AuthorityServer } from '../../helpers/authority-server.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { makeSignaturePng, makeSquarePng } from '../../helpers/make-png.ts'
import { NOW } from '../../helpers/make-store.ts'
import { makeTrust, signerOf } from '../../helpers/make-trust.ts'
import { hasTool } from '../../helpers/qpdf.ts'

const made = { server: null as AuthorityServer | null, at: NOW }
const server = (): AuthorityServer => made.server ?? (() => { throw new Error('not started') })()
beforeAll(async () => { made.server = await makeAuthorityServer({ now: () => made.at }) })
afterAll(() => server().stop())
const folder = mkdtempSync(join(tmpdir(), 'level-life-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const at = (left: number, bottom: number, across: number, up: number) => ({ page: 1, rect: [595 * left, 842 * bottom, 595 * (left + across), 842 * (bottom + up)] as const })
const PLACES = { number: at(0.1, 0.85, 0.15, 0.03), date: at(0.5, 0.85, 0.4, 0.03), signature: at(0.6, 0.2, 0.25, 0.08), seal: at(0.45, 0.18, 0.2, 0.12) }

async function judge(pdf: Uint8Array) {
  const { verdict, signatures } = await validatePdf({ source: memorySource(pdf), trust: [parseCertificate(server().anchor)], at: made.at })
  return { verdict, signatures: signatures.filter(({ kind }) => kind === 'signature').map(({ verdict: own, level, time, changesAfter }) => `${own} ${level} ${time.source} ${changesAfter}`) }
}

describe.each(['table', 'stream', 'hybrid'] as const)('the life of a document (%s), archived at every step', xref => {
  test('approved, numbered and sealed, stamped as incoming, commented: every signature keeps its level, whatever comes after', async () => {
    made.at = NOW
    const leader = signerOf(server().officer)
    const agency = signerOf(server().authority.agency('Sở Nội vụ tỉnh Hà Châu', 'demo-agency'))
    const acts: Partial<SigningInputs>[] = [
      { act: 'approve', signer: leader, image: makeSignaturePng() },
      { act: 'issue', signer: agency, image: makeSquarePng(), words: { number: '12', date: '2026-11-24' } },
      { act: 'incoming', signer: agency, words: { number: '7', date: '2026-11-25' }, placement: at(0.05, 0.5, 0.4, 0.1) },
      { act: 'comment', signer: leader, words: { text: 'Đồng ý' }, placement: at(0.5, 0.5, 0.45, 0.1) },
    ]
    let pdf: Uint8Array = makePdf({ xref, pages: ['/MediaBox [0 0 595 842]'] })
    pdf = Buffer.concat([pdf, (await prepareDocument({ source: memorySource(pdf), places: PLACES })).tail])
    const told: unknown[] = []
    for (const act of acts) {
      made.at += 3_600_000
      const signed = await signAtLevel({ source: memorySource(pdf), signer: leader, atMs: made.at, act: 'plain', level: 'B-LTA', services: makeTrust(server(), () => made.at), ...act })
      pdf = Buffer.concat([pdf, signed.tail])
      told.push([signed.level, (await judge(pdf)).verdict])
    }
    expect(told).toEqual(Array(4).fill(['B-LTA', 'valid']))
    expect((await judge(pdf)).signatures).toEqual(Array(4).fill('valid B-LTA signature-timestamp allowed'))
    if (!hasTool('pdfsig')) return
    const path = join(folder, `${xref}.pdf`)
    writeFileSync(path, pdf)
    expect(spawnSync('pdfsig', ['-nocert', path], { encoding: 'utf8' }).stdout.match(/Signature is Valid/g)).toHaveLength(4)
  })
})
