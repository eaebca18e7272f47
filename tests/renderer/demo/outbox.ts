import type { OutboxItem } from '../../../shared/contract/moves.ts'
import { NOW } from './documents.ts'

const MINUTE = 60_000
const item = (over: Partial<OutboxItem> & Pick<OutboxItem, 'id' | 'verb' | 'code' | 'subject'>): OutboxItem => ({
  documentId: 'D1', state: 'waiting', attempts: 0, problem: null, createdAt: NOW - 16 * MINUTE, notBefore: NOW - 15 * MINUTE, doneAt: null, text: null, addresseeCount: 0, groupId: null, mayUndo: false, dependents: 0, isHeld: false, ...over,
})

/** One of each group of the place "Chờ gửi". */
export function makeOutbox(): OutboxItem[] {
  const group = { code: '1482/SNV-CCHC', subject: 'Hướng dẫn lập hồ sơ công việc', groupId: 'G1', addresseeCount: 14, createdAt: NOW - 27 * MINUTE }
  return [
    item({ id: 'X-a', verb: 'forward', code: '2491/UBND-NC', subject: 'Đẩy mạnh sử dụng văn bản điện tử', state: 'parked', attempts: 1, problem: { code: 'outbox.conflict', facts: {} }, text: 'Phòng CCHC chủ trì, phối hợp Văn phòng Sở. Hạn hoàn thành 26/11/2026.' }),
    item({ id: 'X-b', verb: 'approve', ...group }), item({ id: 'X-c', verb: 'number', ...group }), item({ id: 'X-d', verb: 'dispatch', ...group }),
    item({ id: 'X-e', verb: 'complete', code: '87/BC-UBND', subject: 'Báo cáo CCHC quý IV', text: 'Đã tổng hợp vào báo cáo chung của Sở.' }),
    item({ id: 'X-f', verb: 'receive', code: '3120/STC-HCSN', subject: 'Thẩm định dự toán số hóa', state: 'done', doneAt: NOW - 82 * MINUTE }),
  ]
}
