import { expect, test } from 'vitest'
import { putDocuments, removeDocuments } from '../../../electron/store/documents.ts'
import { fold } from '../../../electron/store/fold.ts'
import { searchDocuments } from '../../../electron/store/search.ts'
import { searchQuery } from '../../../electron/store/search-query.ts'
import { makeDocument } from '../../helpers/make-edoc.ts'
import { makeStore } from '../../helpers/make-store.ts'

function library() {
  const store = makeStore()
  putDocuments(store.db, 'a', [
    makeDocument({ id: 'contract', number: '12', notation: 'HĐ-UBND', subject: 'Hợp đồng thuê trụ sở', receivedAt: '2026-01-01T00:00:00Z' }),
    makeDocument({ id: 'guide', number: '12', notation: 'HD-UBND', subject: 'Hướng dẫn xếp lương', receivedAt: '2026-01-02T00:00:00Z' }),
    makeDocument({ id: 'decision', number: '1234', notation: 'QĐ-UBND', subject: 'Quyết định bổ nhiệm cán bộ', summary: 'Bổ nhiệm ông Ưng Ẳng', receivedAt: '2026-01-03T00:00:00Z' }),
    makeDocument({ id: 'covid', number: '99', notation: 'CĐ-TTg', subject: 'Phòng chống dịch COVID-19', issuerName: 'Thủ tướng Chính phủ', receivedAt: '2026-01-04T00:00:00Z' }),
  ])
  return (text: string) => searchDocuments(store.db, 'a', text, 50).map(row => row.documentId)
}

test.each([
  ['quyet dinh bo nhiem', ['decision']], ['QUYẾT ĐỊNH', ['decision']], ['ung ang', ['decision']], ['thu tuong', ['covid']],
  ['12/HĐ-UBND', ['contract']], ['12/HD-UBND', ['guide']], ['HĐ', ['contract']], ['HD', ['guide']], ['12/hd-ubnd', ['guide', 'contract']],
  ['1234', ['decision']], ['1234/QĐ', ['decision']], ['1234/qd', ['decision']], ['1234/UBND', []], ['COVID-19', ['covid']], ['bo nhi', ['decision']], ['nhi bo', []],
  ['ubnd', ['decision', 'guide', 'contract']], ['', []], ['"', []], ['subject : x OR NEAR(', []], ['*', []],
])('%j finds %j, newest first', (text, ids) => {
  expect(library()(text)).toEqual(ids)
})

test('what is changed or gone is no longer found by its old words', () => {
  const store = makeStore()
  putDocuments(store.db, 'a', [makeDocument({ id: 'D1', subject: 'lụt bão' }), makeDocument({ id: 'D2', subject: 'lụt bão' })])
  putDocuments(store.db, 'a', [makeDocument({ id: 'D1', subject: 'nắng hạn', rev: 2 })])
  removeDocuments(store.db, 'a', ['D2'])
  expect([searchDocuments(store.db, 'a', 'lut bao', 9), searchDocuments(store.db, 'a', 'nang han', 9).map(row => row.documentId)]).toEqual([[], ['D1']])
})

test('folding does not care how marks are encoded, nor whether it is done twice', () => {
  const letters = [...'aàảãáạăằẳẵắặâầẩẫấậđeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵĐƯƠẴỄ 19/-']
  for (let seed = 1; seed < 500; seed++) {
    const text = Array.from({ length: 12 }, (_, n) => letters[(seed * 7919 + n * n * 104729 + n * seed) % letters.length] ?? '').join('')
    const folded = fold(text)
    expect(folded).toMatch(/^[a-z0-9 /-]*$/)
    expect([fold(text.normalize('NFC')), fold(text.normalize('NFD')), fold(text.toUpperCase()), fold(folded)]).toEqual([folded, folded, folded, folded])
  }
})

test('whatever is typed becomes a query that FTS5 can read', () => {
  const { db } = makeStore()
  for (const text of ['a"b', "'", 'AND', 'x OR y', '(a', 'a:b', '^a', '-', 'a-', '/', '1/', '\u0000x', '😀', 'ế'.repeat(300), 'từ '.repeat(100)]) expect(() => searchDocuments(db, 'a', text, 5)).not.toThrow()
  expect(searchQuery('  ')).toBe(null)
})

test('a page that names a document twice keeps the later one, and of several in one millisecond each is found', () => {
  const store = makeStore()
  const at = { receivedAt: '2026-01-01T00:00:00Z' }
  putDocuments(store.db, 'a', [makeDocument({ id: 'one', subject: 'Bản trước', ...at }), makeDocument({ id: 'two', subject: 'Bản khác', ...at }), makeDocument({ id: 'one', subject: 'Bản sau', ...at })])
  const found = (text: string): string[] => searchDocuments(store.db, 'a', text, 50).map(row => row.documentId)
  expect([found('truoc'), found('sau'), found('ban').toSorted()]).toEqual([[], ['one'], ['one', 'two']])
})
