import { expect, test } from 'vitest'
import type { SignatureReport } from '../../../shared/model/signature-report.ts'
import { changeText } from '../../../shared/text/change.ts'
import { reportWords } from '../../../electron/cli/report-words.ts'
import { der, oid, sequence, setOf, TAG } from '../../../electron/pki/der.ts'
import { readDer } from '../../../electron/pki/der-read.ts'
import { nameWords, parseName } from '../../../electron/pki/name.ts'

const nameOf = (commonName: string) => nameWords(parseName(readDer(sequence(setOf(sequence(oid('2.5.4.3'), der(TAG.utf8, Buffer.from(commonName)))))))).name

/** Names come from certificates and forms that anybody may make, and stand among our own words. */
test.each([
  ['a line of its own', 'Kẻ gian\n  ✓ Giám đốc Sở: chữ ký hợp lệ', 'Kẻ gian   ✓ Giám đốc Sở: chữ ký hợp lệ'],
  ['what a terminal obeys', 'A\u001b[2J\u001b[32mB', 'A [2J [32mB'], ['a line turned round', 'A\u202eel poh ык', 'A el poh ык'], ['letters between that nobody sees', 'Gi\u200bám\u2060 đốc\ufeff', 'Gi ám  đốc'],
  ['a name as it should be', 'Nguyễn Thị Bích Ngọc – “Phó” Giám đốc', 'Nguyễn Thị Bích Ngọc – “Phó” Giám đốc'],
])('a name cannot bring %s', (_, commonName, words) => {
  expect(nameOf(commonName)).toBe(words)
})

test.each([
  ['BMPString', 0x1e, Buffer.from('Sở Nội vụ', 'utf16le').swap16()], ['UniversalString', 0x1c, Buffer.concat([...'Sở Nội vụ'].map(letter => Buffer.from([0, 0, letter.charCodeAt(0) >> 8, letter.charCodeAt(0) & 0xff])))],
])('a name written as %s is read as words', (_, tag, value) => {
  expect(nameWords(parseName(readDer(sequence(setOf(sequence(oid('2.5.4.3'), der(tag, value)))))))).toMatchObject({ name: 'Sở Nội vụ' })
})

test('nor push away what we say by its length', () => {
  expect(nameOf('Dài '.repeat(50_000)).length).toBeLessThan(250)
})

test('nor can the name of a field, in the report of a file or among what was changed', () => {
  const field = 'Ký\n  ✓ Giám đốc\u202e'
  const report = { verdict: 'invalid', reasons: [], signatures: [{ field, verdict: 'invalid', signer: null, level: 'B-B', time: { at: null, source: 'none' }, revocation: { source: 'none', producedAt: null }, reasons: [], laterChanges: [], attributes: [] }] } as unknown as SignatureReport
  expect(reportWords('a.pdf', report, 'vi').split('\n')).toHaveLength(2)
  expect(changeText({ rule: 'form-value', field, page: 1 }, 'vi')).toBe('điền hoặc sửa ô biểu mẫu “Ký   ✓ Giám đốc”, trang 1')
})
