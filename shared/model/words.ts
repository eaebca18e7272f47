/**
 * The words of the wire that are closed lists here and open ones there: a value we do not know is kept and shown raw,
 * and offers no act.
 */

/** Mức độ khẩn (NĐ 30/2020, Điều 8.3b; edXML Priority 0–4). */
export const URGENCIES = ['normal', 'urgent', 'very-urgent', 'express', 'express-timed'] as const
export type Urgency = (typeof URGENCIES)[number]

/** Vai trò: văn thư, lãnh đạo, trưởng đơn vị, chuyên viên, quản trị. */
export const ROLES = ['clerk', 'leader', 'unit-head', 'officer', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** Mục đích gửi ở "Nơi nhận": để thực hiện, báo cáo, biết, lưu. */
export const PURPOSES = ['to-do', 'to-report', 'to-know', 'to-file'] as const
export type Purpose = (typeof PURPOSES)[number]

/** Vai của một người với một văn bản: chủ trì, phối hợp, để biết, ký, văn thư. */
export const TASK_ROLES = ['lead', 'join', 'know', 'sign', 'clerk'] as const
export type TaskRole = (typeof TASK_ROLES)[number]

/** What an assignment may give a colleague. */
export const ASSIGNEE_ROLES = ['lead', 'join', 'know'] as const
export type AssigneeRole = (typeof ASSIGNEE_ROLES)[number]

export const DIRECTIONS = ['in', 'out', 'draft'] as const
export type Direction = (typeof DIRECTIONS)[number]

/** Trạng thái của văn bản; the table of verbs in protocol.md says which act leads from which to which. */
export const DOCUMENT_STATES = [
  'drafting', 'submitted', 'approved', 'numbered', 'dispatched', 'arrived', 'received', 'refused', 'assigned', 'completed',
  'recall-requested', 'recalled', 'replaced',
] as const
export type DocumentState = (typeof DOCUMENT_STATES)[number]

/** The verbs of an Action. */
export const VERBS = [
  'submit', 'comment', 'sign', 'approve', 'return', 'number', 'dispatch', 'receive', 'refuse', 'assign', 'forward', 'complete',
  'recall', 'agree-recall', 'decline-recall', 'replace', 'acknowledge', 'evidence',
] as const
export type Verb = (typeof VERBS)[number]

export function isVerb(value: string): value is Verb {
  return (VERBS as readonly string[]).includes(value)
}

/** Mã trạng thái xử lý trên trục liên thông (QĐ 28/2018, facts §1). */
export const STATUS_CODES = ['01', '02', '03', '04', '05', '06', '13', '15', '16'] as const
export type StatusCode = (typeof STATUS_CODES)[number]
