import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { X509Certificate } from 'node:crypto'
import { listSignatureFields } from '../../../electron/pdf/signature-fields.ts'
import { openPdf } from '../../../electron/pdf/open.ts'
import { memorySource } from '../../../electron/pdf/source.ts'
import { signDocument } from '../../../electron/signing/sign-document.ts'
import type { Signer } from '../../../shared/model/signer.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { makeSignaturePng } from '../../helpers/make-png.ts'
import { makeSigner } from '../../helpers/make-signer.ts'

const has = (tool: string): boolean => spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0
const atMs = Date.parse('2026-11-24T02:00:00Z')
const folder = mkdtempSync(join(tmpdir(), 'judges-'))
afterAll(() => { rmSync(folder, { recursive: true, force: true }) })

const kinds = ['table', 'stream', 'hybrid'] as const
let signer: Signer
/** Each kind signed twice: by RSA with a picture, then by ECDSA on a rotated page. */
const twice = new Map<string, { path: string; pdf: Uint8Array }>()

beforeAll(async () => {
  signer = await makeSigner()
  const second = await makeSigner({ key: 'ec', name: 'Trần Thị Bích' })
  for (const xref of kinds) {
    let pdf = makePdf({ xref, pages: ['/MediaBox [0 0 595 842]', '/MediaBox [0 0 595 842] /Rotate 270 /CropBox [50 50 500 700]'] })
    for (const [page, by] of [[1, signer], [2, second]] as const) {
      const { tail } = await signDocument({ source: memorySource(pdf), signer: by, atMs, act: 'plain', image: makeSignaturePng(), placement: { page, rect: [100, 100, 220, 150] } })
      pdf = Buffer.concat([pdf, tail])
    }
    const path = join(folder, `${xref}.pdf`)
    writeFileSync(path, pdf)
    twice.set(xref, { path, pdf })
  }
})

function pathOf(kind: string): string { return twice.get(kind)?.path ?? '' }

describe.each(kinds)('other programs accept our %s file', kind => {
  test.skipIf(!has('qpdf'))('qpdf finds nothing wrong', () => {
    expect(execFileSync('qpdf', ['--check', pathOf(kind)], { encoding: 'utf8' })).toContain('No syntax or stream encoding errors found')
  })

  test.skipIf(!has('pdfsig'))('pdfsig finds both signatures valid, the newest over the whole document', () => {
    const said = execFileSync('pdfsig', ['-nocert', pathOf(kind)], { encoding: 'utf8' })
    expect([said.match(/Signature is Valid/g)?.length, said.match(/SHA-256/g)?.length, said.match(/Total document signed/g)?.length]).toEqual([2, 2, 1])
  })

  test.skipIf(!has('mutool'))('mutool finds the newest unchanged since signing', () => {
    const { stdout, stderr } = spawnSync('mutool', ['sign', '-v', pathOf(kind)], { encoding: 'utf8' })
    expect(`${stdout}${stderr}`.match(/(The document is unchanged since signing|valid but there have been edits)/g))
      .toEqual(['valid but there have been edits', 'The document is unchanged since signing'])
  })

  test.skipIf(!has('openssl'))('openssl verifies the cut-out bytes against Contents as CAdES', async () => {
    const pdf = twice.get(kind)?.pdf ?? new Uint8Array(0)
    const [first] = await listSignatureFields(await openPdf(memorySource(pdf)))
    const [from = 0, before = 0, after = 0, rest = 0] = first?.signature?.byteRange ?? []
    const contents = Buffer.from(first?.signature?.contents ?? [])
    const [data, cms, root] = ['data', 'cms', 'root.pem'].map(name => join(folder, `${kind}-${name}`))
    writeFileSync(data ?? '', Buffer.concat([pdf.subarray(from, before), pdf.subarray(after, after + rest)]))
    writeFileSync(cms ?? '', contents.subarray(0, 4 + contents.readUInt16BE(2)))
    writeFileSync(root ?? '', new X509Certificate(signer.chain[0] ?? new Uint8Array(0)).toString())
    const { status, stderr } = spawnSync('openssl', ['cms', '-verify', '-binary', '-purpose', 'any', '-cades', '-inform', 'DER', '-in', cms ?? '', '-content', data ?? '', '-CAfile', root ?? '', '-out', '/dev/null'], { encoding: 'utf8' })
    expect([status, stderr]).toEqual([0, expect.stringMatching(/successful/i)])
  })
})
