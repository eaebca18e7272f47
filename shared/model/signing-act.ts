/**
 * Sáu hình thức ký của NĐ 30/2020 and VGCA, and *plain*, any other signature. Duyệt; cấp số và đóng dấu cơ quan; phụ lục
 * ở tệp riêng; bản sao; dấu đến; bút phê.
 */
export const SIGNING_ACTS = ['approve', 'issue', 'appendix', 'copy', 'incoming', 'comment', 'plain'] as const
export type SigningAct = (typeof SIGNING_ACTS)[number]

/** Hình thức sao (NĐ 30/2020, Điều 25), as it is printed. */
export const COPY_KINDS = { 'sao-y': 'SAO Y', 'sao-luc': 'SAO LỤC', 'trich-sao': 'TRÍCH SAO' } as const
export type CopyKind = keyof typeof COPY_KINDS

/** The fields that `prepare` makes before the leader signs; the clerk's are open to the leader's lock (Exclude). */
export const PREPARED = { number: 'IssueNumber', date: 'IssueDate', signature: 'LeaderSignature', seal: 'IssueSeal' } as const
