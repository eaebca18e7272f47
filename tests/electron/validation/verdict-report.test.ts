import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { reportAsJson, reportAsPdf, type ReportedFile } from '../../../electron/validation/verdict-report.ts'
import { openPdf } from '../../../electron/pdf/open.ts'
import { memorySource } from '../../../electron/pdf/source.ts'
import { parseCertificate } from '../../../electron/pki/certificate.ts'
import { validatePdf } from '../../../electron/validation/validate.ts'
import { makePdf } from '../../helpers/make-pdf.ts'
import { makeSignedPdf, SIGNED_AT } from '../../helpers/make-signed-pdf.ts'
import { makeSigner } from '../../helpers/make-signer.ts'
import { makeFolder, NOW } from '../../helpers/make-store.ts'

async function makeReported(): Promise<ReportedFile> {
  const signer = await makeSigner({ key: 'ec' })
  const bytes = Buffer.from(await makeSignedPdf(makePdf(), signer))
  bytes[20] = (bytes[20] ?? 0) ^ 1
  const report = await validatePdf({ source: memorySource(bytes), trust: signer.chain.map(der => parseCertificate(der)), at: SIGNED_AT })
  return {
    name: 'Công văn 3120.pdf', sha256: 'ab'.repeat(32), document: { code: '3120/STC-HCSN', subject: `Về việc thẩm định dự toán \u{1F4A5} ${'kinh phí số hóa hồ sơ lưu trữ '.repeat(40)}`, issuer: 'Sở Tài chính' }, report, judgedAt: NOW,
    findings: Array.from({ length: 50 }, (_, index) => ({ seq: index + 1, at: NOW, clock: 'server' as const, report, policy: '{"anchors":[]}', items: [], hash: 'cd'.repeat(32) })),
    chain: { rows: 57, hash: 'ef'.repeat(32), missing: { from: 58, to: 60, at: null } },
  }
}

test('JSON has the fields of verify --json, and what was kept beside them', async () => {
  const file = await makeReported()
  const read = JSON.parse(reportAsJson(file)) as Record<string, unknown>
  expect(read).toMatchObject({ file: file.name, verdict: 'invalid', sha256: file.sha256, judgedAt: '2026-11-24T09:00:00+07:00', signatures: [{ indication: 'TOTAL-FAILED', intact: false }] })
  expect((read['evidence'] as unknown[]).length).toBe(50)
})

test('PDF tells it in words on as many pages as it takes, and every reader can read it', async () => {
  const pdf = await reportAsPdf(await makeReported(), 'vi')
  expect((await openPdf(memorySource(pdf))).notes.size).toBe(0)
  const path = join(makeFolder(), 'report.pdf')
  writeFileSync(path, pdf)
  const run = (command: string, ...args: string[]): string | null => {
    const ran = spawnSync(command, args, { encoding: 'utf8' })
    return ran.error === undefined ? `${ran.stdout}${ran.stderr}` : null
  }
  // Null: that reader is not on this machine.
  const text = run('pdftotext', '-layout', path, '-')
  for (const words of ['KẾT QUẢ KIỂM TRA CHỮ KÝ SỐ', 'Kết luận: Chữ ký không hợp lệ', 'Sở Tài chính', 'Nội dung: đã bị thay đổi sau khi ký', 'Trang 2/', 'Chuỗi bằng chứng của máy đến lúc này: 57 dòng', 'đã mất các dòng 58–60 ở cuối']) expect(text ?? words).toContain(words)
  expect(run('qpdf', '--check', path) ?? 'No syntax or stream encoding errors').toContain('No syntax or stream encoding errors')
  expect(run('pdffonts', path) ?? 'yes yes yes').toMatch(/yes\s+yes\s+yes/)
})
