import { OfficialDocument, Task } from '../../shared/model/edoc.ts'

/** A document as a province would send it; give what matters to the test. */
export function makeDocument(given: Partial<OfficialDocument> & { readonly id: string }): OfficialDocument {
  return OfficialDocument.parse({
    direction: 'in', kind: 'Công văn', number: '12', notation: 'UBND-VP', subject: 'Về việc báo cáo kết quả', issuerId: 'A1', issuerName: 'Ủy ban nhân dân tỉnh',
    receivedAt: '2026-11-20T01:00:00Z', state: 'arrived', rev: 1, ...given,
  })
}

export function makeTask(given: Partial<Task> & { readonly id: string, readonly documentId: string }): Task {
  return Task.parse({ officerId: 'O1', role: 'lead', assignedAt: '2026-11-20T02:00:00Z', state: 'open', can: ['complete'], rev: 1, ...given })
}
