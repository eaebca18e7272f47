import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { memorySource } from '../../../electron/pdf/source.ts'
import { parseCertificate } from '../../../electron/pki/certificate.ts'
import { validatePdf } from '../../../electron/validation/validate.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { makeSignedPdf, SIGNED_AT } from '../../helpers/make-signed-pdf.ts'
import { makeSigner } from '../../helpers/make-signer.ts'
import { hasTool } from '../../helpers/qpdf.ts'

const folder = mkdtempSync(join(tmpdir(), 'other-programs-'))
afterAll(() => { rmSync(folder, { recursive: true, force: true }) })
const run = (command: string, ...args: string[]): string => execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })

test.skipIf(!hasTool('mutool') || !hasTool('openssl'))('a prepared field signed by mutool leaves our signature valid, the field named', async () => {
  const signer = await makeSigner({ key: 'ec' })
  const prepared = makePdf({
    pages: ['/MediaBox [0 0 595 842] /Annots [102 0 R]'], catalog: '/AcroForm 105 0 R',
    extra: { 102: '<</FT /Sig /T (seal) /Type /Annot /Subtype /Widget /Rect [300 100 400 200] /P 10 0 R /F 4>>', 105: '<</Fields [102 0 R]>>' },
  })
  writeFileSync(join(folder, 'in.pdf'), await makeSignedPdf(prepared, signer))
  run('openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'key.pem', '-out', 'certificate.pem', '-subj', '/CN=mutool', '-days', '365')
  run('openssl', 'pkcs12', '-export', '-inkey', 'key.pem', '-in', 'certificate.pem', '-out', 'key.p12', '-passout', 'pass:x')
  run('mutool', 'sign', '-s', 'key.p12', '-P', 'x', '-o', 'out.pdf', 'in.pdf', '102')
  const { signatures } = await validatePdf({ source: memorySource(readFileSync(join(folder, 'out.pdf'))), trust: signer.chain.map(parseCertificate), at: SIGNED_AT })
  const [ours, theirs] = [signatures.find(one => one.field !== 'seal'), signatures.find(one => one.field === 'seal')]
  expect([ours?.verdict, ours?.changesAfter, ours?.laterChanges.map(({ rule, field }) => [rule, field])]).toEqual(['valid', 'allowed', [['signature-filled', 'seal']]])
  expect([theirs?.intact, theirs?.cryptographyValid, theirs?.coverage]).toEqual([true, true, 'whole-file'])
})
