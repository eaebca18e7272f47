import type { DocumentDetail, DocumentRow } from '../../../shared/contract/documents.ts'
import type { Action } from '../../../shared/model/edoc.ts'
import type { SignatureReport, SignatureVerdict } from '../../../shared/model/signature-report.ts'

/** Invented papers for looking at screens without a core: the rows of the mock first, then as many as are wanted. */
export const NOW = Date.parse('2026-11-24T09:14:00+07:00')

type Sketch = Partial<DocumentRow> & Pick<DocumentRow, 'subject' | 'issuerName'> & { readonly at: string }
const at = (clock: string) => Date.parse(`2026-11-${clock}:00+07:00`)

const FIRST: readonly Sketch[] = [
  { at: '24T09:05', issuerName: 'Văn phòng UBND tỉnh', subject: 'Công điện về chủ động ứng phó mưa lớn, lũ quét và sạt lở đất trên địa bàn tỉnh từ ngày 25/11', number: '118', notation: 'CĐ-UBND', kind: 'Công điện', urgency: 'express', dueAt: '2026-11-24', unread: true, attachmentCount: 1, state: 'received', taskRole: 'clerk' },
  { at: '24T08:12', issuerName: 'UBND tỉnh Hà Châu', subject: 'Về việc đẩy mạnh sử dụng văn bản điện tử ký số và rà soát, lập hồ sơ công việc năm 2026', number: '2491', notation: 'UBND-NC', urgency: 'urgent', dueAt: '2026-11-27', state: 'assigned', taskRole: 'lead', attachmentCount: 3 },
  { at: '24T07:48', issuerName: 'Sở Tài chính', subject: 'V/v thẩm định dự toán kinh phí số hóa hồ sơ lưu trữ giai đoạn 2026–2028', number: '3120', notation: 'STC-HCSN', unread: true, verdict: 'indeterminate', state: 'arrived', taskRole: 'clerk', attachmentCount: 2 },
  { at: '24T07:30', issuerName: 'UBND xã Đông Thịnh', subject: 'Báo cáo kết quả thực hiện công tác cải cách hành chính quý IV năm 2026', number: '87', notation: 'BC-UBND', kind: 'Báo cáo', state: 'received', attachmentCount: 2 },
  { at: '23T16:40', issuerName: 'Bộ Nội vụ', subject: 'Hướng dẫn bố trí cán bộ, công chức cấp xã sau khi tổ chức chính quyền địa phương hai cấp', number: '7204', notation: 'BNV-TCBC', dueAt: '2026-12-05', unread: true, flagged: true, state: 'assigned', taskRole: 'lead', attachmentCount: 2 },
  { at: '23T15:22', issuerName: 'UBND phường Trần Hưng', subject: 'Xin ý kiến về danh mục vị trí việc làm và cơ cấu ngạch công chức năm 2027', number: '412', notation: 'UBND-VP', state: 'recall-requested' },
  { at: '23T10:03', issuerName: 'Sở Khoa học và Công nghệ', subject: 'Giấy mời dự Hội nghị sơ kết hai năm triển khai chữ ký số chuyên dùng công vụ', number: '56', notation: 'GM-SKHCN', kind: 'Giấy mời', unread: true, state: 'received' },
  { at: '23T08:55', issuerName: 'Thanh tra tỉnh', subject: 'Kế hoạch kiểm tra việc quản lý, sử dụng con dấu và thiết bị lưu khóa bí mật năm 2027', number: '19', notation: 'KH-TTr', kind: 'Kế hoạch', state: 'assigned', taskRole: 'join', attachmentCount: 2 },
  { at: '23T08:20', issuerName: 'Sở Tư pháp', subject: 'Góp ý dự thảo Quyết định ban hành Quy chế văn thư điện tử của tỉnh', number: '655', notation: 'STP-XDVB', dueAt: '2026-11-30', state: 'assigned', taskRole: 'lead' },
  { at: '20T14:10', issuerName: 'UBND xã Ngọc Lũ', subject: 'Tờ trình đề nghị phê duyệt Danh mục hồ sơ năm 2027 của UBND xã', number: '33', notation: 'TTr-UBND', kind: 'Tờ trình', state: 'completed', verdict: 'invalid' },
]
const SUBJECTS = ['Cung cấp số liệu công chức chuyên trách chuyển đổi số phục vụ báo cáo năm', 'Thông báo kết luận của Chủ tịch UBND tỉnh tại phiên họp thường kỳ', 'Về việc rà soát thủ tục hành chính thuộc phạm vi quản lý', 'Kế hoạch tuyển dụng viên chức năm 2027', 'Báo cáo công tác văn thư, lưu trữ']
const ISSUERS = ['Sở Xây dựng', 'Văn phòng UBND tỉnh', 'Sở Y tế', 'UBND phường Nguyễn Ngưỡng', 'Sở Giáo dục và Đào tạo']

function rowOf(sketch: Sketch, index: number): DocumentRow {
  const { at: when, ...rest } = sketch
  return {
    documentId: `D${index}`, taskId: `T${index}`, direction: 'in', kind: 'Công văn', number: String(index), notation: 'VP', issuerId: null, issuedAt: '2026-11-23', sortAt: at(when), dueAt: null, urgency: 'normal', state: 'received',
    taskRole: 'clerk', taskState: 'open', receivedAt: at(when), unread: false, flagged: false, attachmentCount: 1, addresseeCount: 1, verdict: 'valid', pendingVerb: null, ...rest,
  }
}

export function makeRows(count: number): DocumentRow[] {
  const rows = FIRST.map(rowOf)
  const start = at('19T16:00')
  for (let index = rows.length; index < count; index += 1) {
    rows.push({ ...rowOf({ at: '19T10:00', subject: `${SUBJECTS[index % SUBJECTS.length]} (${index})`, issuerName: ISSUERS[index % ISSUERS.length] ?? '' }, index), state: index % 3 === 0 ? 'completed' : 'received', sortAt: start - (index - FIRST.length) * 3 * 3_600_000 })
  }
  return rows
}

export function makeToSign(): DocumentRow[] {
  const subjects = ['Hướng dẫn lập hồ sơ công việc và nộp lưu hồ sơ điện tử năm 2026', 'Về việc cử công chức dự tập huấn chữ ký số chuyên dùng công vụ', 'Báo cáo kết quả rà soát văn bản điện tử ký số quý IV năm 2026']
  return subjects.map((subject, index) => ({ ...rowOf({ at: `24T08:${40 - index * 7}`, subject, issuerName: 'Sở Nội vụ' }, 5000 + index), direction: 'draft', state: 'submitted', number: null, notation: index === 2 ? 'BC-SNV' : 'SNV-CCHC', kind: index === 2 ? 'Báo cáo' : 'Công văn', verdict: 'unsigned', addresseeCount: 14 - index * 5, issuedAt: null, taskRole: 'sign' }))
}

const signature = (over: Partial<SignatureVerdict> & Pick<SignatureVerdict, 'signer' | 'place'>): SignatureVerdict => ({
  field: 'Signature1', kind: 'signature', verdict: 'valid', indication: 'TOTAL-PASSED', subIndication: null, intact: true, cryptographyValid: true, coverage: 'whole-file', changesAfter: 'allowed', docMdp: null, algorithm: 'RSA PKCS#1 v1.5, SHA-256',
  time: { at: '2026-11-23T17:05:40+07:00', source: 'signature-timestamp' }, level: 'B-T', revocation: { source: 'crl', producedAt: '2026-11-20T00:00:00Z' }, reasons: [], coveredBytes: null, laterChanges: [], attributes: [], ...over,
})
const signer = (name: string, agency: string) => ({ name, agency, serial: '54010101A2B3C4D5', issuer: 'CA Chuyên dùng Chính phủ G2', sha256: 'ab12'.repeat(16) })

function reportOf(row: DocumentRow): SignatureReport | null {
  if (row.verdict === null) return null
  if (row.verdict === 'unsigned') return { verdict: 'unsigned', reasons: [], signatures: [] }
  const agency = row.issuerName ?? ''
  const first = signature({ signer: signer('Đỗ Thành Nam', agency), place: { page: 1, rect: [335, 230, 450, 300] }, time: { at: '2026-11-23T16:48:12+07:00', source: 'signature-timestamp' } })
  if (row.verdict === 'valid') return { verdict: 'valid', reasons: [], signatures: [first, signature({ field: 'Signature2', signer: signer(agency, agency), place: { page: 1, rect: [290, 215, 370, 295] }, changesAfter: 'none' })] }
  if (row.verdict === 'invalid') return { verdict: 'invalid', reasons: ['signature.digest-mismatch'], signatures: [{ ...first, verdict: 'invalid', indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE', intact: false, coverage: 'broken', reasons: ['signature.digest-mismatch'] }] }
  return { verdict: 'indeterminate', reasons: ['revocation.not-checked'], signatures: [first, signature({ field: 'Signature2', signer: signer(agency, agency), place: { page: 1, rect: [290, 215, 370, 295] }, verdict: 'indeterminate', indication: 'INDETERMINATE', subIndication: 'TRY_LATER', changesAfter: 'none', reasons: ['revocation.not-checked'] })] }
}

const CAN: Record<string, readonly string[]> = { arrived: ['receive', 'refuse', 'comment'], received: ['submit', 'comment', 'forward'], assigned: ['forward', 'complete', 'comment'], submitted: ['approve', 'return', 'comment'], 'recall-requested': ['agree-recall', 'decline-recall'] }

function moves(row: DocumentRow): Action[] {
  const one = (id: string, verb: string, when: string, by: string, over: Partial<Action> = {}): Action => ({ id, clientRef: null, documentId: row.documentId, bulletinId: null, taskId: null, verb, toOfficerIds: [], assignees: [], toAgencyIds: [], text: null, dueAt: null, attachments: [], by, at: when, result: null, ...over })
  if (row.state !== 'assigned') return [one('a1', 'receive', '2026-11-24T01:15:00Z', 'O2', { result: { number: '1874' } })]
  return [
    one('a1', 'receive', '2026-11-24T01:15:00Z', 'O2', { result: { number: '1874' } }), one('a2', 'submit', '2026-11-24T01:20:00Z', 'O2', { toOfficerIds: ['O3'] }),
    one('a3', 'assign', '2026-11-24T01:40:00Z', 'O3', { text: 'Phòng CCHC chủ trì, dự thảo trả lời trước 26/11.', dueAt: '2026-11-26', assignees: [{ officerId: 'O1', role: 'lead' }, { officerId: 'O4', role: 'join' }] }),
  ]
}

export function detailOf(row: DocumentRow): DocumentDetail {
  const files = ['main', ...Array.from({ length: row.attachmentCount - 1 }, () => 'annex')].map((role, index) => ({ blobId: `B${row.documentId}-${index}`, name: index === 0 ? `${row.number ?? 'du-thao'}-${row.notation}.pdf` : `Phụ lục ${index}.${index === 2 ? 'xlsx' : 'pdf'}`, type: index === 2 ? 'application/xlsx' : 'application/pdf', size: 73_370, sha256: '', role }))
  const report = reportOf(row)
  return {
    row,
    document: {
      id: row.documentId, clientRef: null, direction: row.direction, authorId: null, kind: row.kind, number: row.number, notation: row.notation, subject: row.subject, summary: null, issuerId: null, issuerName: row.issuerName, signers: [], issuedAt: row.issuedAt,
      receivedAt: row.direction === 'in' ? new Date(row.sortAt).toISOString() : null, dueAt: row.dueAt, urgency: row.urgency, register: row.state === 'arrived' ? null : { book: null, number: '1874' }, addressees: Array.from({ length: row.addresseeCount }, (_, index) => ({ agencyId: `A${index}`, purpose: 'to-do' })), relatedIds: row.documentId === 'D1' ? ['D3', 'D8', 'D99999'] : [], statuses: [], attachments: files, state: row.state, rev: 1,
    },
    task: null, can: [...(CAN[row.state] ?? [])], actions: moves(row), names: { O1: 'Nguyễn Minh Anh', O2: 'Trần Thu Hoa', O3: 'PGĐ Lê Hoàng Cường', O4: 'Phạm Văn Đức' }, maySignAndSend: true, upgrade: null, pending: [],
    attachments: files.map(({ blobId, name, type, size, role }, index) => ({ blobId, name, type, size, role, isPdf: index !== 2, state: 'here' as const, report: index === 0 ? report : null, judgedAt: null })),
  }
}
