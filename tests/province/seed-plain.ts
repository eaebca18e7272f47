import { OfficialDocument, Task } from '../../shared/model/edoc.ts'
import { blobIdOf } from './blob-id.ts'
import type { SeedData, SeedDocument } from './seed-data.ts'
import { seedTiny } from './seed-tiny.ts'

const FIRST_AT = Date.UTC(2026, 10, 20, 1)
const MINUTE_MS = 60_000
const SUBJECTS = ['V/v báo cáo kết quả cải cách hành chính', 'V/v góp ý dự thảo kế hoạch', 'Về việc cử cán bộ dự họp', 'V/v rà soát thủ tục hành chính', 'Về việc chuẩn bị tổng kết năm']

/** The tiny province with `count` incoming documents for its first account, one task each: plain, and quick at any size. */
export function seedPlain(count: number, demo: boolean): SeedData {
  const seed = seedTiny()
  const officerId = seed.accounts[0]?.officerId ?? ''
  const bytes = Buffer.from(plainPdf('Van ban thu nghiem'))
  const file = { blobId: blobIdOf(bytes), name: 'van-ban.pdf', type: 'application/pdf', size: bytes.length }
  const documents = Array.from({ length: count }, (_, index): SeedDocument => ({ agencyId: 'snv', sourceId: null, value: incoming(index, index % 3 === 0 ? [file] : []) }))
  const tasks = documents.map(({ value }, index) => Task.parse({ id: `t${index}`, documentId: value.id, officerId, role: 'lead', assignedAt: value.receivedAt, state: 'open', rev: 1 }))
  return { ...seed, demo, documents, tasks, blobs: [{ blobId: file.blobId, type: file.type, bytes }] }
}

function incoming(index: number, attachments: readonly object[]): OfficialDocument {
  const at = new Date(FIRST_AT + index * MINUTE_MS).toISOString().replace('.000', '')
  return OfficialDocument.parse({
    id: `d${index}`, direction: 'in', kind: 'Công văn', number: String(index + 1), notation: 'STC-QLNS', subject: `${SUBJECTS[index % SUBJECTS.length]} (${index + 1})`, issuerId: 'stc',
    issuerName: 'Sở Tài chính', issuedAt: at.slice(0, 10), receivedAt: at, register: { book: 'Văn bản đến 2026', number: String(index + 1) }, attachments, state: 'assigned', rev: 1,
  })
}

/** One page with a line of text; enough for a reader that wants a well-formed file (ISO 32000-1 §7.5). */
export function plainPdf(text: string): string {
  const stream = `BT /F1 14 Tf 72 770 Td (${text}) Tj ET`
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>',
    `<</Length ${stream.length}>>stream\n${stream}\nendstream`, '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ]
  const body = objects.reduce((all, object, index) => ({ text: `${all.text}${index + 1} 0 obj${object}\nendobj\n`, at: [...all.at, all.text.length] }), { text: '%PDF-1.7\n', at: [] as number[] })
  const entries = body.at.map(at => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  return `${body.text}xref\n0 6\n0000000000 65535 f \n${entries}trailer<</Size 6/Root 1 0 R>>\nstartxref\n${body.text.length}\n%%EOF\n`
}
