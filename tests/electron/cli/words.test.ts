import { describe, expect, test } from 'vitest'
import { printable } from '../../../electron/cli/output.ts'
import { reportWords } from '../../../electron/cli/report-words.ts'
import { CHANGE_RULES, SignatureReport } from '../../../shared/model/signature-report.ts'
import { changeText, isNoticeable } from '../../../shared/text/change.ts'

const signature = (laterChanges: readonly object[]) => ({
  field: 'Signature1', kind: 'signature', verdict: 'valid', indication: 'TOTAL-PASSED', subIndication: null, intact: true, cryptographyValid: true, coverage: 'whole-revision', changesAfter: 'allowed', docMdp: null,
  signer: { name: 'Lê Thị Lan', agency: 'UBND xã', serial: '1', issuer: 'CA', sha256: 'a' }, algorithm: 'RSA-PKCS1-SHA256', time: { at: '2026-11-24T09:30:00+07:00', source: 'claimed' }, level: 'B-B',
  revocation: { source: 'none', producedAt: null }, reasons: [], place: null, laterChanges,
})
const report = (...laterChanges: object[]) => SignatureReport.parse({ verdict: 'valid', reasons: [], signatures: [signature(laterChanges)] })

describe('a report in words', () => {
  test('says by what and of when revocation was checked', () => {
    const words = (revocation: object) => reportWords('a.pdf', SignatureReport.parse({ verdict: 'valid', reasons: [], signatures: [{ ...signature([]), revocation }] }), 'vi').split('\n')[1]
    expect([words({ source: 'ocsp', producedAt: '2026-11-24T10:00:00+07:00' }), words({ source: 'none', producedAt: '2026-11-20T07:00:00+07:00' })]).toEqual([
      '  ✓ Lê Thị Lan · UBND xã · 2026-11-24T09:30:00+07:00 · B-B · OCSP 2026-11-24T10:00:00+07:00', '  ✓ Lê Thị Lan · UBND xã · 2026-11-24T09:30:00+07:00 · B-B · CRL 2026-11-20T07:00:00+07:00 (đã quá hạn)',
    ])
  })
  test('names the form fields that were filled in after signing, in both languages, and leaves bookkeeping out', () => {
    const filled = report({ rule: 'form-value', judged: 'allowed', field: 'SoTien', object: 9, page: 2 }, { rule: 'metadata', judged: 'allowed', field: null, object: null, page: null })
    expect(reportWords('a.pdf', filled, 'vi').split('\n')).toEqual(['a.pdf: Chữ ký hợp lệ', '  ✓ Lê Thị Lan · UBND xã · 2026-11-24T09:30:00+07:00 · B-B', '    • Sau khi ký: điền hoặc sửa ô biểu mẫu “SoTien”, trang 2'])
    expect(reportWords('a.pdf', filled, 'en').split('\n').at(-1)).toBe('    • After signing: form field filled in or changed “SoTien”, page 2')
  })

  test('marks what nothing allows', () => {
    expect(reportWords('a.pdf', report({ rule: 'content', judged: 'suspicious', field: null, object: 4, page: 1 }), 'en')).toContain('    ✗ After signing: content of the pages changed, page 1')
  })

  test('every rule has its words in both languages', () => {
    for (const rule of CHANGE_RULES) {
      const [vi, en] = (['vi', 'en'] as const).map(language => changeText({ rule, field: null, page: null }, language))
      expect([vi === vi?.normalize('NFC'), /[ạ-ỹđơưăâêôà-ý]/i.test(vi ?? ''), /^[\x20-\x7e]+$/.test(en ?? ''), isNoticeable({ rule, judged: 'unknown' })]).toEqual([true, true, true, true])
    }
  })
})

test('what a file says of itself never speaks to the terminal', () => {
  expect(printable('a\u001b[2Jb\r\u009bc\u202ed\n\tTrần Đức')).toBe('a�[2Jb��c�d\n\tTrần Đức')
})
